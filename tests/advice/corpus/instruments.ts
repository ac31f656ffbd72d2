/** Instruments made by rule, for mixes whose faults are known: mono performances over bars of four chords. */
import { noise } from '../../render/sessions.ts';

export interface Score {
  readonly sampleRate: number;
  readonly seconds: number;
  readonly bpm: number;
  /** MIDI note of the key. */
  readonly key: number;
  readonly minor: boolean;
  /** Of the chords, in half tones above the key. */
  readonly chords: readonly number[];
  readonly seed: number;
}

export type Random = () => number;
/** 0..1 from the numbers that tests use everywhere. */
export function randomOf(seed: number): Random {
  const next = noise(seed * 2654435761 + 97);
  for (let i = 0; i < 8; i++) next();
  return () => (next() + 1) / 2;
}

export const hz = (note: number): number => 440 * 2 ** ((note - 69) / 12);
const frames = ({ sampleRate, seconds }: Score): number => Math.round(sampleRate * seconds);
export const beatSamples = ({ sampleRate, bpm }: Score): number => (sampleRate * 60) / bpm;
const beats = (score: Score): number => Math.floor(frames(score) / beatSamples(score));

/** Root of the chord that sounds at a beat, near a MIDI note. */
function rootAt(score: Score, beat: number, near: number): number {
  const chord = score.chords[Math.floor(beat / 4) % score.chords.length]!;
  let note = score.key + chord;
  while (note < near - 6) note += 12;
  while (note > near + 6) note -= 12;
  return note;
}

/** Two-pole band-pass with a peak of 1. */
class Resonator {
  #y1 = 0;
  #y2 = 0;
  #a1 = 0;
  #a2 = 0;
  #gain = 0;
  #x2 = 0;
  #x1 = 0;
  aim(frequency: number, bandwidth: number, rate: number): void {
    const r = Math.exp((-Math.PI * bandwidth) / rate);
    this.#a1 = 2 * r * Math.cos((2 * Math.PI * frequency) / rate);
    this.#a2 = -r * r;
    this.#gain = (1 - r * r) / 2;
  }
  next(x: number): number {
    const y = this.#gain * (x - this.#x2) + this.#a1 * this.#y1 + this.#a2 * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = this.#y1;
    this.#y1 = y;
    return y;
  }
}

/** One pole each way, in place. */
export function lowPass(samples: Float64Array, cutoff: number, rate: number, poles = 1): Float64Array {
  const k = 1 - Math.exp((-2 * Math.PI * cutoff) / rate);
  for (let pole = 0; pole < poles; pole++) {
    let y = 0;
    for (let i = 0; i < samples.length; i++) {
      y += k * (samples[i]! - y);
      samples[i] = y;
    }
  }
  return samples;
}
export function highPass(samples: Float64Array, cutoff: number, rate: number, poles = 1): Float64Array {
  const k = 1 - Math.exp((-2 * Math.PI * cutoff) / rate);
  for (let pole = 0; pole < poles; pole++) {
    let y = 0;
    for (let i = 0; i < samples.length; i++) {
      y += k * (samples[i]! - y);
      samples[i] = samples[i]! - y;
    }
  }
  return samples;
}

type Hit = (at: number, velocity: number) => void;
function everyHit(score: Score, pattern: readonly number[], perBeat: number, random: Random, hit: Hit): void {
  const step = beatSamples(score) / perBeat;
  for (let i = 0; i < beats(score) * perBeat; i++) {
    const velocity = pattern[i % pattern.length]!;
    if (velocity > 0)
      hit(Math.round(i * step + random() * 0.002 * score.sampleRate), velocity * (0.85 + 0.3 * random()));
  }
}

export function kick(score: Score, pattern: readonly number[], rootHz: number, decay = 0.16): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 1);
  const { sampleRate } = score;
  everyHit(score, pattern, 2, random, (at, velocity) => {
    let phase = 0;
    for (let n = 0; n < 0.5 * sampleRate && at + n < out.length; n++) {
      const t = n / sampleRate;
      phase += (2 * Math.PI * (rootHz + 3 * rootHz * Math.exp(-t / 0.018))) / sampleRate;
      const click = n < 0.006 * sampleRate ? (random() - 0.5) * (1 - n / (0.006 * sampleRate)) : 0;
      out[at + n]! += velocity * (Math.sin(phase) * Math.exp(-t / decay) + 0.5 * click);
    }
  });
  return out;
}

export function snare(score: Score, pattern: readonly number[], body = 190): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 2);
  const { sampleRate } = score;
  everyHit(score, pattern, 2, random, (at, velocity) => {
    for (let n = 0; n < 0.3 * sampleRate && at + n < out.length; n++) {
      const t = n / sampleRate;
      out[at + n]! +=
        velocity *
        (0.6 * Math.sin(2 * Math.PI * body * t) * Math.exp(-t / 0.06) +
          (random() - 0.5) * Math.exp(-t / 0.09));
    }
  });
  return highPass(out, 120, sampleRate);
}

export function hats(score: Score, pattern: readonly number[]): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 3);
  const { sampleRate } = score;
  everyHit(score, pattern, 4, random, (at, velocity) => {
    for (let n = 0; n < 0.12 * sampleRate && at + n < out.length; n++)
      out[at + n]! += velocity * (random() - 0.5) * Math.exp(-n / sampleRate / 0.03);
  });
  return highPass(out, 7000, sampleRate, 2);
}

/** Notes of half a beat on the root of the chord. */
export function bass(score: Score, pattern: readonly number[], near = 36, bright = 600): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 4);
  const { sampleRate } = score;
  const step = beatSamples(score) / 2;
  everyHit(score, pattern, 2, random, (at, velocity) => {
    const beat = at / beatSamples(score);
    const f = hz(rootAt(score, beat, near) + (random() < 0.12 ? 7 : 0));
    const length = Math.min(out.length - at, Math.round(step * 0.95));
    for (let n = 0; n < length; n++) {
      const phase = ((f * n) / sampleRate) % 1;
      const envelope =
        Math.min(1, n / 200) * Math.min(1, (length - n) / 400) * Math.exp(-n / sampleRate / 0.8);
      out[at + n]! += velocity * envelope * (0.8 * Math.sin(2 * Math.PI * phase) + 0.4 * (2 * phase - 1));
    }
  });
  return lowPass(out, bright, sampleRate, 2);
}

function chord(score: Score, beat: number, near: number): number[] {
  const root = rootAt(score, beat, near);
  const third =
    score.minor === [0, 5, 7].includes(score.chords[Math.floor(beat / 4) % score.chords.length]!) ? 3 : 4;
  return [root, root + third, root + 7, root + 12];
}

/** Struck chords that ring out: harmonics that die the faster the higher they are. */
export function keys(score: Score, pattern: readonly number[], near = 60, bright = 5): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 5);
  const { sampleRate } = score;
  everyHit(score, pattern, 1, random, (at, velocity) => {
    for (const note of chord(score, at / beatSamples(score), near)) {
      const f = hz(note);
      for (let h = 1; h <= bright && h * f < 12000; h++) {
        const w = (2 * Math.PI * h * f) / sampleRate;
        const decay = 0.9 / h;
        const level = (velocity * 0.3) / h ** 1.3;
        const length = Math.min(out.length - at, Math.round(4 * decay * sampleRate));
        // A rotation instead of a sine a sample.
        let re = 0;
        let im = level;
        const c = Math.cos(w) * Math.exp(-1 / (decay * sampleRate));
        const s = Math.sin(w) * Math.exp(-1 / (decay * sampleRate));
        for (let n = 0; n < length; n++) {
          out[at + n]! += re * Math.min(1, n / 60);
          const next = re * c + im * s;
          im = im * c - re * s;
          re = next;
        }
      }
    }
  });
  return out;
}

/** Held chords of detuned saws; `side` gives another performance. */
export function pad(score: Score, near = 60, cutoff = 1800, side = 0): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 6 + 31 * side);
  const { sampleRate } = score;
  const bar = Math.round(4 * beatSamples(score));
  for (let at = 0; at < out.length; at += bar) {
    for (const note of chord(score, at / beatSamples(score) + 0.01, near)) {
      for (let voice = 0; voice < 2; voice++) {
        const f = hz(note + (random() - 0.5) * 0.2) / sampleRate;
        let phase = random();
        const length = Math.min(bar + 3000, out.length - at);
        for (let n = 0; n < length; n++) {
          phase += f;
          if (phase >= 1) phase -= 1;
          out[at + n]! += (2 * phase - 1) * Math.min(1, n / 3000) * Math.min(1, (length - n) / 3000);
        }
      }
    }
  }
  return highPass(lowPass(out, cutoff, sampleRate, 2), 150, sampleRate);
}

/** Strummed or chugged chords through an overdriven amplifier; `side` gives another performance. */
export function guitar(
  score: Score,
  pattern: readonly number[],
  drive: number,
  side = 0,
  near = 45,
): Float64Array {
  const out = new Float64Array(frames(score));
  const random = randomOf(score.seed + 7 + 57 * side);
  const { sampleRate } = score;
  const step = beatSamples(score) / 2;
  everyHit(score, pattern, 2, random, (start, velocity) => {
    const late = Math.round(random() * 0.018 * sampleRate);
    const root = rootAt(score, start / beatSamples(score), near);
    for (const note of [root, root + 7, root + 12, root + 16 - (score.minor ? 1 : 0)]) {
      const f = hz(note + (random() - 0.5) * 0.12) / sampleRate;
      const at = start + late + Math.round(random() * 0.012 * sampleRate);
      let phase = random();
      const length = Math.min(out.length - at, Math.round(step * 1.6));
      for (let n = 0; n < length; n++) {
        phase += f;
        if (phase >= 1) phase -= 1;
        const fall = Math.exp(-n / sampleRate / (drive > 1 ? 0.9 : 0.35));
        out[at + n]! +=
          0.25 * velocity * (2 * phase - 1) * fall * Math.min(1, n / 80) * Math.min(1, (length - n) / 300);
      }
    }
  });
  if (drive > 0) for (let i = 0; i < out.length; i++) out[i] = Math.tanh(drive * out[i]!);
  return highPass(lowPass(out, 4200, sampleRate, 2), 100, sampleRate, 2);
}

/** First four formants of vowels, Hz: Peterson and Barney 1952, rounded, for a male and a female voice between. */
const VOWELS: readonly (readonly number[])[] = [
  [780, 1250, 2600, 3500],
  [560, 1950, 2650, 3600],
  [310, 2500, 3050, 3700],
  [610, 930, 2550, 3400],
  [360, 1000, 2400, 3400],
  [700, 1400, 2500, 3500],
];

export interface Voice {
  /** MIDI note around which it sings. */
  near: number;
  /** Half tones beside the melody. */
  above?: number;
  /** Another take of the same words. */
  take?: number;
  /** Seconds without singing at the start of every eight beats. */
  restBeats?: number;
  breath?: number;
}

/** A voice: pulses through formants, a syllable or two a beat, with consonants between and rests after phrases. */
export function voice(
  score: Score,
  { near, above = 0, take = 0, restBeats = 2, breath = 0.02 }: Voice,
): Float64Array {
  const out = new Float64Array(frames(score));
  const words = randomOf(score.seed + 8);
  const random = randomOf(score.seed + 80 + 13 * take);
  const { sampleRate } = score;
  const formants = [new Resonator(), new Resonator(), new Resonator(), new Resonator()];
  // Tilted as sung words are: about 15 dB from 500 Hz to 2.5 kHz (Byrne et al. 1994).
  const levels = [1, 2.2, 6, 6];
  const beat = beatSamples(score);
  const scale = score.minor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11];
  let phase = 0;
  let glottis = 0;
  for (let at = 0; at < out.length; ) {
    const position = at / beat;
    const inPhrase = position % 8;
    const length = Math.round(beat * (words() < 0.6 ? 0.5 : 1));
    const degree = scale[Math.floor(words() * scale.length)]!;
    const vowel = VOWELS[Math.floor(words() * VOWELS.length)]!;
    const consonant = words();
    const sung = inPhrase >= restBeats;
    let note = score.key + degree;
    while (note < near - 6) note += 12;
    while (note > near + 6) note -= 12;
    const f = hz(note + above + (random() - 0.5) * 0.15);
    for (const [i, formant] of formants.entries()) formant.aim(vowel[i]!, 70 + 45 * i, sampleRate);
    const late = Math.round(random() * 0.012 * sampleRate * (take > 0 ? 2 : 0.5));
    const velocity = 0.75 + 0.5 * random();
    let hiss = 0;
    for (let n = 0; n < length && at + n < out.length; n++) {
      const t = n - late;
      const envelope = !sung || t < 0 ? 0 : Math.min(1, t / 1200) * Math.min(1, (length - n) / 2200);
      const vibrato = 1 + 0.006 * Math.sin((2 * Math.PI * 5.5 * (at + n)) / sampleRate);
      phase += (f * vibrato) / sampleRate;
      if (phase >= 1) phase -= 1;
      const pulse = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) ** 2 : 0;
      const source = (pulse - glottis) * 4 + breath * (random() - 0.5);
      glottis = pulse;
      let sample = 0;
      for (let i = 0; i < 4; i++) sample += levels[i]! * formants[i]!.next(source * envelope);
      if (sung && consonant < 0.55 && t > 0 && t < 0.07 * sampleRate) {
        const white = random() - 0.5;
        sample += 0.09 * (white - hiss) * Math.sin((Math.PI * t) / (0.07 * sampleRate));
        hiss = white;
      }
      out[at + n] = velocity * sample;
    }
    at += length;
  }
  return highPass(out, 90, sampleRate);
}
