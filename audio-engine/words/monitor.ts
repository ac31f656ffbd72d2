/** What stands beside the document: the control room, compares, what the engine's time goes to. */

const db = (value: number, decimals = 1): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toFixed(decimals)} dB`;

export const monitorWords = {
  room: 'Control room',
  button: (state: string) => `Control room: ${state}`,
  buttonHelp:
    'How you hear the mix: mono, one side, dimmed, at a set level. It changes the speakers, never the song or an export.',
  name: 'monitor',
  neutral: 'straight',
  mono: 'Mono',
  monoShort: 'Mono',
  monoHelp:
    'Both sides added to one, as a phone or a kitchen radio plays it. What disappears was out of phase. Key O.',
  dim: 'Dim',
  dimHelp: 'Turns the speakers down by the dim amount, to talk or to rest your ears. Key D.',
  dimAmount: 'Dim by',
  mute: 'Mute',
  muteHelp: 'Silences the speakers; the meters go on. Key Shift+D.',
  swap: 'Swap',
  swapHelp:
    'Left comes from the right speaker and right from the left. A centre that moves is your room, one that stays is the mix.',
  solo: 'Hear',
  soloHelp: 'One side alone, or only what differs between the sides: reverb, width, and what mono loses.',
  solos: { none: 'Both', left: 'Left', right: 'Right', side: 'Side' },
  level: 'Level',
  levelHelp: 'How loud the speakers play, apart from the master fader. Double-click for 0 dB.',
  silent: '−∞',
  setReference: 'Set as reference',
  setReferenceHelp:
    'Plays pink noise at −20 dBFS RMS from one speaker, turned until a meter (C, slow) reads the level beside this: then press. From then on the level is shown against it.',
  toReference: 'To reference',
  toReferenceHelp: 'Puts the level back where the room was calibrated.',
  clearReference: 'Forget it',
  reference: 'Reference',
  referenceSpl: 'SPL there',
  referenceNone: 'Not calibrated: 0 dB is the level of the file.',
  referenceIs: (relativeDb: number, spl: number) =>
    `${db(relativeDb)} from reference, about ${Math.round(spl + relativeDb)} dB SPL a speaker at −20 dBFS (K-20: 83)`,
  referenceShort: (relativeDb: number) => (Math.abs(relativeDb) < 0.05 ? 'ref' : `${db(relativeDb)} ref`),
  listening: 'Listen',
  listen: (strip: string) => `Listen to ${strip}`,
  listenShort: { pre: 'PFL', post: 'AFL' },
  listenHelp:
    'Hears this strip by itself in the control room, while the mix and its export stay as they are. With Ctrl one more strip, or again only this.',
  listenPoint: 'Tap',
  listenPointHelp:
    'PFL hears a strip before its fader, however far that is down; AFL after fader and pan, as it is in the mix.',
  listenPoints: { pre: 'PFL', post: 'AFL' },
  listenExclusive: 'One at a time',
  listenExclusiveHelp: 'Listening to a strip ends listening to the one before; off, strips add up.',
  listenLevel: 'Listen level',
  listenLevelHelp: 'How loud listened strips are in the control room.',
  listenMix: 'Mix under it',
  listenMixHelp: 'How much of the mix stays under what you listen to; at the stop none of it.',
  listenNone: 'Nothing: press PFL or AFL on a strip, or key P.',
  listenTo: (names: readonly string[]) => `Listening to ${names.join(', ')}`,
  listenOff: 'Back to the mix',
  notSaved: 'Kept for you and this machine, not in the song. Switches are off again at the next start.',
  switches: (names: readonly string[]) => names.join(', '),
} as const;

export const compareWords = {
  matched: 'Matched',
  matchedName: 'Loudness match',
  matchedHelp:
    'Compares are matched in loudness (K-weighted, the last 10 s), so that louder does not pass for better. Off, you hear the level change too.',
  difference: (differenceDb: number) => {
    if (Math.abs(differenceDb) < 0.05) return 'equally loud';
    return `processed is ${Math.abs(differenceDb).toFixed(1)} dB ${differenceDb > 0 ? 'louder' : 'quieter'}`;
  },
  measured: (seconds: number) => (seconds < 9.95 ? `over ${seconds.toFixed(0)} s` : ''),
  isMatched: 'matched',
  notMatched: 'not matched',
  short: (shortDb: number) => `${shortDb.toFixed(1)} dB short of it, which would clip`,
  nothing: 'play to measure the difference',
  delta: 'Delta',
  hearingDelta: 'Hearing the delta',
  deltaHelp:
    'Hears only what this effect changes: its output less its input, at the level it has. A limiter should give you ticks of drums, not the song. Never exported. Key Alt+B.',
  blind: 'Blind',
  blindHelp:
    'Hides which is which, matched in loudness: listen to 1 and 2, say which one is processed, and see how often you were right against guessing. Key Shift+B.',
  blindTitle: 'Blind compare',
  blindUnmeasured: 'Play a few seconds first: without the difference there is nothing to match by.',
  hear: (side: string) => `Hear ${side}`,
  question: 'Processed is',
  guess: (side: string) => `${side} is processed`,
  rightAnswer: (side: string) => `Right: ${side} was processed.`,
  wrongAnswer: (side: string) => `No: ${side} was processed.`,
  score: (right: number, tries: number) => `${right} of ${tries} right`,
  chance: (chance: number) => {
    const percent = chance * 100;
    const shown = percent < 1 ? percent.toFixed(1) : percent.toFixed(0);
    return `guessing does as well in ${shown} % of such tests`;
  },
  chanceHelp: 'Below 5 % you very likely hear it. One right answer is no proof.',
  endBlind: 'End',
  compareHelp:
    'Hears the song without this for a moment, as loud as with it: never saved, never exported. Key B.',
} as const;

export const costWords = {
  title: 'What the engine does',
  open: 'What takes the time',
  openHelp: 'Lists strips and effects by what they cost.',
  list: 'Effects by cost',
  strip: 'Strip',
  effect: 'Effect',
  share: 'Share of a core',
  percent: (share: number) => `${(share * 100).toFixed(share < 0.0995 ? 2 : 1)} %`,
  total: 'All of it',
  rest: 'Faders, meters, sums',
  measuring: 'Measuring; it takes a second.',
  nothing: 'Nothing runs: press play.',
  byStrip: 'Strips',
  byEffect: 'Effects',
  blocks: (count: number, most: number) =>
    count < 1000 ? '' : `99.9 % of ${count} blocks took less than ${Math.round(most * 100)} % of their time`,
  note: 'Measured while this is open, one block in sixteen.',
  slot: (name: string, share: number) => `${name} · ${(share * 100).toFixed(2)} % of a core`,
} as const;
