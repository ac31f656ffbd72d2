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
};
