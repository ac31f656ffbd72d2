/** What the mixer, the editors and the master room say: names, the status line's sentences, figures in words. */

const MINUS = '−';

/** A level or gain as it stands on the screen: real minus sign, fixed decimals, `−∞` for nothing, `–` for not measured. */
export function decibels(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (value <= -144) return `${MINUS}∞`;
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** The same with a plus where it is above zero: changes, trims, differences. */
export function signedDecibels(value: number | null | undefined, decimals = 1): string {
  const text = decibels(value, decimals);
  return value !== null && value !== undefined && value > 0 && Number(value.toFixed(decimals)) !== 0
    ? `+${text}`
    : text;
}

/** `C`, `L 32`, `R 76`: hundredths of the way to the side. */
export function panText(pan: number): string {
  const hundredths = Math.round(pan * 100);
  if (hundredths === 0) return 'C';
  return hundredths < 0 ? `L ${-hundredths}` : `R ${hundredths}`;
}

export const mixingWords = {
  /** On an insert slot, where there is room for four letters. */
  shortEffects: {
    equaliser: 'EQ',
    compressor: 'Comp',
    limiter: 'Limit',
    gate: 'Gate',
    deesser: 'De-ess',
    multiband: 'Multi',
    transient: 'Trans',
    saturator: 'Sat',
    clipper: 'Clip',
    exciter: 'Excite',
    reverb: 'Reverb',
    convolution: 'Convo',
    delay: 'Delay',
    modulation: 'Mod',
    imager: 'Image',
    pitch: 'Pitch',
    doubler: 'Double',
    utility: 'Util',
    analyser: 'Analys',
  } as Readonly<Record<string, string>>,
  /** Under what an insert stands in the menu that adds it. */
  effectFamilies: [
    ['Tone', ['equaliser', 'saturator', 'exciter']],
    ['Dynamics', ['compressor', 'gate', 'deesser', 'multiband', 'transient', 'clipper', 'limiter']],
    ['Space', ['reverb', 'convolution', 'delay', 'imager']],
    ['Movement and pitch', ['modulation', 'doubler', 'pitch']],
    ['Tools', ['utility', 'analyser']],
  ] as readonly (readonly [string, readonly string[]])[],

  controls: {
    typeValue: (label: string) => `${label}, type a value`,
  },

  meter: {
    label: (strip: string) => `Level of ${strip}`,
    spoken: (peakDb: number, clipped: boolean) => {
      const level = peakDb <= -60 ? 'below −60 dBFS' : `${decibels(peakDb)} dBFS`;
      return clipped ? `${level}, clipped` : level;
    },
  },

  strip: {
    group: (name: string) => `Strip ${name}`,
    trim: 'Trim',
    trimOf: (strip: string) => `Input trim of ${strip}`,
    polarityOf: (strip: string) => `Polarity of ${strip}`,
    panOf: (strip: string) => `Pan of ${strip}`,
    balanceOf: (strip: string) => `Balance of ${strip}`,
    pan: 'Pan',
    balance: 'Balance',
    panLaw: 'Pan law',
    panLawValue: (law: string) =>
      law === '0' ? '0 dB in the centre' : `${law.replace('-', MINUS)} dB in the centre`,
    panLawShort: (law: string) => `Law ${law.replace('-', MINUS)}`,
    muteOf: (strip: string) => `Mute ${strip}`,
    soloOf: (strip: string) => `Solo ${strip}`,
    soloSafeOf: (strip: string) => `Solo safe for ${strip}`,
    safe: 'Safe',
    safeShort: 'Sf',
    faderOf: (strip: string) => `Fader of ${strip}`,
    fader: 'fader',
    peak: 'peak',
    peakOf: (strip: string) => `Highest peak of ${strip}`,
    mono: 'Mono',
    stereo: 'Stereo',
    muted: 'Muted',
    soloed: 'Solo',
    silencedBySolo: 'Off by solo',
    masterName: 'Mix',
    master: 'Master',
    masterSub: 'to Master room',
    truePeak: 'True peak',
    shortTerm: 'Short-term',
    faulted: 'An insert here produced a value that is not a number and was silenced.',
    menu: (strip: string) => `Actions for ${strip}`,
    rename: 'Rename',
    colour: 'Colour',
    wide: 'Keep wide',
    allWide: 'All strips wide',
    openEditor: 'Open its editors',
    linkedSwitch: 'Mute or solo of linked strips',
    resetStrip: 'Fader, pan and trim to zero',
    listLabel: 'Mixer strips',
    empty: 'No tracks yet',
    emptyNext: 'Drop audio files anywhere on the window, or press Ctrl+I to choose them.',
  },

  colours: {
    clay: 'Clay',
    ochre: 'Ochre',
    olive: 'Olive',
    sage: 'Sage',
    teal: 'Teal',
    slate: 'Slate',
    iris: 'Iris',
    mauve: 'Mauve',
    rose: 'Rose',
    stone: 'Stone',
  },

  /** What a colour stands for when files are imported; the bands of the mixer carry it. */
  groups: {
    clay: 'Drums',
    ochre: 'Bass',
    olive: 'Keys',
    teal: 'Pads',
    sage: 'Guitars',
    mauve: 'Vocals',
    rose: 'Ad-libs',
    iris: 'Backing',
    slate: 'Returns',
    stone: 'Other',
  },

  inserts: {
    slotsOf: (strip: string) => `Inserts of ${strip}`,
    add: (strip: string) => `Add an insert to ${strip}`,
    addTitle: 'Add an insert',
    slot: (effect: string, strip: string, bypassed: boolean) =>
      `${effect} on ${strip}${bypassed ? ', bypassed' : ''}`,
    bypass: (effect: string) => `Bypass ${effect}`,
    open: 'Open',
    bypassItem: 'Bypass',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moveTo: 'Move to',
    copyTo: 'Copy to',
    remove: 'Remove',
    menu: (effect: string) => `Actions for ${effect}`,
    gestures:
      'Drag to move, Ctrl+drag to copy. Click opens, the lamp bypasses, Delete removes, Alt+arrows move.',
  },

  help: {
    trim: 'Level into the strip, before the first insert: set it so that compressors and meters work where you expect them.',
    polarity: 'Turns the waveform upside down. Use it when two microphones on one source cancel each other.',
    pan: 'Where the sound stands between the speakers.',
    balance:
      'Which side of a stereo track is louder; the other side is turned down, nothing is folded across.',
    panLaw: 'How much a mono track loses in the centre, so that it stays equally loud on its way to a side.',
    mute: 'Takes the track out of the mix.',
    solo: 'Hears this track alone, with every other soloed or solo-safe one.',
    soloSafe: 'Keeps this track sounding while others are soloed.',
    fader: 'The level of the track in the mix, after its inserts.',
    masterFader: 'The level of the mix on its way out, before the final limiter.',
    meter:
      'Peak and RMS after the fader. The latch above it lights when a sample reached 0 dBFS; click puts it out.',
    addInsert: 'Adds an equaliser, compressor or limiter to this strip.',
  },

  gestures: {
    eqMove: (band: number) => `band ${band}`,
  },

  editor: {
    detail: (strip: string) => `Inserts of ${strip} in detail`,
    chain: (strip: string) => `Chain of ${strip}`,
    close: (effect: string) => `Close ${effect}`,
    bypass: 'Bypass',
    bypassed: 'Bypassed',
    bypassHelp: 'Takes the insert out of the song: saved with it, rendered and exported.',
    compare: 'Compare',
    hearingWithout: 'Hearing without',
    noInserts: (strip: string) => `${strip} has no inserts`,
    noInsertsNext: 'Add an equaliser, compressor or limiter with the plus above, or in a slot of its strip.',
  },

  presets: {
    menu: 'Preset',
    none: 'No preset',
    asNew: 'All values as in a new one',
    help: 'Starting points, each for one purpose. Taking one is a single step that can be undone.',
    own: 'Your own',
    factory: 'Starting points',
    listenFor: 'Listen for',
    notFor: 'Not for',
    saveAs: 'Save these values as',
    save: 'Save',
    remove: (name: string) => `Remove ${name}`,
    ownPurpose: 'Your own preset.',
    measured: 'What it does here',
    measuring: 'Play the song: what each move does to this sound is measured as it plays.',
    moves: {
      band: (band: number, where: string, change: string) => `Band ${band} at ${where}: ${change} dB`,
      nothingThere: 'nothing there to change',
      energy: (db: string) => `sound there at ${db} dB`,
      reduction: (mean: string, most: string) => `Turns down by ${mean} dB, ${most} dB at most`,
      noReduction: 'Turns nothing down here',
      loudness: (lu: string) => `Loudness ${lu} LU`,
      did: 'did something',
      idle: 'did nothing',
    },
  },

  equaliser: {
    spectrum: 'Spectrum behind the curve',
    off: 'Off',
    pre: 'Pre',
    post: 'Post',
    spectrumHelp:
      'The spectrum of this strip: Post as it is heard, Pre with this curve taken out of it. 1/12 octave, tilted by 4.5 dB an octave.',
    range: 'Range of the picture',
    rangeOf: (db: number) => `Plus and minus ${db} dB`,
    bands: 'Bands',
    band: (band: number) => `Band ${band}`,
    bandButton: (band: number, type: string, on: boolean) => `Band ${band}, ${type}, ${on ? 'on' : 'off'}`,
    bandHelp: 'Chooses the band that the knobs turn. Alt+click or double-click switches it in or out.',
    bandOn: (band: number) => `Band ${band} in use`,
    on: 'On',
    offShort: 'Off',
    type: 'Type',
    /** In the order of the parameter's choices. */
    shortTypes: ['High-pass', 'Low-pass', 'Low shelf', 'Bell', 'High shelf', 'Notch'],
    frequency: 'Frequency',
    gain: 'Gain',
    q: 'Q',
    slope: 'Slope',
    channels: 'Channels',
    output: 'Output',
    dynamic: 'Dynamic',
    dynamicBand: (band: number) => `Band ${band} moves with the sound`,
    dynamics: { ThresholdDb: 'Threshold', RangeDb: 'Range', AttackMs: 'Attack', ReleaseMs: 'Release' },
    listensTo: 'Listens to',
    allBandsUsed: 'All eight bands are in use. Switch one off, or move one here.',
    picture: (strip: string, bands: number) => `Response of ${bands} bands over the spectrum of ${strip}`,
    pictureHelp:
      'Drag a point for frequency and gain, wheel for Q. Double-click adds a band, on a point resets it; Alt+click switches it out.',
  },

  compressor: {
    out: 'out',
    threshold: 'Threshold',
    detector: 'Detector',
    peak: 'Peak',
    rms: 'RMS',
    detectorHelp: 'What it listens to: Peak catches every spike, RMS follows loudness as an ear does.',
    makeup: 'Make-up',
    window: 'Window',
    link: 'Link',
    detectorHighPass: 'Detector HP',
    highPassSwitch: 'HP',
    autoSwitch: 'Auto',
    aboveThreshold: 'Above threshold',
    ofTheTime: 'of the last 4 s',
    picture: (threshold: string, makeup: string) =>
      `Transfer curve, threshold ${threshold} dB, make-up ${makeup} dB, and the last four seconds`,
    pictureHelp:
      'Left what goes in against what comes out, right the last four seconds. Drag sideways or up and down for the threshold; double-click resets it.',
  },

  limiter: {
    ceiling: 'Ceiling',
    picture: (ceiling: string) => `The last four seconds under a ceiling of ${ceiling} dBTP`,
    pictureHelp:
      'Four seconds of input, output and what was taken off. Drag up and down for the ceiling; double-click resets it.',
  },

  master: {
    room: 'Master room',
    chain: 'Chain',
    chainNote: 'live from the mix, fader before the limiter',
    latency: 'Latency',
    moduleHelp:
      'Click opens it. Drag to move, Alt+arrows move it by one place, Delete removes it; the lamp bypasses.',
    open: (module: string) => `Open ${module}`,
    add: 'Add',
    addFirst: 'Add the first module',
    addHelp: 'An equaliser or compressor before the fader, or the limiter that ends the chain.',
    bands: 'Bands',
    largest: 'Largest',
    maxReduction: 'Most in 4 s',
    meters: 'Meters',
    integrated: 'Integrated',
    integratedUnit: 'LUFS, heard since the reset',
    integratedHelp:
      'Loudness of all that was heard since the reset, gated as in ITU-R BS.1770: the number that services turn to.',
    target: 'Target',
    noTarget: 'none chosen',
    noLevel: 'no level',
    fromTarget: 'Difference',
    wholeSong: 'Whole song',
    notMeasured: 'not measured',
    reset: 'Start again',
    resetHelp: 'Integrated, range and maxima begin anew with the next sound.',
    bars: 'Momentary, short-term and integrated loudness',
    barsHelp:
      'M over 400 ms, S over 3 s, I since the reset. The line on a bar is its highest; the blue band is the target.',
    peaks: 'True peak of left and right, and gain reduction',
    peaksHelp:
      'Peaks between the samples, as a converter or a codec will make them, and what the chain turns down.',
    shortTerm: 'Short-term',
    shortTermHelp: 'Loudness over the last 3 seconds: how loud a phrase is.',
    momentary: 'Momentary',
    momentaryHelp: 'Loudness over the last 400 ms: how loud a hit is.',
    range: 'Loudness range',
    rangeHelp:
      'How far the loud and the quiet parts are apart (EBU Tech 3342). Most songs lie between 4 and 9 LU.',
    truePeak: 'True peak',
    truePeakHelp:
      'The highest peak between the samples since the reset. Above 0 dBTP something downstream will clip.',
    psr: 'PSR now',
    psrHelp: 'Peak over short-term loudness: how much hit is left at this moment. Under 8 dB it gets dense.',
    plr: 'PLR',
    plrHelp: 'True peak over integrated loudness: how much hit is left in the whole.',
    max: (text: string) => `highest ${text}`,
    sinceReset: 'since the reset',
    highestSinceReset: 'since the reset',
    ceilingOf: (text: string) => `ceiling of the target ${text}`,
    lowest: (text: string, at: string) => `lowest ${text} at ${at}`,
    history: 'Loudness',
    historySeek: 'Place in the song',
    historyHelp: 'Short-term and momentary loudness over the song. Click goes there.',
    heardOnly: 'what was heard; the rest is not measured',
    measuredWhole: (what: string, changed: boolean) =>
      `whole song, ${what}${changed ? ', measured before the last change' : ''}`,
    analyse: 'Measure the whole song',
    analyseAgain: 'Measure again',
    analysing: (progress: number) => `Measuring ${Math.round(progress * 100)} %, cancel`,
    analyseHelp: 'Renders the master off line and measures all of it.',
    spectrum: 'Spectrum',
    spectrumNote: '1/6 octave, tilt 4.5 dB',
    spectrumHelp:
      'What is heard now against its average. Tilted by 4.5 dB an octave, so that balanced music lies about level.',
    average: 'average',
    live: 'live',
    averageAgain: 'Start again',
    averageAgainHelp: 'The average begins anew with the next sound.',
    stereo: 'Stereo',
    stereoHelp:
      'Up is what both sides share, across is what they do not. Correlation below 0 loses level in mono.',
    correlation: 'Correlation',
  },

  export: {
    title: 'Export',
    close: 'Close',
    delivery: 'Files',
    targets: 'Target',
    target: 'Target',
    targetsNote: 'each rule with its source',
    noTarget: 'No target',
    noTargetSub: 'the level is the chain’s',
    noTargetHelp: 'The chain’s own level and ceiling are kept.',
    noLevel: 'no level',
    source: (source: string, asOf: string) => `${source} (${asOf})`,
    files: 'Files',
    filesNote: 'measured as written',
    what: 'What to write',
    whatHelp:
      'Master: the chain with its limiter. Mix: the mix without the limiter. Stems: each track that sounds, all of one length.',
    master: 'Master',
    mix: 'Mix',
    stems: 'Stems',
    format: 'Format',
    bits: 'Word length',
    bitsHelp:
      '16 bit for CD, 24 bit for services and mastering, 32 bit float for further work. 16 and 24 bit are dithered once, last.',
    bit16: '16 bit',
    bit24: '24 bit',
    bit32: '32 bit float',
    rate: 'Sample rate',
    rateHelp: 'The limiter and the dither work at the rate of the file.',
    sessionRate: (kHz: number) => `${kHz} kHz, as is`,
    level: 'Level',
    levelTarget: 'To the target',
    levelChain: 'As the chain gives it',
    levelHelp:
      'To the target finds the limiter’s gain and writes it into the chain as one step, so that the room hears what the file holds.',
    asItIs: 'At the level of the mix; nothing is limited.',
    toLevel: (lufs: string, ceiling: string) => `To ${lufs} LUFS under ${ceiling} dBTP.`,
    toCeiling: (ceiling: string) => `At the chain’s level, under ${ceiling} dBTP.`,
    chainLevel: 'At the level and ceiling of the chain.',
    file: 'File',
    folder: 'Folder',
    choose: 'Choose',
    destination: 'Export to',
    progress: 'Export',
    cancel: 'Cancel',
    cancelled: 'The export was cancelled. No file was left.',
    start: 'Export file',
    startStems: 'Export stems',
    startHelp: 'Renders, converts, limits and dithers off line, then measures the file as it was written.',
    written: (count: number) =>
      count === 1 ? 'Written and measured' : `${count} files, written and measured`,
    integrated: 'Integrated',
    truePeak: 'True peak',
    range: 'Range',
    limiterSet: (gain: string) => `The limiter’s gain is now ${gain} dB in the chain.`,
  },
} as const;
