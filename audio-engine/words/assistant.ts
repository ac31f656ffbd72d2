/** What the assistant says: why each module and value was chosen, what was left out, and what belongs into the mix. */

const MINUS = '−';

function decimals(value: number, places = 1): string {
  const text = Math.abs(value).toFixed(places);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}`;
}

function signed(value: number): string {
  return value > 0 && Number(value.toFixed(1)) !== 0 ? `+${decimals(value)}` : decimals(value);
}

function hertz(hz: number): string {
  return hz >= 1000 ? `${(hz / 1000).toFixed(hz % 1000 === 0 ? 0 : 1)} kHz` : `${Math.round(hz)} Hz`;
}

const lufs = (value: number): string => `${decimals(value)} LUFS`;

export const assistantWords = {
  titles: {
    'final-eq': 'Final EQ',
    glue: 'Glue',
    multiband: 'Low-end dynamics',
    stereo: 'Stereo',
    saturation: 'Saturation',
    clipper: 'Clipper',
    limiter: 'Limiter',
  },
  jobTitle: 'Propose a chain',
  step: {
    listening: 'Listening to the song',
    reference: 'Listening to the reference',
    rendering: 'Trying the chain on the whole song',
    settling: (pass: number) => `Setting the limiter, pass ${pass}`,
  },
  curve: (title: string) => `the rough curve of ${title.toLowerCase()}`,
  finished: (target: number, psr: number) =>
    `A chain for ${lufs(target)}, keeping a PSR of ${decimals(psr)} dB`,
  putIn: (state: string) => `Put the proposed chain into state ${state}`,
  target: {
    fixed: (name: string, value: number) => `${name} asks for exactly ${lufs(value)}.`,
    psr: (value: number, psr: number, floor: number) =>
      `${lufs(value)} is as loud as this music goes with a PSR of ${decimals(psr)} dB in its loud half; under ${decimals(floor)} dB the drums would go flat.`,
    peaks: (value: number, most: number) =>
      `${lufs(value)}: more would take over ${decimals(most)} dB off the peaks, and the loud parts would be heard to be limited.`,
    loudEnough: (value: number, psr: number) =>
      `${lufs(value)} is as loud as records get; the loud half still has a PSR of ${decimals(psr)} dB.`,
    already: (value: number) => `The song is as dense as it should be already: it stays at ${lufs(value)}.`,
    service: (name: string, wanted: number, value: number) =>
      value - wanted > 0.05
        ? ` ${name} plays it at ${lufs(wanted)}, turned down by ${decimals(value - wanted)} dB.`
        : ` ${name} plays at ${lufs(wanted)}: this song gets there without losing its peaks.`,
  },
  eq: {
    reason: (reference: string, before: number, after: number) =>
      `Third octaves are ${decimals(before)} dB (rms) away from ${reference}; a broad match curve leaves ${decimals(after)} dB.`,
    move: (hz: number, ownDb: number, gainDb: number) =>
      `${hertz(hz)}: ${decimals(Math.abs(ownDb))} dB ${ownDb > 0 ? 'above' : 'below'}, moved by ${signed(gainDb)} dB.`,
    strength: 'Part of the way: a reference is another song. Turn it up or down as a whole.',
    smoothing: 'As broad as it goes: single third octaves are notes, not tone.',
    subsonic: (db: number) =>
      `Below 30 Hz lies energy at ${decimals(db)} dB against the lows: it takes headroom and is heard by nobody.`,
    close: (distance: number, reference: string) =>
      `Third octaves are within ${decimals(distance)} dB (rms) of ${reference}: nothing to move.`,
    rest: (hz: number, restDb: number) =>
      `${decimals(Math.abs(restDb))} dB too ${restDb > 0 ? 'much' : 'little'} around ${hertz(hz)} remain. That is more than a final EQ should move: change it in the mix.`,
  },
  glue: {
    reason: (psr: number, over: number) =>
      `The loud half has a PSR of ${decimals(psr)} dB: about ${decimals(over)} dB of slow reduction holds it together before the limiter has to.`,
    threshold: (level: number) => `Loud passages reach ${decimals(level)} dBFS.`,
    ratio: 'Gentle: every dB over the threshold leaves two thirds.',
    attack: 'Slow enough to let drum hits through.',
    release: 'Follows the music.',
    sidechain: 'The kick alone does not pull the song down.',
    dense: (psr: number) => `The loud half has a PSR of ${decimals(psr)} dB: it is glued already.`,
    exact: 'The target leaves the dynamics as they are.',
  },
  multiband: {
    reason: (swing: number, rest: number) =>
      `Below 120 Hz the level swings by ${decimals(swing)} dB, the rest by ${decimals(rest)} dB: only the lows are held.`,
    low: (level: number) => `Loud low notes reach ${decimals(level)} dBFS in this band.`,
    range: 'Never more than this is taken off.',
    even: (swing: number, rest: number) =>
      `The lows swing by ${decimals(swing)} dB, the rest by ${decimals(rest)} dB: no band needs holding by itself.`,
  },
  stereo: {
    mono: (sideDb: number) =>
      `Below 120 Hz the sides are at ${decimals(sideDb)} dB against the middle: clubs and phones play bass in mono.`,
    wide: (sideDb: number) =>
      `The sides are at ${decimals(sideDb)} dB against the middle; up to ${MINUS}6 dB is usual.`,
    narrow: (sideDb: number, reference: string) =>
      `The sides are at ${decimals(sideDb)} dB against the middle, narrower than ${reference}.`,
    guard: 'Keeps what is folded to mono from disappearing.',
    reason: (sideDb: number) => `Sides at ${decimals(sideDb)} dB against the middle.`,
    fine: (sideDb: number | null) =>
      sideDb === null
        ? 'The song is mono: there is no width to set.'
        : `Sides at ${decimals(sideDb)} dB against the middle and a mono low end: nothing to set.`,
  },
  saturation: {
    reason: (over: number) =>
      `${decimals(over)} dB of peaks are in the way of the loudness: a little saturation rounds them before the clipper.`,
    drive: 'Low enough to be felt rather than heard.',
    mix: 'The clean sound stays in front.',
    none: (over: number) =>
      over > 0
        ? `Only ${decimals(over)} dB of peaks are in the way: the limiter does that by itself.`
        : 'No peaks are in the way of the loudness.',
  },
  clipper: {
    reason: (over: number, off: number) =>
      `The limiter would have to take ${decimals(over)} dB off; the clipper takes the shortest ${decimals(off)} dB first, without pumping.`,
    ceiling: (peakDb: number) => `The chain’s peaks reach ${decimals(peakDb)} dBFS here.`,
    none: (over: number) =>
      `The limiter takes ${decimals(Math.max(0, over))} dB at most: a clipper is not needed.`,
  },
  limiter: {
    reason: (gainDb: number, over: number) =>
      over > 0.05
        ? `${signed(gainDb)} dB brings the song to its loudness; about ${decimals(over)} dB come off the highest peaks.`
        : `${signed(gainDb)} dB brings the song to its loudness; it only guards the ceiling.`,
    gain: (from: number, to: number) => `From ${lufs(from)} to ${lufs(to)}.`,
    ceiling: (name: string | null) =>
      name === null ? 'Room for what lossy codecs add.' : `What ${name} asks for.`,
  },
  backToMix: {
    clipped:
      'The mix is clipped: turn the master’s input down in the mix, or find the track that clips. A master keeps the damage.',
    narrowPeak: (hz: number, db: number) =>
      `A narrow peak of ${decimals(db)} dB stands at ${hertz(hz)}: find its track in the mix check.`,
    phase: (correlation: number) =>
      `Left and right work against each other (correlation ${decimals(correlation, 2)}): turn a polarity or a width in the mix.`,
    squashed: (psr: number) =>
      `The mix arrives with a PSR of ${decimals(psr)} dB. What a bus limiter took away, no master brings back: bypass it and print again.`,
    bassWide: (db: number) =>
      `The low end is almost as loud at the sides (${decimals(db)} dB) as in the middle: find the wide bass in the mix.`,
  },
  unusable: {
    silent: {
      code: 'nothing-to-propose',
      sentence: 'The song is silent, so there is nothing to propose a chain from.',
      nextStep: 'Unmute what should sound, or choose another source.',
    },
    noMusic: {
      code: 'nothing-to-propose',
      sentence: 'There is hardly any music in it: a constant, a tone or a hum at most.',
      nextStep: 'Choose another source, or look at the mix check.',
    },
    short: {
      code: 'nothing-to-propose',
      sentence: 'The song is too short to measure: a chain needs at least five seconds.',
      nextStep: 'Choose a longer source.',
    },
  },
} as const;

/** The assistant's panel. */
export const assistantPanelWords = {
  title: 'A chain to begin with',
  note: 'from the song, its reference and its target',
  against: (name: string) => `held against ${name}`,
  reference: 'Reference',
  noReference: 'Rough curve of a kind',
  ask: 'Listen and propose',
  again: 'Propose again',
  cancelHelp: 'Stops listening; nothing was changed.',
  running: (_sentence: string, progress: number) => `${Math.round(progress * 100)} % · cancel`,
  putIn: (state: string) => `Put into state ${state}`,
  putInHelp: 'One step, into a state of its own: what you hear now stays as it is.',
  isIn: (state: string) => `In state ${state}. Every value can still be changed there; undo takes it out.`,
  close: 'Close',
  empty:
    'The whole song is listened to, a chain is tried on it, and every choice comes with its reason. Nothing changes until you put it in.',
  aim: (lufs: string, ceiling: string) => `${lufs} LUFS, ceiling ${ceiling} dBTP`,
  measured: 'whole song',
  before: 'Now',
  after: 'With the chain',
  loudness: 'Loudness',
  truePeak: 'True peak',
  psr: 'PSR, loud half',
  plr: 'PLR',
  tone: 'Tone from reference',
  sides: 'Sides to middle',
  changedByHand: 'You changed values since: these figures are of the chain as it was proposed.',
  limiterWork: (activePercent: number, most: string) =>
    `The limiter is at work ${Math.round(activePercent)} % of the time, ${most} dB at most.`,
  without: (title: string) => `Without ${title.toLowerCase()}.`,
  backToMix: 'Back to the mix.',
} as const;

/** What limiting costs, in one line. */
export const limitingWords = {
  title: 'What limiting costs',
  help: 'Both are played as the service plays them, from the loudest half minute. Whole-song figures.',
  asPlayed: (service: string, gain: string) => `${service} plays this master ${gain} dB.`,
  beside: (
    less: string,
    gentlerGain: string,
    psr: string,
    gentlerPsr: string,
    active: number,
    gentlerActive: number,
  ) =>
    `With ${less} dB less limiting: ${gentlerGain} dB. PSR ${psr} → ${gentlerPsr} dB, limiter at work ${Math.round(active)} → ${Math.round(gentlerActive)} % of the time.`,
  costsNothing: 'Hardly a difference: the limiting costs little here.',
  hearThis: 'Hear this',
  hearGentler: 'Hear gentler',
  stop: 'Back to the master',
  blind: 'Blind',
  blindHelp: 'Two unnamed masters at the level the service plays them: which one is gentler?',
  hear: (which: string) => `Hear ${which}`,
  guess: (which: string) => `${which} is the gentler one`,
  question: 'gentler is',
  answer: (right: boolean, was: string) => (right ? `Right, ${was} was gentler.` : `No, ${was} was gentler.`),
  score: (right: number, tries: number) => `${right} of ${tries}`,
  endBlind: 'End',
  other: (less: number) => `Try ${less} dB less`,
  otherHelp: 'Renders the gentler master with another amount.',
  take: 'Take the gentler',
  takeHelp: 'Sets the limiter’s gain to the gentler one: one step.',
  close: 'Close',
} as const;
