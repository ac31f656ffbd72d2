/** A piece of music made from a recipe and a seed: its stems as they reach the master, and their sum. Nothing is wrong with it. */
import targets from '../../../assets/tonal-targets.json' with { type: 'json' };
import { interpolate, limit, peakOf, RATE, rms, room, shape, thirdOctavePowers } from './dsp.ts';
import type { DrumPart, Genre, TunedPart } from './genres/index.ts';
import { Random, seedOf } from './random.ts';
import type { Note } from './voices.ts';

export interface Stem {
  id: string;
  name: string;
  role: string;
  /** Interleaved stereo at RATE. */
  samples: Float64Array;
}

export interface Piece {
  name: string;
  genre: string;
  seed: number;
  bpm: number;
  stems: Stem[];
  mix: Float64Array;
}

export const PIECE_SECONDS = 11;
const TAIL_SECONDS = 2.2;
const LEAD_IN = Math.round(0.08 * RATE);

const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
] as const;
const PROGRESSIONS = [
  [0, 4, 5, 3],
  [5, 3, 0, 4],
  [0, 5, 3, 4],
  [0, 3, 0, 4],
  [1, 4, 0, 5],
] as const;

interface Music {
  bpm: number;
  key: number;
  scale: readonly number[];
  chords: readonly number[];
  stepFrames: number;
  bars: number;
}

const hertz = (semitones: number): number => 32.703 * 2 ** (semitones / 12);

function degree(music: Music, step: number, octave: number): number {
  const { scale, key } = music;
  const within = ((step % 7) + 7) % 7;
  return hertz(key + 12 * (octave + Math.floor(step / 7)) + scale[within]!);
}

/** Notes of one part; the chord changes with the bar, a line wanders. */
function notesOf(music: Music, part: TunedPart, random: Random): Note[] {
  const notes: Note[] = [];
  let line = random.whole(0, 6);
  const steps = [...part.steps];
  for (let bar = 0; bar < music.bars; bar++) {
    const chord = music.chords[bar % music.chords.length]!;
    steps.forEach((step, at) => {
      const velocity = Number(step) / 9;
      if (!(velocity > 0)) return;
      let last = at + 1;
      while (last < steps.length && steps[last] === '.') last++;
      const start = LEAD_IN + Math.round((bar * 16 + at) * music.stepFrames + random.normal() * 60);
      const length = Math.round((last - at) * music.stepFrames * 0.92);
      const add = (hz: number, scale = 1): void => {
        notes.push({
          start: Math.max(0, start),
          length,
          hz,
          velocity: velocity * scale * random.between(0.85, 1.1),
        });
      };
      if (part.plays === 'root') add(degree(music, chord, part.octave));
      else if (part.plays === 'broken') add(degree(music, chord + [0, 2, 4, 2, 7][at % 5]!, part.octave));
      else if (part.plays === 'chord')
        for (const third of [0, 2, 4]) add(degree(music, chord + third, part.octave), 0.7);
      else {
        line = Math.min(9, Math.max(-2, line + random.whole(-2, 2)));
        if (random.next() < 0.85) add(degree(music, line, part.octave));
      }
    });
  }
  return notes;
}

function hitsOf(music: Music, part: DrumPart, random: Random): Note[] {
  const notes: Note[] = [];
  for (let bar = 0; bar < music.bars; bar++)
    [...part.steps].forEach((step, at) => {
      const velocity = Number(step) / 9;
      if (!(velocity > 0)) return;
      const start = LEAD_IN + Math.round((bar * 16 + at) * music.stepFrames + random.normal() * 40);
      const length = music.stepFrames * 2;
      notes.push({
        start: Math.max(0, start),
        length,
        hz: part.hz,
        velocity: velocity * random.between(0.85, 1.1),
      });
    });
  return notes;
}

function play(
  frames: number,
  part: DrumPart | TunedPart,
  notes: readonly Note[],
  random: Random,
): Float64Array {
  const out = new Float64Array(frames);
  for (const note of notes) part.voice(out, note, random);
  return out;
}

function stemOf(
  genre: Genre,
  music: Music,
  part: DrumPart | TunedPart,
  frames: number,
  random: Random,
): Float64Array {
  const isDrum = 'hz' in part;
  const notes = isDrum ? hitsOf(music, part, random) : notesOf(music, part, random);
  const first = play(frames, part, notes, random);
  const stereo = new Float64Array(frames * 2);
  if (!isDrum && part.doubled) {
    const again = notes.map((note) => ({
      ...note,
      start: Math.max(0, Math.round(note.start + random.normal() * 250 + 200)),
    }));
    const second = play(frames, part, again, random);
    for (let i = 0; i < frames; i++) {
      stereo[2 * i] = first[i]! + 0.25 * second[i]!;
      stereo[2 * i + 1] = second[i]! + 0.25 * first[i]!;
    }
  } else {
    const left = Math.sqrt((1 - part.pan) / 2);
    const right = Math.sqrt((1 + part.pan) / 2);
    for (let i = 0; i < frames; i++) {
      stereo[2 * i] = first[i]! * left;
      stereo[2 * i + 1] = first[i]! * right;
    }
  }
  const amount = isDrum ? (part.role === 'kick' ? 0 : 0.15) : (part.room ?? 0);
  if (amount > 0) {
    const added = room(stereo, genre.roomSeconds, amount, random);
    for (let i = 0; i < stereo.length; i++) stereo[i]! += added[i]!;
  }
  return stereo;
}

type Taste = readonly (readonly [number, number])[];

/** How the whole is brought near the tone of its kind: broad strokes, at most 12 dB, and off by what taste allows. */
function toneGains(genre: Genre, mix: Float64Array, taste: Taste): { hz: number[]; gainsDb: number[] } {
  const curve = targets.curves.find(({ name }) => name === genre.tone)!;
  const hz = targets.bandsHz;
  const levels = thirdOctavePowers(mix, hz).map((power) => 10 * Math.log10(power + 1e-12));
  const wanted = hz.map((f, i) => {
    let off = 0;
    for (const [n, [phase, size]] of taste.entries())
      off += size * Math.cos((n + 0.5) * Math.log2(f / 20) * 0.6 + phase);
    return curve.levelsDb[i]! + (off * genre.toneSpreadDb) / 1.29;
  });
  const difference = hz.map((_, i) => wanted[i]! - levels[i]!);
  const middle = hz.map((f, i) => (f >= 160 && f <= 4000 ? difference[i]! : null)).filter((d) => d !== null);
  const mean = middle.reduce((sum, d) => sum + d, 0) / middle.length;
  const smooth = hz.map((_, i) => {
    let sum = 0;
    let weight = 0;
    for (let j = Math.max(0, i - 2); j <= Math.min(hz.length - 1, i + 2); j++) {
      const w = 3 - Math.abs(i - j);
      sum += w * Math.max(-14, Math.min(14, difference[j]! - mean));
      weight += w;
    }
    return sum / weight;
  });
  // Below 22 Hz mixers cut.
  return { hz: [12, 22, ...hz], gainsDb: [-60, Math.min(0, interpolate(22, hz, smooth)) - 9, ...smooth] };
}

const cache = new Map<string, Piece>();

/** Made once; whoever changes it takes a copy. */
export function pieceOf(genre: Genre, seed: number): Piece {
  const key = `${genre.name}/${seed}`;
  const known = cache.get(key);
  if (known) return known;
  const made = make(genre, seed);
  cache.set(key, made);
  if (cache.size > 4) cache.delete(cache.keys().next().value!);
  return made;
}

function make(genre: Genre, seed: number): Piece {
  const random = new Random(seedOf(genre.name, seed));
  const bpm = Math.round(random.between(...genre.bpm));
  const stepFrames = (60 / bpm / 4) * RATE;
  const bars = Math.max(2, Math.floor(((PIECE_SECONDS - TAIL_SECONDS) * RATE - LEAD_IN) / (16 * stepFrames)));
  const music: Music = {
    bpm,
    key: random.whole(0, 11),
    scale: random.pick(SCALES),
    chords: random.pick(PROGRESSIONS),
    stepFrames,
    bars,
  };
  const frames = Math.round(LEAD_IN + bars * 16 * stepFrames + TAIL_SECONDS * RATE);
  const stems: Stem[] = [...genre.drums, ...genre.parts].map((part, i) => {
    const samples = stemOf(genre, music, part, frames, new Random(seedOf(genre.name, seed, part.name)));
    const gain = (10 ** ((part.levelDb + random.normal() * 0.7) / 20) * 0.1) / Math.max(1e-6, rms(samples));
    for (let n = 0; n < samples.length; n++) samples[n]! *= gain;
    return { id: `t${i}`, name: part.name, role: part.role, samples };
  });
  finish(genre, stems, random);
  return { name: `${genre.name} ${seed}`, genre: genre.name, seed, bpm, stems, mix: sumOf(stems) };
}

export function sumOf(stems: readonly Stem[]): Float64Array {
  const mix = new Float64Array(stems[0]!.samples.length);
  for (const { samples } of stems) for (let i = 0; i < mix.length; i++) mix[i]! += samples[i]!;
  return mix;
}

/** Music that breathes: louder and softer over the whole piece, all together. */
function swell({ swellDb = 0 }: Genre, stems: readonly Stem[], random: Random): void {
  if (swellDb === 0) return;
  const frames = stems[0]!.samples.length / 2;
  const phase = random.between(0, 2 * Math.PI);
  for (const { samples } of stems)
    for (let i = 0; i < frames; i++) {
      const wave = 0.5 - 0.5 * Math.cos((2 * Math.PI * 1.5 * i) / frames + phase);
      const gain = 10 ** ((-swellDb * wave) / 20);
      samples[2 * i]! *= gain;
      samples[2 * i + 1]! *= gain;
    }
}

/** Tone, ends, peaks and level: the last stretch of the mix, the same for all stems. */
function finish(genre: Genre, stems: Stem[], random: Random): void {
  const taste: Taste = [0, 0, 0, 0, 0].map(() => [random.between(0, 10), random.between(-1, 1)]);
  for (let pass = 0; pass < 2; pass++) {
    const { hz, gainsDb } = toneGains(genre, sumOf(stems), taste);
    for (const stem of stems) stem.samples = shape(stem.samples, hz, gainsDb);
  }
  swell(genre, stems, random);
  const frames = stems[0]!.samples.length / 2;
  const fade = Math.round(1.2 * RATE);
  for (const { samples } of stems)
    for (let i = 0; i < fade; i++) {
      const gain = ((fade - 1 - i) / fade) ** 2;
      samples[2 * (frames - fade + i)]! *= gain;
      samples[2 * (frames - fade + i) + 1]! *= gain;
    }
  // Peaks are taken off until peak over RMS is what mixes of the kind have; every stem gets the same gain over time.
  const mix = sumOf(stems);
  const wanted = random.between(...genre.plrDb);
  const peak = peakOf(mix);
  const crest = 20 * Math.log10(peak / rms(mix));
  const ceiling = crest > wanted ? peak * 10 ** ((wanted - crest) / 20) : peak;
  const limited = limit(mix.slice(), 1, ceiling);
  const level = 10 ** (-random.between(4, 6.5) / 20) / peakOf(limited);
  for (const { samples } of stems)
    for (let i = 0; i < samples.length; i++) {
      const gain = Math.abs(mix[i]!) > 1e-9 ? limited[i]! / mix[i]! : 1;
      samples[i]! *= gain * level;
    }
}
