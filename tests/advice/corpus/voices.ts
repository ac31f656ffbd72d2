/** The instruments of the corpus: each adds one note to a mono buffer. Levels are about −12 dBFS at velocity 1. */
import { biquad, filter, RATE } from './dsp.ts';
import type { Random } from './random.ts';

export interface Note {
  /** Frames. */
  start: number;
  length: number;
  hz: number;
  velocity: number;
}

export type Voice = (out: Float64Array, note: Note, random: Random) => void;

const TAU = 2 * Math.PI;

/** Writes `make(frames)` at a note's start, as far as the buffer reaches. */
function place(out: Float64Array, start: number, sound: Float64Array, gain: number): void {
  for (let i = 0; i < sound.length && start + i < out.length; i++) out[start + i]! += sound[i]! * gain;
}

function envelope(i: number, length: number, attack: number, release: number): number {
  const rise = Math.min(1, i / Math.max(1, attack));
  const fall = Math.min(1, Math.max(0, (length + release - i) / Math.max(1, release)));
  return rise * fall;
}

export const kick: Voice = (out, { start, hz, velocity }, random) => {
  const n = Math.round(0.35 * RATE);
  const x = new Float64Array(n);
  let phase = 0;
  const bend = random.between(90, 160);
  for (let i = 0; i < n; i++) {
    const t = i / RATE;
    phase += (TAU * (hz + bend * Math.exp(-t * 45))) / RATE;
    x[i] = Math.sin(phase) * Math.exp(-t * 11) + 0.5 * random.noise() * Math.exp(-t * 260);
  }
  filter(x, biquad('lowpass', 7000, 0.7));
  place(out, start, x, 0.55 * velocity);
};

export const snare: Voice = (out, { start, hz, velocity }, random) => {
  const n = Math.round(0.3 * RATE);
  const x = new Float64Array(n);
  const ring = random.between(14, 24);
  for (let i = 0; i < n; i++) {
    const t = i / RATE;
    x[i] =
      0.5 * Math.sin(TAU * hz * t) * Math.exp(-t * 22) +
      0.3 * Math.sin(TAU * hz * 1.6 * t) * Math.exp(-t * 30) +
      0.6 * random.noise() * Math.exp(-t * ring);
  }
  filter(x, biquad('highpass', 120, 0.7));
  filter(x, biquad('lowpass', 11000, 0.6));
  place(out, start, x, 0.4 * velocity);
};

export const hat: Voice = (out, { start, length, velocity }, random) => {
  const n = Math.round(Math.min(0.5, (length / RATE) * 0.8) * RATE);
  const x = new Float64Array(n);
  const fall = random.between(0.7, 1.4) * (4.5 / (n / RATE));
  for (let i = 0; i < n; i++) {
    const rise = Math.min(1, i / 24);
    x[i] = random.noise() * rise * Math.exp((-fall * i) / RATE);
  }
  filter(x, biquad('highpass', 6000, 0.7));
  filter(x, biquad('highpass', 5000, 0.7));
  place(out, start, x, 0.35 * velocity);
};

export const ride: Voice = (out, { start, velocity }, random) => {
  const n = Math.round(0.9 * RATE);
  const x = new Float64Array(n);
  const partials = Array.from({ length: 14 }, () => random.between(2500, 11000));
  for (let i = 0; i < n; i++) {
    const t = i / RATE;
    let sum = 0.4 * random.noise() * Math.exp(-t * 12);
    for (const [p, f] of partials.entries())
      sum += 0.08 * Math.sin(TAU * f * t + p) * Math.exp(-t * (4 + p * 0.6));
    x[i] = sum * Math.min(1, i / 16);
  }
  filter(x, biquad('highpass', 2500, 0.7));
  place(out, start, x, 0.3 * velocity);
};

/** A saw without aliases worth hearing: harmonics up to `most` Hz. */
function additive(hz: number, i: number, phase: number, most: number, tilt: number): number {
  let sum = 0;
  const count = Math.min(60, Math.floor(most / hz));
  for (let h = 1; h <= count; h++) sum += Math.sin(h * (TAU * hz * (i / RATE)) + h * phase) / h ** tilt;
  return sum;
}

interface Table {
  wave: Float64Array;
  size: number;
}

const tables = new Map<string, Table>();

/** One period to read from: quick where a note is long. */
function table(hz: number, most: number, tilt: number, phase: number): Table {
  const key = [hz.toFixed(2), most, tilt, phase.toFixed(2)].join(' ');
  const known = tables.get(key);
  if (known) return known;
  const size = 2048;
  const wave = new Float64Array(size + 1);
  const base = RATE / size;
  for (let i = 0; i <= size; i++) wave[i] = additive(base, i, phase, (most / hz) * base, tilt);
  const made = { wave, size };
  tables.set(key, made);
  return made;
}

function read({ wave, size }: Table, phase: number): number {
  const at = (phase - Math.floor(phase)) * size;
  const i = Math.floor(at);
  return wave[i]! + (wave[i + 1]! - wave[i]!) * (at - i);
}

export function bassVoice(most: number, tilt: number, decay: number): Voice {
  return (out, { start, length, hz, velocity }) => {
    const n = length + 1200;
    const x = new Float64Array(n);
    const tone = table(hz, most, tilt, 0.1);
    for (let i = 0; i < n; i++)
      x[i] = read(tone, (i * hz) / RATE) * envelope(i, length, 300, 1200) * Math.exp((-decay * i) / RATE);
    place(out, start, x, 0.3 * velocity);
  };
}

/** Detuned saws or soft strings: `spread` in parts of the frequency, slow or quick. */
export function padVoice(most: number, tilt: number, attackMs: number, spread: number): Voice {
  return (out, { start, length, hz, velocity }, random) => {
    const release = Math.round(0.25 * RATE);
    const n = length + release;
    const x = new Float64Array(n);
    const tone = table(hz, most, tilt, 0);
    const voices = [-1, 0, 1].map((side) => ({ hz: hz * (1 + side * spread), at: random.next() }));
    const wobble = random.between(4.6, 5.8);
    for (let i = 0; i < n; i++) {
      const drift = spread * 0.4 * Math.sin((TAU * wobble * i) / RATE);
      let sum = 0;
      for (const voice of voices) {
        voice.at += (voice.hz * (1 + drift)) / RATE;
        sum += read(tone, voice.at);
      }
      x[i] = (sum + 0.06 * random.noise()) * envelope(i, length, (attackMs * RATE) / 1000, release);
    }
    place(out, start, x, 0.09 * velocity);
  };
}

/** Struck strings: partials a little sharp that die the sooner the higher they are. */
export function struckVoice(brightness: number, decay: number, most: number): Voice {
  return (out, { start, length, hz, velocity }, random) => {
    const release = Math.round(0.2 * RATE);
    const n = Math.min(length + release, 4 * RATE);
    const x = new Float64Array(n);
    const partials = Math.min(24, Math.floor(most / hz));
    for (let p = 1; p <= partials; p++) {
      const f = p * hz * Math.sqrt(1 + 0.0004 * p * p);
      const w = (TAU * f) / RATE;
      const k = 2 * Math.cos(w);
      const fall = Math.exp(-(decay * (1 + 0.35 * p)) / RATE);
      const gain = (brightness ** (p - 1) / p ** 0.6) * random.between(0.6, 1.2);
      let y1 = 0;
      let y0 = Math.sin(w) * gain;
      let level = 1;
      for (let i = 0; i < n; i++) {
        x[i]! += y0 * level;
        level *= fall;
        const y = k * y0 - y1;
        y1 = y0;
        y0 = y;
      }
    }
    const knock = Math.round(0.012 * RATE);
    for (let i = 0; i < knock; i++) x[i]! += 0.2 * random.noise() * (1 - i / knock);
    for (let i = 0; i < n; i++) x[i]! *= envelope(i, n - release, 60, release);
    place(out, start, x, 0.16 * velocity);
  };
}

/** A plucked string (Karplus and Strong 1983). */
export const pluck: Voice = (out, { start, length, hz, velocity }, random) => {
  const n = Math.min(length + 4000, 3 * RATE);
  const period = Math.max(8, Math.round(RATE / hz));
  const line = Float64Array.from({ length: period }, () => random.noise());
  for (let i = 0; i < period; i++) line[i] = 0.5 * (line[i]! + line[(i + 1) % period]!);
  const mean = line.reduce((sum, x) => sum + x, 0) / period;
  for (let i = 0; i < period; i++) line[i]! -= mean;
  const x = new Float64Array(n);
  const loss = 0.5 * (1 - 0.0012 * (period / 100));
  for (let i = 0, at = 0; i < n; i++) {
    x[i] = line[at]! * envelope(i, n - 4000, 20, 4000);
    const next = at + 1 === period ? 0 : at + 1;
    line[at] = loss * (line[at]! + line[next]!);
    at = next;
  }
  place(out, start, x, 0.35 * velocity);
};

/** Saws driven hard and through a loudspeaker of guitar size. */
export function drivenVoice(drive: number): Voice {
  return (out, { start, length, hz, velocity }, random) => {
    const n = length + 1500;
    const x = new Float64Array(n);
    const a = table(hz, 6000, 1, 0);
    const b = table(hz * 1.498, 6000, 1, 0.3);
    for (let i = 0; i < n; i++) {
      const t = i / RATE;
      const raw = read(a, hz * t) + 0.8 * read(b, hz * 1.498 * t) + 0.02 * random.noise();
      x[i] = Math.tanh(drive * raw) * envelope(i, length, 120, 1500);
    }
    filter(x, biquad('highpass', 90, 0.7));
    filter(x, biquad('lowpass', 4800, 0.9));
    filter(x, biquad('lowpass', 5500, 0.6));
    place(out, start, x, 0.22 * velocity);
  };
}

const VOWELS: readonly (readonly [number, number, number])[] = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [440, 1020, 2240],
];

/** A sung syllable: a glottal saw with vibrato through three formants (Peterson and Barney 1952), half of them after an s. */
export const sung: Voice = (out, { start, length, hz, velocity }, random) => {
  const ess = random.next() < 0.4 ? Math.round(random.between(0.05, 0.11) * RATE) : 0;
  const n = length + 1500;
  const source = new Float64Array(n);
  const tone = table(hz, 9000, 1.2, 0);
  let phase = 0;
  const rate = random.between(4.8, 6);
  for (let i = 0; i < n; i++) {
    const vibrato = 1 + 0.008 * Math.sin((TAU * rate * i) / RATE) * Math.min(1, i / 9000);
    phase += (hz * vibrato) / RATE;
    source[i] = (read(tone, phase) + 0.06 * random.noise()) * envelope(i, length, 1500, 1500);
  }
  const x = new Float64Array(n);
  const vowel = random.pick(VOWELS);
  for (const [f, formant] of [...vowel, 3500].entries()) {
    const band = filter(source.slice(), biquad('bandpass', formant * random.between(0.94, 1.06), 6 + f));
    const gain = [1, 0.6, 0.35, 0.25][f]!;
    for (let i = 0; i < n; i++) x[i]! += gain * band[i]!;
  }
  place(out, start + Math.round(ess * 0.7), x, 0.42 * velocity);
  if (ess === 0) return;
  const s = new Float64Array(ess);
  for (let i = 0; i < ess; i++) s[i] = random.noise() * Math.sin((Math.PI * i) / ess);
  filter(s, biquad('bandpass', random.between(6000, 7800), 1.2));
  place(out, start, s, 0.22 * velocity);
};

/** A blown tone: few harmonics, breath. */
export const blown: Voice = (out, { start, length, hz, velocity }, random) => {
  const n = length + 2400;
  const x = new Float64Array(n);
  const tone = table(hz, 5200, 1.3, 0.1);
  const breath = filter(
    Float64Array.from({ length: n }, () => random.noise()),
    biquad('bandpass', 2400, 0.7),
  );
  let phase = 0;
  for (let i = 0; i < n; i++) {
    phase += (hz * (1 + 0.005 * Math.sin((TAU * 5.2 * i) / RATE))) / RATE;
    x[i] = (read(tone, phase) + 0.12 * breath[i]!) * envelope(i, length, 1800, 2400);
  }
  place(out, start, x, 0.2 * velocity);
};
