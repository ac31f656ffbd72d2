/** Names, choices and what each knob does to the music: the convolution reverb; and what is said about impulse responses. */
import type { FailureValue } from '../failure.ts';

const file = (path: string): string => path.split(/[\\/]/).pop() || path;

export const convolution = {
  title: 'Convolution',
  why: 'Places the sound in a room that was recorded: an impulse response is the room’s whole answer to one click, and every sample of the track sets it off.',
  preDelay: {
    name: 'Pre-delay',
    why: 'How long the room waits before it answers. 20–40 ms keeps a voice in front of the reverb instead of inside it.',
  },
  length: {
    name: 'Length',
    why: 'Where the response is cut off. Shorter clears the mix between phrases without changing how the room sounds.',
  },
  decay: {
    name: 'Decay',
    why: 'How much of the room’s own decay time remains. Less makes the same room drier and closer, all the way to its end.',
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
    why: 'How wide the reverb stands: 0 % is mono behind the source, 100 % as it was recorded, more leans on the sides.',
  },
  duck: {
    name: 'Duck',
    why: 'Turns the reverb down while the dry sound plays and lets it bloom in the gaps: long rooms without lost words.',
  },
  duckRelease: {
    name: 'Duck release',
    why: 'How soon the reverb comes back after the dry sound stops. In time with the song it breathes with it.',
  },
  mix: {
    name: 'Mix',
    why: 'How much reverb is heard. Up to 50 % the dry sound stays as it is; from there it goes away. On a return, 100 %.',
  },
  /** The factory's responses: what the files in assets/impulses are. */
  impulses: {
    'vocal-plate': {
      title: 'Vocal plate',
      why: 'A large steel sheet, dense and bright from the first moment.',
    },
    'small-plate': {
      title: 'Small plate',
      why: 'A short plate that thickens without being heard as reverb.',
    },
    'concert-hall': { title: 'Concert hall', why: 'A shoebox hall from the tenth row, in true stereo.' },
    cathedral: {
      title: 'Cathedral',
      why: 'Stone and height: five seconds that need space in the arrangement.',
    },
    chamber: { title: 'Echo chamber', why: 'Hard plaster walls under a studio: warm, thick and close.' },
    'drum-room': {
      title: 'Drum room',
      why: 'A live room with two high microphones, for drums and loud guitars.',
    },
    'wooden-room': {
      title: 'Wooden room',
      why: 'A small panelled room: air around a sound, without a tail.',
    },
    spring: { title: 'Spring tank', why: 'Two springs with their chirp and drip, as in a guitar amplifier.' },
    telephone: { title: 'Telephone', why: 'An old handset. At 100 % mix the sound is on the phone.' },
    'small-speaker': {
      title: 'Small speaker',
      why: 'A five-inch cube on a shelf, for lo-fi and for checking.',
    },
    'tape-machine': {
      title: 'Tape machine',
      why: 'The head bump and softened top of a tape deck at 38 cm/s.',
    },
  } as Readonly<Record<string, { title: string; why: string }>>,
  families: [
    ['Plates and springs', ['vocal-plate', 'small-plate', 'spring']],
    ['Rooms', ['wooden-room', 'drum-room', 'chamber']],
    ['Halls', ['concert-hall', 'cathedral']],
    ['Speakers and machines', ['telephone', 'small-speaker', 'tape-machine']],
  ] as readonly (readonly [string, readonly string[]])[],
  choose: 'Impulse response',
  chooseHelp: 'The recorded answer of a room, plate or speaker that the sound is played into.',
  addOwn: 'Add a file of your own…',
  ownFile: (name: string) => name.replace(/^impulses\//, ''),
  noPicture: 'Your own response. Its trims work as those of any other.',
  trueStereo: 'True stereo',
  stereo: 'Stereo',
  mono: 'Mono',
  trimmed: (seconds: string, of: string) => `${seconds} of ${of}`,
  seconds: (value: number) => (value < 0.1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(2)} s`),
  picture: (name: string, seconds: string) => `Impulse response ${name}, ${seconds} long`,
  pictureHelp:
    'The response over time, in dB. Drag its end to cut it, the slope to shorten its decay, its start for pre-delay; double-click sets one back.',
  ducking: 'Ducking',
  failures: {
    unknown(name: string): FailureValue {
      return {
        code: 'impulse.unknown',
        sentence: `There is no impulse response called “${name}”.`,
        nextStep: 'Choose one from the list, or add a WAV or FLAC file of your own.',
      };
    },
    outside(path: string): FailureValue {
      return {
        code: 'impulse.place',
        sentence: `The impulse response “${file(path)}” lies outside the session’s own folder.`,
        nextStep: 'Add the file again in the reverb: it is then copied into the session.',
        detail: path,
      };
    },
    channels(path: string, channels: number): FailureValue {
      return {
        code: 'impulse.channels',
        sentence: `“${file(path)}” has ${channels} channels; an impulse response has one, two, or four (true stereo).`,
        nextStep:
          'Export it as mono, stereo or four channels (left to left, left to right, right to left, right to right).',
        detail: path,
      };
    },
    silent(path: string): FailureValue {
      return {
        code: 'impulse.silent',
        sentence: `“${file(path)}” holds nothing but silence, so it cannot be an impulse response.`,
        nextStep: 'Choose another file.',
        detail: path,
      };
    },
  },
};
