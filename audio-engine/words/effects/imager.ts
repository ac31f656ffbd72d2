/** Names, choices and what each knob does to the music: the stereo imager. */
export const imager = {
  title: 'Imager',
  why: 'Sets how wide the sound is, band by band: a firm bottom in the centre, air at the sides, and nothing lost in mono.',
  monoBelow: {
    name: 'Mono below',
    why: 'Puts the bottom into the centre, where both speakers share the work and a club’s mono system loses nothing.',
  },
  monoBelowFrequency: {
    name: 'Mono below',
    why: 'Everything below this is in the centre. 80–120 Hz for a mix; 150 Hz for vinyl.',
  },
  lowCrossover: {
    name: 'Low to middle',
    why: 'Where the low band ends and the middle one begins. Around 300 Hz parts body from words.',
  },
  highCrossover: {
    name: 'Middle to high',
    why: 'Where the middle band ends and the high one begins. Around 4 kHz parts words from air.',
  },
  lowWidth: {
    name: 'Low width',
    why: 'Width of the low band. Narrower is firmer: below 300 Hz ears hardly hear sides, but speakers feel them.',
  },
  midWidth: {
    name: 'Middle width',
    why: 'Width of the middle band, where voices and guitars are. A little less makes room for a lead in the centre.',
  },
  highWidth: {
    name: 'High width',
    why: 'Width of the high band. 120–140 % opens a mix without weakening it; check mono afterwards.',
  },
  balance: {
    name: 'Mid / side',
    why: 'Turns the middle down (to the right) or the sides down (to the left): how much of the song is the centre.',
  },
  guard: {
    name: 'Correlation guard',
    why: 'Narrows the sound while the sides outweigh the middle, so that nothing can vanish in mono.',
  },
  picture: {
    bands: ['Low', 'Middle', 'High'],
    mono: 'mono',
    width: 'width',
    correlation: 'Correlation',
    goniometer: 'Going out',
    guarding: (db: string) => `guard ${db} dB`,
    mid: 'M',
    left: 'L',
    right: 'R',
    inAndOut: (from: string, to: string) => `Correlation in ${from}, out ${to}`,
    aria: (low: string, middle: string, high: string) =>
      `Width ${low} % low, ${middle} % in the middle, ${high} % high, and the stereo image going out`,
    help: 'Width by band. Drag a band up or down for its width, an edge sideways for its crossover; double-click resets. Right, what goes out: up is shared by both sides, across is not.',
  },
};
