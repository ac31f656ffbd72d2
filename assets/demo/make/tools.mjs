// Small sound tools for the demo song's script: buffers, noise with a seed, filters, sample playback. They make
// raw material once, offline; nothing of the program depends on them.
import { execFileSync } from 'node:child_process';

export const RATE = 44100;

/** Deterministic noise source in -1..1. */
export function noise(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  };
}

export const hz = (midi) => 440 * 2 ** ((midi - 69) / 12);
export const gain = (db) => 10 ** (db / 20);

export class Stem {
  constructor(seconds, channels = 1) {
    this.channels = channels;
    this.data = Array.from({ length: channels }, () => new Float64Array(Math.round(seconds * RATE)));
  }

  get length() {
    return this.data[0].length;
  }

  /** Adds a mono sound at a time; pan -1..1 on stereo stems (equal power). */
  add(sound, seconds, level = 1, pan = 0) {
    const at = Math.round(seconds * RATE);
    const angle = ((pan + 1) * Math.PI) / 4;
    const gains =
      this.channels === 1
        ? [level]
        : [level * Math.cos(angle) * Math.SQRT2, level * Math.sin(angle) * Math.SQRT2];
    this.data.forEach((out, c) => {
      const g = gains[c];
      for (let i = Math.max(0, -at); i < sound.length && at + i < out.length; i++)
        out[at + i] += sound[i] * g;
    });
  }

  /** Runs every channel through a function of (sample, index, channel). */
  map(make) {
    this.data.forEach((out, c) => {
      const f = make(c);
      for (let i = 0; i < out.length; i++) out[i] = f(out[i], i);
    });
    return this;
  }
}

/** RBJ biquad as a sample function. */
export function biquad(type, frequency, q = Math.SQRT1_2, db = 0) {
  const w = (2 * Math.PI * Math.min(frequency, RATE * 0.49)) / RATE;
  const c = Math.cos(w);
  const alpha = Math.sin(w) / (2 * q);
  const A = 10 ** (db / 40);
  const s = 2 * Math.sqrt(A) * alpha;
  const table = {
    lp: [(1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha],
    hp: [(1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha],
    bp: [alpha, 0, -alpha, 1 + alpha, -2 * c, 1 - alpha],
    bell: [1 + alpha * A, -2 * c, 1 - alpha * A, 1 + alpha / A, -2 * c, 1 - alpha / A],
    high: [
      A * (A + 1 + (A - 1) * c + s),
      -2 * A * (A - 1 + (A + 1) * c),
      A * (A + 1 + (A - 1) * c - s),
      A + 1 - (A - 1) * c + s,
      2 * (A - 1 - (A + 1) * c),
      A + 1 - (A - 1) * c - s,
    ],
    low: [
      A * (A + 1 - (A - 1) * c + s),
      2 * A * (A - 1 - (A + 1) * c),
      A * (A + 1 - (A - 1) * c - s),
      A + 1 + (A - 1) * c + s,
      -2 * (A - 1 + (A + 1) * c),
      A + 1 + (A - 1) * c - s,
    ],
  };
  const [b0, b1, b2, a0, a1, a2] = table[type];
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (x) => {
    const y = (b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/** A sample of the CC0 collection as mono, played at a pitch ratio. */
const cache = new Map();
export function sample(folder, name, ratio = 1) {
  let raw = cache.get(name);
  if (!raw) {
    const bytes = execFileSync(
      'ffmpeg',
      ['-v', 'error', '-i', `${folder}/${name}.flac`, '-ac', '1', '-ar', String(RATE), '-f', 'f32le', '-'],
      { maxBuffer: 1 << 28 },
    );
    raw = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    let peak = 0;
    for (const v of raw) peak = Math.max(peak, Math.abs(v));
    raw = raw.map((v) => v / (peak || 1));
    cache.set(name, raw);
  }
  if (ratio === 1) return raw;
  const out = new Float32Array(Math.floor((raw.length - 2) / ratio));
  for (let i = 0; i < out.length; i++) {
    const at = i * ratio;
    const k = Math.floor(at);
    const t = at - k;
    out[i] = raw[k] * (1 - t) + raw[k + 1] * t;
  }
  return out;
}

/** A small room: eight delays in a Householder ring with damping. Returns a stereo pair of wet signals. */
export function room(input, seconds, brightness = 0.5, seed = 7) {
  const lengths = [1031, 1327, 1523, 1801, 2111, 2417, 2707, 3001].map((n) => n + (seed % 13));
  const lines = lengths.map((n) => new Float64Array(n));
  const gains = lengths.map((n) => 10 ** ((-3 * n) / (seconds * RATE)));
  const state = new Float64Array(8);
  const left = new Float64Array(input.length);
  const right = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++) {
    let sum = 0;
    const taps = lines.map((line, k) => {
      const v = line[i % lengths[k]];
      state[k] += (v - state[k]) * brightness;
      sum += state[k];
      return state[k];
    });
    const mix = sum / 4;
    lines.forEach((line, k) => {
      line[i % lengths[k]] = input[i] * (k % 2 ? 0.5 : -0.5) + gains[k] * (taps[k] - mix);
    });
    left[i] = taps[0] + taps[2] - taps[4] + taps[6];
    right[i] = taps[1] - taps[3] + taps[5] + taps[7];
  }
  return [left, right];
}
