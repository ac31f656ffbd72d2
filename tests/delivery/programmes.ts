/** Ten short programmes that differ as songs do: drums, bass, chords and air in different balance, density, width and level. */
import { noise } from '../conformance/signals.ts';

export interface Programme {
  name: string;
  bpm: number;
  /** Peaks of the parts. */
  kick: number;
  snare: number;
  bass: number;
  chords: number;
  air: number;
  /** 0 hits decay at once .. 1 they ring; how dense it is. */
  density: number;
  /** −1..1: dark to bright, by a one-pole tilt over all. */
  tilt: number;
  /** 0 mono .. 1 chords at the far sides. */
  width: number;
  /** Bass in the sides. */
  wideBass?: boolean;
  level: number;
}

export const PROGRAMMES: readonly Programme[] = [
  {
    name: 'pop',
    bpm: 112,
    kick: 0.8,
    snare: 0.6,
    bass: 0.35,
    chords: 0.3,
    air: 0.1,
    density: 0.5,
    tilt: 0,
    width: 0.5,
    level: 0.45,
  },
  {
    name: 'hip-hop',
    bpm: 84,
    kick: 1,
    snare: 0.7,
    bass: 0.6,
    chords: 0.15,
    air: 0.12,
    density: 0.4,
    tilt: -0.2,
    width: 0.3,
    level: 0.5,
  },
  {
    name: 'ballad',
    bpm: 66,
    kick: 0.3,
    snare: 0.2,
    bass: 0.25,
    chords: 0.5,
    air: 0.05,
    density: 0.7,
    tilt: -0.1,
    width: 0.7,
    level: 0.3,
  },
  {
    name: 'rock',
    bpm: 140,
    kick: 0.8,
    snare: 0.9,
    bass: 0.4,
    chords: 0.6,
    air: 0.25,
    density: 0.8,
    tilt: 0.2,
    width: 0.9,
    level: 0.5,
  },
  {
    name: 'drums and bass',
    bpm: 172,
    kick: 1,
    snare: 1,
    bass: 0.5,
    chords: 0.1,
    air: 0.3,
    density: 0.3,
    tilt: 0.3,
    width: 0.4,
    level: 0.4,
  },
  {
    name: 'jazz',
    bpm: 120,
    kick: 0.35,
    snare: 0.3,
    bass: 0.4,
    chords: 0.35,
    air: 0.15,
    density: 0.3,
    tilt: -0.3,
    width: 0.6,
    level: 0.25,
  },
  {
    name: 'dull demo',
    bpm: 100,
    kick: 0.6,
    snare: 0.5,
    bass: 0.4,
    chords: 0.4,
    air: 0.02,
    density: 0.5,
    tilt: -0.6,
    width: 0.3,
    level: 0.2,
  },
  {
    name: 'bright demo',
    bpm: 126,
    kick: 0.6,
    snare: 0.7,
    bass: 0.2,
    chords: 0.3,
    air: 0.4,
    density: 0.4,
    tilt: 0.6,
    width: 0.5,
    level: 0.35,
  },
  {
    name: 'dense',
    bpm: 128,
    kick: 0.5,
    snare: 0.4,
    bass: 0.5,
    chords: 0.8,
    air: 0.3,
    density: 1,
    tilt: 0,
    width: 0.6,
    level: 0.5,
  },
  {
    name: 'wide bass',
    bpm: 96,
    kick: 0.7,
    snare: 0.5,
    bass: 0.6,
    chords: 0.3,
    air: 0.1,
    density: 0.5,
    tilt: 0,
    width: 0.8,
    wideBass: true,
    level: 0.4,
  },
];

/** Interleaved stereo. */
export function programme(of: Programme, seconds: number, sampleRate = 48000): Float64Array {
  const frames = seconds * sampleRate;
  const left = new Float64Array(frames);
  const right = new Float64Array(frames);
  const random = noise(of.bpm);
  const beat = (60 / of.bpm) * sampleRate;
  const add = (at: number, length: number, play: (t: number, i: number) => [number, number]): void => {
    for (let i = 0; i < length && at + i < frames; i++) {
      const [l, r] = play(i / sampleRate, i);
      left[Math.floor(at) + i]! += l;
      right[Math.floor(at) + i]! += r;
    }
  };
  const notes = [55, 65.4, 49, 73.4];
  const ring = 0.06 + 0.3 * of.density;
  for (let n = 0; n * beat < frames; n++) {
    const at = Math.floor(n * beat);
    const accent = 0.75 + 0.25 * Math.abs(random());
    if (n % 2 === 0)
      add(at, 0.35 * sampleRate, (t) => {
        const v =
          of.kick *
          accent *
          Math.exp(-t / 0.09) *
          Math.sin(2 * Math.PI * (52 * t + 4 * (1 - Math.exp(-t / 0.02))));
        return [v, v];
      });
    else
      add(at, ring * 3 * sampleRate, (t) => {
        const v =
          of.snare *
          accent *
          Math.exp(-t / (ring * 0.6)) *
          (0.7 * random() + 0.4 * Math.sin(2 * Math.PI * 190 * t));
        return [v, v];
      });
    const root = notes[Math.floor(n / 4) % notes.length]!;
    add(at, beat, (t) => {
      const v =
        of.bass *
        (0.6 + 0.4 * of.density) *
        Math.exp(-t / (0.2 + of.density)) *
        (Math.sin(2 * Math.PI * root * t) + 0.3 * Math.sin(4 * Math.PI * root * t));
      return of.wideBass ? [v, -0.6 * v] : [v, v];
    });
    for (const half of [0, 0.5])
      add(at + Math.floor(half * beat), 0.08 * sampleRate, (t) => {
        const hat = of.air * Math.exp(-t / 0.02) * random();
        return [hat * (1 - 0.4 * of.width), hat];
      });
    if (n % 4 === 0)
      for (const [k, ratio] of [4, 5, 6, 8].entries())
        add(at, 4 * beat, (t) => {
          const swell = Math.min(1, t / 0.05) * (0.5 + 0.5 * of.density + 0.3 * Math.sin(t * 3 + k));
          let v = 0;
          for (let h = 1; h <= 10; h++) v += Math.sin(2 * Math.PI * root * ratio * h * t + k * h) / h ** 1.4;
          v *= 0.2 * of.chords * swell;
          const pan = ((k % 2) * 2 - 1) * of.width;
          return [v * (1 + pan) * 0.7, v * (1 - pan) * 0.7];
        });
  }
  const stereo = new Float64Array(frames * 2);
  // A one-pole low-pass splits the tilt at about 900 Hz.
  const pole = Math.exp((-2 * Math.PI * 900) / sampleRate);
  const low = [0, 0];
  for (let i = 0; i < frames; i++)
    for (const [c, channel] of [left, right].entries()) {
      const x = channel[i]! * of.level;
      low[c] = pole * low[c]! + (1 - pole) * x;
      stereo[2 * i + c] = low[c]! * (1 - 0.5 * of.tilt) + (x - low[c]!) * (1 + 0.8 * of.tilt);
    }
  return stereo;
}
