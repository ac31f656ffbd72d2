/** What the program says of mixes that are kept: scenes, versions side by side, strip presets, frozen tracks, delays. */
import type { FailureValue } from './failure.ts';

const MINUS = '−';
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** `+1.5`, `−3.0`, `0.0`; a difference always carries its sign. */
function signed(value: number, decimals = 1): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : '+'}${text}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}

export const sceneWords = {
  tab: 'Scenes',
  list: 'Scenes of this song',
  empty: 'No mix is stored yet. A scene keeps every fader, insert and send as they stand, to come back to.',
  store: 'Store this mix',
  storeHelp: 'Keeps the whole mix as it stands under a name: faders, pans, inserts, sends, outputs.',
  storeTitle: 'Store a scene',
  renameTitle: 'Rename the scene',
  name: 'Name',
  keep: 'Store',
  rename: 'Rename',
  newName: (number: number) => `Scene ${number}`,
  scene: (name: string, when: string) => `Scene ${name}, ${when}`,
  rowHelp: 'Press to see what it would change; Enter or double-click recalls it. Right-click for more.',
  recall: 'Recall',
  recallHelp: 'Brings this mix back as one step; undo returns to the mix before.',
  hear: 'Hear it',
  hearHelp:
    'The scene over your mix, without a step: hold to hear it while you hold, press shortly to leave it on. An edit ends it.',
  hearing: (name: string) => `You hear the scene “${name}”; your mix is untouched.`,
  hearEnd: 'Back to now',
  hearEnded: 'You edited: you hear your own mix again.',
  gesture: (name: string) => `Hear scene ${name}`,
  update: 'Update from now',
  updateHelp: 'Stores the mix as it stands now in this scene; what it held before comes back with undo.',
  renameItem: 'Rename',
  remove: 'Remove',
  menu: (name: string) => `Actions for the scene ${name}`,
  changes: (count: number) =>
    count === 0
      ? 'The mix stands as in this scene.'
      : `Recalling it makes ${plural(count, 'change', 'changes')}`,
  changesOf: (name: string) => `What recalling ${name} changes`,
  recalled: (name: string, gone: readonly string[], newer: number) =>
    [
      `Scene “${name}” is recalled.`,
      gone.length > 0
        ? `${plural(gone.length, 'strip', 'strips')} of it ${gone.length === 1 ? 'is' : 'are'} no longer in the song: ${listed(gone)}.`
        : '',
      newer > 0
        ? `${plural(newer, 'strip is', 'strips are')} newer than the scene and stayed as ${newer === 1 ? 'it was' : 'they were'}.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  gone: (names: readonly string[]) =>
    `No longer in the song: ${listed(names)}. ${names.length === 1 ? 'It is' : 'They are'} left out.`,
  newer: (names: readonly string[]) =>
    `Newer than the scene: ${listed(names)}. ${names.length === 1 ? 'It stays as it is' : 'They stay as they are'}.`,
  unknownStrip: 'a strip without a name',
  stored: (name: string) => `Scene “${name}” is stored.`,
  none: 'No scene is stored yet.',
} as const;

export const versionWords = {
  title: 'What did I change?',
  text: 'Two moments of this song side by side: every move in words, and what it did to the sound.',
  from: 'Before',
  to: 'After',
  now: 'Now',
  version: (name: string, when: string) => `${name} · ${when}`,
  step: (name: string, when: string) => `after “${name}” · ${when}`,
  beginning: 'Before the first step',
  moves: 'Moves',
  noMoves: 'These two are the same: nothing was moved.',
  countMoves: (count: number) => plural(count, 'move', 'moves'),
  wholeSong: 'The whole song',
  reading: 'Reading',
  measure: 'Measure what you hear',
  measureHelp:
    'Renders both moments offline and measures every strip and the mix: loudness, spectrum, width. Playback goes on.',
  measuring: 'Rendering both and measuring',
  again: 'Measure again',
  cancel: 'Cancel',
  heard: 'What it did to the sound',
  columns: {
    strip: 'Strip',
    level: 'Level',
    spectrum: 'Spectrum',
    width: 'Width',
    correlation: 'Correlation',
  },
  columnHelp: {
    level: 'Integrated loudness after minus before, in LU; measured after fader and pan, to BS.1770.',
    spectrum: 'After minus before in third octaves, at their own levels, from −12 to +12 dB.',
    width: 'Sides against the middle, after minus before, in dB.',
    correlation: 'Left against right after, and by how much it moved: 1 is mono, below 0 cancels in mono.',
  },
  mix: 'The mix',
  silentBefore: 'silent before',
  silentAfter: 'silent after',
  silent: 'silent',
  onlyAfter: 'new',
  onlyBefore: 'gone',
  same: 'the same',
  sameCount: (count: number) =>
    count === 1
      ? '1 other strip sounds the same, sample for sample.'
      : `${count} other strips sound the same, sample for sample.`,
  lu: (value: number) => `${signed(value)} LU`,
  db: (value: number) => `${signed(value)} dB`,
  lufs: (value: number) => `${value < 0 ? MINUS : ''}${Math.abs(value).toFixed(1)} LUFS`,
  correlation: (after: number, by: number) => `${signed(after, 2)} (${signed(by, 2)})`,
  /** The bands that moved most, for those who do not see the picture. */
  spectrumSays: (most: readonly { hz: string; db: number }[]) =>
    most.length === 0
      ? 'no band moved by half a dB'
      : most.map(({ hz, db }) => `${signed(db)} dB at ${hz}`).join(', '),
  hz: (hz: number) => (hz >= 1000 ? `${+(hz / 1000).toPrecision(3)} kHz` : `${+hz.toPrecision(3)} Hz`),
  hear: 'Hear the difference',
  hearGroup: 'What is played',
  sides: { mix: 'Your mix', a: 'A before', b: 'B after', difference: 'A − B' },
  sideHelp: {
    mix: 'The song as it stands now, through the engine.',
    a: 'The rendered moment before, in place of the mix.',
    b: 'The rendered moment after, in place of the mix, at the same position.',
    difference:
      'What is left when one is taken from the other: only what changed sounds. Silence means there is no difference.',
  },
  matched: 'Matched',
  matchedHelp:
    'The louder of the two is turned down by the loudness they differ by, so that louder does not win.',
  matchedBy: (db: number) => (Math.abs(db) < 0.05 ? 'equally loud' : `B is ${signed(db)} LU against A`),
  difference: (lufs: number | null, identical: boolean) =>
    identical
      ? 'The two are the same, sample for sample.'
      : lufs === null
        ? 'The difference is below what loudness measures.'
        : `The difference is at ${lufs < 0 ? MINUS : ''}${Math.abs(lufs).toFixed(1)} LUFS.`,
  play: 'Play',
  stop: 'Stop',
  playHelp: 'Plays and stops where the playhead is. Key Ctrl+Space.',
  auditionEnds: 'Closing this goes back to your mix.',
  step_: {
    rendering: (which: string) => `Rendering ${which}`,
    difference: 'Measuring the difference',
  },
  compared: (lu: number | null, strips: number) =>
    `${plural(strips, 'strip sounds', 'strips sound')} different${lu === null ? '' : `, the mix by ${signed(lu)} LU`}.`,
  jobTitle: (from: string, to: string) => `Comparing ${from} with ${to}`,
  unknownMoment: (written: string, names: readonly string[]): FailureValue => ({
    code: 'moment-unknown',
    sentence: `There is no version “${written}”.`,
    nextStep:
      names.length > 0
        ? `There are: now, ${names.join(', ')}; or the number of a step in the history.`
        : 'No version has a name yet; use now, or the number of a step in the history.',
  }),
  nothingToHear: {
    code: 'compare-empty',
    sentence: 'Neither of the two has any sound.',
    nextStep: 'Choose a moment after audio was imported.',
  } satisfies FailureValue,
  notMeasured: {
    code: 'compare-none',
    sentence: 'Nothing was rendered to listen to yet.',
    nextStep: 'Press “Measure what you hear” first.',
  } satisfies FailureValue,
  ratesDiffer: {
    code: 'compare-rate',
    sentence: 'The two moments have different sample rates and cannot be laid over each other.',
    nextStep: 'Choose a moment after the first import.',
  } satisfies FailureValue,
} as const;

export const stripPresetWords = {
  menu: 'Chains',
  title: 'Load a chain of inserts',
  save: 'Save these inserts as a chain',
  saveTitle: 'Save a chain',
  saveText:
    'All inserts of this strip with their values, for any song. Side-chains stay behind: they name strips of this one.',
  name: 'Name',
  purpose: 'What it is for',
  keep: 'Save',
  own: 'Your own',
  remove: 'Remove a chain of your own',
  removed: (name: string) => `The chain “${name}” is removed.`,
  saved: (name: string) => `The chain “${name}” is saved.`,
  loaded: (name: string, listenFor: string) => `${name}: ${listenFor}`.trim(),
  loadedOwn: (name: string, purpose: string) =>
    purpose ? `${name}: ${purpose}` : `The chain “${name}” is loaded.`,
  browse: 'Choose a chain',
  browseText: 'Replaces the inserts of the strip by a whole chain, as one step; fader, pan and sends stay.',
  listenFor: 'Listen for',
  notWhen: 'Not when',
  load: 'Load',
  list: 'Chains',
  noInserts: 'This strip has no inserts to save.',
  sources: {
    'lead-vocal': 'Lead vocal',
    double: 'Double',
    'ad-lib': 'Ad-lib',
    backing: 'Backing vocals',
    kick: 'Kick',
    snare: 'Snare',
    toms: 'Toms',
    overheads: 'Overheads and hi-hat',
    'drum-bus': 'Drum bus',
    bass: 'Bass',
    keys: 'Keys',
    'electric-guitar': 'Electric guitar',
    'acoustic-guitar': 'Acoustic guitar',
    pad: 'Pad',
    strings: 'Strings',
    brass: 'Brass',
    'mix-bus': 'Mix bus',
    'parallel-crush': 'Parallel crush',
    'plate-return': 'Plate return',
    'room-return': 'Room return',
    'delay-return': 'Delay return',
  },
  taken: (name: string): FailureValue => ({
    code: 'strip-preset-taken',
    sentence: `There is a chain called “${name}” already.`,
    nextStep: 'Choose another name.',
  }),
  unknown: (name: string): FailureValue => ({
    code: 'strip-preset-unknown',
    sentence: `There is no chain of your own called “${name}”.`,
    nextStep: 'It may have been removed in another window.',
  }),
} as const;

export const trackMemoryWords = {
  freeze: 'Freeze',
  thaw: 'Thaw',
  frozen: 'Frozen',
  frozenTrack: (name: string) => `${name} is frozen`,
  frozenHelp:
    'Its clips and inserts are printed to a file that plays in their place and costs nothing; fader, pan and sends still work. Thaw it to change clips or inserts.',
  bounce: 'Bounce in place',
  delay: 'Delay and latency',
  delayTitle: (name: string) => `Delay and latency of ${name}`,
  delayMs: 'Delay in ms',
  delaySamples: 'Delay in samples',
  delayText: 'Later above zero, earlier below. A metre of air is about 2.9 ms.',
  delayKeys: 'Arrow keys move by 1 sample or 0.1 ms, with Shift by ten times as much; Enter keeps.',
  stripLatency: 'Latency of its inserts',
  totalLatency: 'The whole session, to the outputs',
  compensated: 'Everything is lined up by itself: latency costs waiting time, never timing.',
  unknownLatency: 'not known while the engine starts',
  wrong: 'Not a number that can be read.',
} as const;
