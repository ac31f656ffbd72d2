/** Names, choices and what each knob does to the music: the saturator. */
export const saturator = {
  title: 'Saturator',
  why: 'Rounds off peaks and adds overtones: density, warmth and presence that level alone does not give.',
  characters: ['Tape', 'Tube', 'Clip'],
  character: {
    name: 'Character',
    why: 'Tape softens highs first and glues, Tube adds even overtones and body, Clip shaves peaks and leaves the rest alone.',
  },
  drive: {
    name: 'Drive',
    why: 'How hard the sound is pushed into the curve. 3–6 dB is warmth, 12 dB is a sound, more is an effect.',
  },
  bias: {
    name: 'Bias',
    why: 'Moves the curve off centre so that it bends one half-wave more: even overtones, which thicken and sweeten.',
  },
  tone: {
    name: 'Tone',
    why: 'Tilts what comes out about 1 kHz: to the left darker and fuller, to the right brighter and harder.',
  },
  match: {
    name: 'Match loudness',
    why: 'Takes back the loudness that drive adds, by the music itself, so that you hear the colour and not the level.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of the driven sound is heard. Heavy drive at 20–30 % gives weight while the hits stay clean.',
  },
  output: {
    name: 'Output',
    why: 'Level after everything else. With the match on, 0 dB is as loud as without the saturator.',
  },
  picture: {
    characterLabel: 'Character',
    harmonics: 'Overtones',
    harmonicsAt: (level: string) => `at ${level} dBFS`,
    matched: 'Matched',
    notMatched: 'Not matched',
    matchFact: (gain: string) => `match ${gain} dB`,
    output: 'out',
    input: 'in',
    peakNow: 'peak now',
    even: 'even',
    odd: 'odd',
    aria: (character: string, drive: string) =>
      `Transfer curve of ${character} at ${drive} dB of drive, and its overtones`,
    help: 'Left the curve with where the music reaches on it, right the overtones it adds. Drag up for drive, sideways for bias; double-click resets both.',
  },
};
