/** Names, choices and what each knob does to the music: the reverb. */
export const reverb = {
  title: 'Reverb',
  why: 'Puts the sound in a space: depth, and the sense that everything was played in one place.',
  types: ['Room', 'Chamber', 'Plate', 'Hall'],
  type: {
    name: 'Type',
    why: 'The space: a room is close and quick, a chamber warm and even, a plate dense and bright at once, a hall opens slowly.',
  },
  decay: {
    name: 'Decay',
    why: 'How long the middle of the sound takes to fall by 60 dB. Set it so that it has gone when the next phrase begins.',
  },
  size: {
    name: 'Size',
    why: 'How far apart the walls are. Small colours the sound and thickens it; large is smoother and lies further back.',
  },
  preDelay: {
    name: 'Pre-delay',
    why: 'How long the room waits before it answers. 20–40 ms keeps a voice in front of the reverb instead of inside it.',
  },
  lowDecay: {
    name: 'Low decay',
    why: 'How long low notes ring against the middle. Over 100 % is warm, under 100 % keeps the bottom of the mix clear.',
  },
  highDecay: {
    name: 'High decay',
    why: 'How long the treble rings against the middle. Real rooms lose it first: 40–60 % sounds natural, more sounds bright and modern.',
  },
  lowCrossover: {
    name: 'Low crossover',
    why: 'Below this the low decay holds. 200–300 Hz separates the weight of a sound from its body.',
  },
  highCrossover: {
    name: 'High crossover',
    why: 'Above this the high decay holds. 3–6 kHz separates the brilliance of a sound from its body.',
  },
  diffusion: {
    name: 'Diffusion',
    why: 'How soon single echoes melt into one. High for drums, which show every echo; lower keeps voices clear.',
  },
  early: {
    name: 'Early',
    why: 'Level of the first reflections from the nearest walls. They say how big the place is, before any tail is heard.',
  },
  modulation: {
    name: 'Modulation',
    why: 'Keeps the tail moving so that no note rings on as metal. Too much is heard as wavering on a piano.',
  },
  modulationRate: {
    name: 'Mod rate',
    why: 'How fast the tail moves. Around 0.5 Hz is felt rather than heard; above 1.5 Hz it shimmers.',
  },
  lowCut: {
    name: 'Low cut',
    why: 'Keeps low notes out of the reverb. 150–300 Hz stops a mix from getting muddy the moment reverb is added.',
  },
  highCut: {
    name: 'High cut',
    why: 'Darkens the reverb. 5–8 kHz pushes it back and keeps esses and cymbals from splashing.',
  },
  width: {
    name: 'Width',
    why: 'How wide the reverb stands: 0 % is mono behind the source, 100 % is the whole room, more leans on the sides.',
  },
  duck: {
    name: 'Duck',
    why: 'Turns the reverb down while the dry sound plays and lets it bloom in the gaps: long rooms without lost words.',
  },
  duckRelease: {
    name: 'Duck release',
    why: 'How soon the reverb comes back after the dry sound stops. In time with the song it breathes with it.',
  },
  freeze: {
    name: 'Freeze',
    why: 'Holds the tail for as long as it is on and lets nothing new in: a chord becomes a pad under the next part.',
  },
  mix: {
    name: 'Mix',
    why: 'How much reverb is heard. Up to 50 % the dry sound stays as it is; from there it goes away. On a return, 100 %.',
  },
  typeLabel: 'Kind of space',
  /** The handles on the picture of decay times. */
  low: 'Low',
  middle: 'Decay',
  high: 'High',
  overTime: 'Level over time',
  overFrequency: 'Decay by frequency',
  ducking: 'Ducking',
  frozen: 'Frozen',
  seconds: (value: number) =>
    value < 0.2 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(value < 10 ? 2 : 1)} s`,
  hertz: (hz: number) =>
    hz >= 1000 ? `${(hz / 1000).toFixed(hz >= 9950 ? 0 : 1)} kHz` : `${Math.round(hz)} Hz`,
  picture: (low: string, middle: string, high: string) => `Decay: low ${low}, middle ${middle}, high ${high}`,
  pictureHelp:
    'How long each frequency rings. Drag the three points for decay, the dashed lines for the crossovers, the left edge of the response for pre-delay; double-click sets one back.',
};
