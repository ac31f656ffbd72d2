/** Fourteen kinds of music as recipes: who plays, what, how fast, how dense, how bright. */
import {
  bassVoice,
  blown,
  drivenVoice,
  hat,
  kick,
  padVoice,
  pluck,
  ride,
  snare,
  struckVoice,
  sung,
  type Voice,
} from './voices.ts';

/** Sixteenths of a bar; digits are velocities in ninths. */
export interface DrumPart {
  name: string;
  role: string;
  voice: Voice;
  hz: number;
  steps: string;
  levelDb: number;
  pan: number;
}

export interface TunedPart {
  name: string;
  role: string;
  voice: Voice;
  /** root: one note; chord: three and four; line: a melody; broken: a chord note after note. */
  plays: 'root' | 'chord' | 'line' | 'broken';
  octave: number;
  steps: string;
  levelDb: number;
  pan: number;
  /** Played again for the other side, so that it is wide. */
  doubled?: boolean;
  room?: number;
}

export interface Genre {
  name: string;
  bpm: readonly [number, number];
  /** A curve of assets/tonal-targets.json, and how far a piece may lie from it, dB. */
  tone: string;
  toneSpreadDb: number;
  /** Peak over loudness that its mixes have before mastering, dB. */
  plrDb: readonly [number, number];
  roomSeconds: number;
  /** How far it swells and falls, dB. */
  swellDb?: number;
  drums: readonly DrumPart[];
  parts: readonly TunedPart[];
}

const FOUR = '9...9...9...9...';
const BACK = '....9.......9...';
const EIGHTHS = '7.5.7.5.7.5.7.5.';
const drum = (name: string, voice: Voice, hz: number, steps: string, levelDb: number, pan = 0): DrumPart => ({
  name,
  role: name === 'Kick' ? 'kick' : name === 'Snare' ? 'snare' : 'drums',
  voice,
  hz,
  steps,
  levelDb,
  pan,
});
const tuned = (
  name: string,
  role: string,
  voice: Voice,
  plays: TunedPart['plays'],
  octave: number,
  steps: string,
  levelDb: number,
  more: Partial<TunedPart> = {},
): TunedPart => ({ name, role, voice, plays, octave, steps, levelDb, pan: 0, ...more });

const vocal = (levelDb: number, octave = 4): TunedPart =>
  tuned('Lead vox', 'lead-vocal', sung, 'line', octave, '8..7..6.8.....7.', levelDb, { room: 0.3 });
const strings = padVoice(15000, 1.2, 120, 0.004);
const softPad = padVoice(12000, 1.7, 400, 0.006);
const synth = padVoice(9000, 0.9, 10, 0.008);
const piano = struckVoice(0.72, 0.9, 12000);
const rhodes = struckVoice(0.45, 0.8, 3500);
const roundBass = bassVoice(900, 1.5, 0.6);
const pickBass = bassVoice(2500, 1.2, 1);
const subBass = bassVoice(220, 2, 0.1);
const sawBass = bassVoice(1800, 1, 0.8);

/** Seen while thresholds were set. */
export const seenGenres: readonly Genre[] = [
  {
    name: 'pop',
    bpm: [96, 124],
    tone: 'pop',
    toneSpreadDb: 1.6,
    plrDb: [12, 14.5],
    roomSeconds: 0.9,
    drums: [
      drum('Kick', kick, 52, FOUR, -4),
      drum('Snare', snare, 190, BACK, -6),
      drum('Hats', hat, 0, EIGHTHS, -17, 0.25),
    ],
    parts: [
      tuned('Bass', 'bass', pickBass, 'root', 1, '8..8..8.8..8..8.', -5),
      tuned('Keys', 'keys', piano, 'chord', 3, '7.......6...5...', -11, { doubled: true, room: 0.3 }),
      tuned('Pad', 'pad', softPad, 'chord', 3, '6...............', -15, { doubled: true, room: 0.5 }),
      vocal(-1),
    ],
  },
  {
    name: 'rock',
    bpm: [108, 140],
    tone: 'rock',
    toneSpreadDb: 1.6,
    plrDb: [11.5, 14],
    roomSeconds: 0.7,
    drums: [
      drum('Kick', kick, 58, '9.....9.9.......', -4),
      drum('Snare', snare, 200, BACK, -4),
      drum('Hats', hat, 0, '8.8.8.8.8.8.8.8.', -15, -0.2),
    ],
    parts: [
      tuned('Bass', 'bass', pickBass, 'root', 1, '8.8.8.8.8.8.8.8.', -5),
      tuned('Guitar', 'guitar', drivenVoice(3), 'root', 2, '9...7.7.9...7.7.', -6, { doubled: true }),
      tuned('Lead guitar', 'lead', drivenVoice(1.5), 'line', 4, '....6...7...6...', -12, {
        pan: 0.2,
        room: 0.3,
      }),
      vocal(-2),
    ],
  },
  {
    name: 'house',
    bpm: [120, 128],
    tone: 'edm',
    toneSpreadDb: 1.6,
    plrDb: [10.5, 13],
    roomSeconds: 1,
    drums: [
      drum('Kick', kick, 48, FOUR, -1),
      drum('Clap', snare, 320, BACK, -8),
      drum('Hats', hat, 0, '..9...9...9...9.', -14, 0.1),
    ],
    parts: [
      tuned('Bass', 'bass', sawBass, 'root', 1, '..8...8...8..8..', -5),
      tuned('Stabs', 'keys', synth, 'chord', 4, '9..9..9.........', -10, { doubled: true, room: 0.4 }),
      tuned('Pad', 'pad', softPad, 'chord', 3, '6...............', -13, { doubled: true, room: 0.4 }),
    ],
  },
  {
    name: 'jazz',
    bpm: [110, 170],
    tone: 'acoustic',
    toneSpreadDb: 1.8,
    plrDb: [14.5, 18],
    roomSeconds: 1,
    swellDb: 6,
    drums: [
      drum('Ride', ride, 0, '8...8.6.8...8.6.', -12, 0.3),
      drum('Brushes', snare, 230, '....3.......4...', -17, -0.1),
      drum('Kick', kick, 62, '4.......3.......', -15),
    ],
    parts: [
      tuned('Double bass', 'bass', roundBass, 'broken', 1, '8...8...8...8...', -4, { room: 0.1 }),
      tuned('Piano', 'keys', piano, 'chord', 4, '..6..5....6.....', -4, { pan: -0.3, room: 0.3 }),
      tuned('Sax', 'lead', blown, 'line', 4, '7.5.6...7..5....', -2, { pan: 0.15, room: 0.3 }),
    ],
  },
  {
    name: 'folk',
    bpm: [76, 112],
    tone: 'acoustic',
    toneSpreadDb: 1.8,
    plrDb: [13.5, 17],
    roomSeconds: 0.8,
    swellDb: 3,
    drums: [],
    parts: [
      tuned('Guitar', 'guitar', pluck, 'broken', 3, '8.6.7.6.8.6.7.6.', -3, { doubled: true, room: 0.2 }),
      tuned('Bass', 'bass', roundBass, 'root', 1, '8.....6.7.......', -5),
      vocal(-1),
    ],
  },
  {
    name: 'orchestral',
    bpm: [66, 100],
    tone: 'classical',
    toneSpreadDb: 2,
    plrDb: [15, 20],
    roomSeconds: 2,
    swellDb: 14,
    drums: [],
    parts: [
      tuned('Cellos', 'bass', strings, 'root', 2, '7.......6.......', -7, { pan: 0.2, room: 0.4 }),
      tuned('Violins', 'lead', strings, 'line', 5, '7...6...8...5...', -4, {
        pan: -0.4,
        doubled: true,
        room: 0.5,
      }),
      tuned('Violas', 'pad', strings, 'chord', 3, '7.......6.......', -6, { doubled: true, room: 0.5 }),
      tuned('Basses', 'bass', bassVoice(1200, 1.3, 0.05), 'root', 1, '7.......6.......', -7, {
        pan: 0.1,
        room: 0.3,
      }),
      tuned('Flute', 'lead', blown, 'line', 5, '....6.....5.....', -8, { pan: 0.15, room: 0.5 }),
    ],
  },
  {
    name: 'hiphop',
    bpm: [72, 96],
    tone: 'edm',
    toneSpreadDb: 1.6,
    plrDb: [11, 13.5],
    roomSeconds: 0.6,
    drums: [
      drum('Kick', kick, 46, '9.....6...9.....', -2),
      drum('Snare', snare, 210, BACK, -5),
      drum('Hats', hat, 0, '7.6.7.6676.67.66', -16, 0.15),
    ],
    parts: [
      tuned('808', 'bass', subBass, 'root', 1, '8.......8...8...', -2),
      tuned('Rhodes', 'keys', rhodes, 'chord', 3, '7......5........', -9, { doubled: true, room: 0.3 }),
      vocal(0, 3),
    ],
  },
];

/** Never seen while thresholds were set. */
export const unseenGenres: readonly Genre[] = [
  {
    name: 'metal',
    bpm: [150, 190],
    tone: 'rock',
    toneSpreadDb: 1.6,
    plrDb: [10.5, 12.5],
    roomSeconds: 0.5,
    drums: [
      drum('Kick', kick, 60, '9.9.9.9.9.9.9.9.', -5),
      drum('Snare', snare, 210, BACK, -5),
      drum('Cymbals', ride, 0, '8...8...8...8...', -14, 0.3),
    ],
    parts: [
      tuned('Bass', 'bass', pickBass, 'root', 1, '8.8.8.8.8.8.8.8.', -6),
      tuned('Guitar', 'guitar', drivenVoice(6), 'root', 2, '9.7.7.9.7.7.9.7.', -3, { doubled: true }),
      vocal(-4),
    ],
  },
  {
    name: 'funk',
    bpm: [98, 118],
    tone: 'pop',
    toneSpreadDb: 1.6,
    plrDb: [12.5, 15],
    roomSeconds: 0.6,
    drums: [
      drum('Kick', kick, 56, '9..5....9.9.....', -5),
      drum('Snare', snare, 215, '....9..3.3..9...', -5),
      drum('Hats', hat, 0, '8686868686868686', -17, -0.3),
    ],
    parts: [
      tuned('Bass', 'bass', pickBass, 'broken', 1, '9..67.9...67.8..', -3),
      tuned('Guitar', 'guitar', pluck, 'chord', 4, '..7..7....7.7...', -9, { pan: 0.5 }),
      tuned('Clav', 'keys', struckVoice(0.85, 2.5, 6000), 'chord', 3, '7..5..7...5.....', -10, { pan: -0.5 }),
      vocal(-1),
    ],
  },
  {
    name: 'ambient',
    bpm: [60, 80],
    tone: 'classical',
    toneSpreadDb: 2,
    plrDb: [13, 18],
    roomSeconds: 2.5,
    swellDb: 10,
    drums: [],
    parts: [
      tuned('Drone', 'pad', padVoice(1500, 1.6, 900, 0.005), 'root', 2, '7...............', -5, {
        doubled: true,
        room: 0.5,
      }),
      tuned('Pad', 'pad', softPad, 'chord', 4, '7.......6.......', -5, { doubled: true, room: 0.6 }),
      tuned('Bells', 'keys', struckVoice(0.8, 1, 9000), 'broken', 5, '5.....4...3.....', -11, {
        pan: 0.3,
        room: 0.6,
      }),
    ],
  },
  {
    name: 'reggae',
    bpm: [68, 88],
    tone: 'pop',
    toneSpreadDb: 1.6,
    plrDb: [12.5, 15],
    roomSeconds: 0.8,
    drums: [
      drum('Kick', kick, 54, '........9.......', -4),
      drum('Snare', snare, 240, '........8.......', -8),
      drum('Hats', hat, 0, '6.4.6.4.6.4.6.4.', -17, 0.3),
    ],
    parts: [
      tuned('Bass', 'bass', roundBass, 'broken', 1, '9..8..9...8.....', -1),
      tuned('Skank', 'guitar', pluck, 'chord', 4, '....8.......8...', -9, { pan: 0.35 }),
      tuned(
        'Organ',
        'keys',
        padVoice(4000, 1.2, 8, 0.002),
        'chord',
        3,
        '..6.6...  6.6...'.replaceAll(' ', '.'),
        -11,
        { pan: -0.35, room: 0.2 },
      ),
      vocal(-1),
    ],
  },
  {
    name: 'solo piano',
    bpm: [60, 110],
    tone: 'classical',
    toneSpreadDb: 2,
    plrDb: [14, 18],
    roomSeconds: 1.4,
    swellDb: 8,
    drums: [],
    parts: [
      tuned('Left hand', 'keys', piano, 'broken', 2, '8...6...7...6...', -5, { doubled: true, room: 0.25 }),
      tuned('Right hand', 'lead', piano, 'line', 4, '8..6..7.8...6...', -4, { doubled: true, room: 0.25 }),
    ],
  },
  {
    name: 'synthwave',
    bpm: [84, 118],
    tone: 'edm',
    toneSpreadDb: 1.6,
    plrDb: [11, 13.5],
    roomSeconds: 1.2,
    drums: [
      drum('Kick', kick, 50, FOUR, -3),
      drum('Snare', snare, 180, BACK, -4),
      drum('Hats', hat, 0, '5.5.5.5.5.5.5.5.', -17, -0.15),
    ],
    parts: [
      tuned('Bass', 'bass', sawBass, 'root', 1, '8.8.8.8.8.8.8.8.', -4),
      tuned('Saws', 'pad', synth, 'chord', 3, '7...............', -9, { doubled: true, room: 0.5 }),
      tuned('Lead', 'lead', synth, 'line', 5, '7..6..7...6.....', -9, { room: 0.5 }),
    ],
  },
  {
    name: 'country',
    bpm: [90, 130],
    tone: 'pop',
    toneSpreadDb: 1.6,
    plrDb: [13, 15.5],
    roomSeconds: 0.8,
    drums: [
      drum('Kick', kick, 58, '9.......9.......', -6),
      drum('Snare', snare, 210, BACK, -6),
      drum('Shaker', hat, 0, '6464646464646464', -19, 0.3),
    ],
    parts: [
      tuned('Bass', 'bass', roundBass, 'root', 1, '8.......7.......', -4),
      tuned('Acoustic', 'guitar', pluck, 'chord', 3, '8...6.7...6.7...', -6, { doubled: true }),
      tuned('Steel', 'lead', padVoice(4500, 1.3, 60, 0.001), 'line', 4, '6.......5.......', -11, {
        pan: 0.4,
        room: 0.5,
      }),
      vocal(0),
    ],
  },
];
