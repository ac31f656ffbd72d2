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
  effects: { equaliser: 'Equaliser', compressor: 'Compressor', limiter: 'Limiter' },
  /** On an insert slot, where there is room for four letters. */
  shortEffects: { equaliser: 'EQ', compressor: 'Comp', limiter: 'Limit' },

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
    stone: 'FX',
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
    eqMove: (band: number) => `Equaliser band ${band}`,
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
    compareHelp:
      'Hears the song without this insert for a moment: never saved, never exported. Key B. The level is not matched, so judge the sound and not the loudness.',
    noInserts: (strip: string) => `${strip} has no inserts`,
    noInsertsNext: 'Add an equaliser, compressor or limiter with the plus above, or in a slot of its strip.',
  },

  presets: {
    menu: 'Preset',
    none: 'No preset',
    asNew: 'All values as in a new one',
    help: 'Starting points, each for one purpose. Taking one is a single step that can be undone.',
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
} as const;
