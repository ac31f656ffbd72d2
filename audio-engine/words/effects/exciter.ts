/** Names, choices and what each knob does to the music: the exciter. */
export const exciter = {
  title: 'Exciter',
  why: 'Adds overtones to each part of the spectrum by itself: warmth below, presence in the middle, air on top, where an equaliser finds nothing to turn up.',
  curves: ['Tape', 'Tube', 'Transformer'],
  bandName: (band: number, what: string) => `Band ${band} ${what}`,
  crossoverName: (crossover: number) => `Crossover ${crossover}`,
  crossover: {
    why: 'Where one band ends and the next begins (24 dB an octave). The overtones of a band reach up into the ones above it.',
  },
  curve: {
    name: 'curve',
    why: 'Tape adds odd overtones and softens the top of the band first, Tube adds even ones too and sounds fuller, Transformer works on the lowest notes most.',
  },
  amount: {
    name: 'amount',
    why: 'How hard the band is driven into its curve, and so how many overtones it makes. 3–8 dB is a polish; 0 dB leaves the band alone.',
  },
  bandMix: {
    name: 'mix',
    why: 'How much of the driven band takes the place of the clean one. The band keeps its level, so you hear colour and not loudness.',
  },
  mix: {
    name: 'Mix',
    why: 'Turns all that is added down together. Find the sound with too much, then come back until you only miss it when it is off.',
  },
  output: {
    name: 'Output',
    why: 'Level after everything else. What is added makes a song a little louder: take it back before you judge.',
  },
  editor: {
    band: (band: number) => ['Low', 'Low mid', 'High mid', 'High'][band - 1]!,
    bandLabel: 'Band',
    bandHelp: 'Chooses the band that the knobs turn.',
    amount: 'Amount',
    bandMix: 'Band mix',
    curve: 'Curve',
    added: (text: string) => `adds ${text} dB`,
    addedName: 'added',
    nothing: 'nothing added',
    picture: 'Four bands over the spectrum, with the overtones that each adds',
    pictureHelp:
      'Drag a line for a crossover, a band’s handle up for more overtones. Click a band to work on it; double-click resets.',
  },
};
