/** Names, choices and what each knob does to the music: pitch and formant shift. */
export const pitch = {
  title: 'Pitch',
  why: 'Moves the notes without changing the tempo, and the size of the singer without changing the notes.',
  semitones: {
    name: 'Semitones',
    why: 'How many semitones the notes move. 12 is an octave; −12 under a voice makes it huge, 3 to 5 up makes a harmony.',
  },
  cents: {
    name: 'Cents',
    why: 'Fine tuning in hundredths of a semitone: brings a sample into the song’s tuning, or detunes a copy.',
  },
  formant: {
    name: 'Formant',
    why: 'Makes the singer’s throat larger (down) or smaller (up) while the notes stay: two semitones are another person.',
  },
  keepFormants: {
    name: 'Keep formants',
    why: 'Holds the character of the voice in place while the notes move. Off, it goes along: chipmunk up, giant down.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of the shifted sound is heard against the untouched one, which is delayed to stay in time with it.',
  },
  outputGain: {
    name: 'Output gain',
    why: 'Level of the result. Match it to the untreated level before you decide whether it is better.',
  },
  pitchAxis: 'Notes',
  formantAxis: 'Formants',
  before: 'Before',
  after: 'After',
  semitonesOf: (value: number) =>
    `${value < -0.004 ? '−' : value > 0.004 ? '+' : ''}${Math.abs(value)
      .toFixed(2)
      .replace(/\.?0+$/, '')} st`,
  intervals: {
    '-12': '−12',
    '-7': '−7',
    '-5': '−5',
    '0': '0',
    '5': '+5',
    '7': '+7',
    '12': '+12',
  } as Readonly<Record<string, string>>,
  delay: (ms: string) => `${ms} ms late, made up by the mixer`,
  picture: (notes: string, formants: string) => `Notes ${notes}, formants ${formants}`,
  pictureHelp:
    'Drag the point: across for the notes, in semitones, with Shift in cents; up and down for the formants. Double-click sets both back. At the right, the sound before and after.',
};
