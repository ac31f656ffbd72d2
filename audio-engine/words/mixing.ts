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
    clay: 'Drums', ochre: 'Bass', olive: 'Keys', teal: 'Pads', sage: 'Guitars',
    mauve: 'Vocals', rose: 'Ad-libs', iris: 'Backing', slate: 'Returns', stone: 'FX',
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
} as const;
