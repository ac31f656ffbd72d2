/** Names, choices and what each knob does to the music: multiband dynamics. */
export const multiband = {
  title: 'Multiband',
  why: 'Compresses or expands up to five parts of the spectrum apart: holds a boomy low end, calms harsh moments, lifts air, and leaves the rest alone.',
  editor: {
    bands: 'Bands',
    band: (band: number) => `Band ${band}`,
    bandHelp: 'Chooses the band that the knobs turn.',
    works: 'Works',
    solo: 'Solo',
    bypass: 'Bypass',
    threshold: 'Threshold',
    ratio: 'Ratio',
    attack: 'Attack',
    release: 'Release',
    range: 'Range',
    makeup: 'Make-up',
    picture: (bands: number) => `${bands} bands over the spectrum, with what each is turned down or up`,
    pictureHelp:
      'Drag a line for a crossover, a band’s handle up and down for its range. Click a band to work on it; double-click resets.',
  },
  counts: ['3 bands', '4 bands', '5 bands'],
  whens: ['Above', 'Below'],
  bandName: (band: number, what: string) => `Band ${band} ${what}`,
  crossoverName: (crossover: number) => `Crossover ${crossover}`,
  bands: {
    name: 'Bands',
    why: 'How many parts the spectrum is cut into. Three are easy to judge: low, middle, high. More only where you know what for.',
  },
  crossover: {
    why: 'Where one band ends and the next begins (24 dB an octave). Put it between instruments, not through the middle of one.',
  },
  knee: {
    name: 'Knee',
    why: 'How gradually every band begins to work around its threshold. Wide goes unnoticed, 0 dB is a corner you can hear.',
  },
  output: {
    name: 'Output',
    why: 'Level after all bands. Match it to the untreated level before you decide whether it is better.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of what the bands do is heard. Less than 100 % lays it under the untouched sound, in the same phase.',
  },
  threshold: {
    name: 'threshold',
    why: 'The level in this band at which it begins to work. Look at where the band’s level moves and set it just inside.',
  },
  ratio: {
    name: 'ratio',
    why: 'How firmly the band follows: at 2 : 1 every 2 dB across the threshold become 1, or 4 where it expands. Gentle is enough in a band.',
  },
  attack: {
    name: 'attack',
    why: 'How soon the band reacts to getting louder. Slow lets hits through: 20–40 ms in the lows, 5–15 ms above.',
  },
  release: {
    name: 'release',
    why: 'How soon the band comes back when it gets quieter. Slower in the lows, so that it follows notes and not waves.',
  },
  range: {
    name: 'range',
    why: 'The most the band is moved, and which way: minus turns down, plus turns up. A small range makes a firm ratio safe.',
  },
  when: {
    name: 'works',
    why: 'Above: what is louder than the threshold is turned down (compress) or up. Below: what is quieter is turned down (expand) or up (lifts detail).',
  },
  makeup: {
    name: 'make-up',
    why: 'Level of the band after its dynamics: the tone control of the multiband. Small moves, since it is always on.',
  },
  solo: {
    name: 'solo',
    why: 'Lets you hear only this band, to find what lives in it and where to cut it off. Remember to switch it off.',
  },
  bypass: {
    name: 'bypass',
    why: 'Leaves this band as it came, make-up included, to hear whether its dynamics earn their place.',
  },
};
