/**
 * Small mixes of known parts in a dozen genres: every stem levelled by its loudness to where its part stands, so that a
 * mix is clean until a fault is put into it.
 */
import { loadKernels } from '../../../audio-engine/kernels/index.ts';
import { AudioMeter, type KernelHome } from '../../../audio-engine/measure/index.ts';
import { createEffect, createStrip, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { TestSession, type TestTrack } from '../../render/sessions.ts';
import * as play from './instruments.ts';

const RATE = 44100;
const SECONDS = 16;
const MIX_LUFS = -18;

export interface Part {
  id: string;
  name: string;
  samples: Float64Array;
  /** LUFS against the lead vocal. */
  level: number;
  channels?: 1 | 2;
  pan?: number;
  /** Send to the reverb, dB; none without. */
  reverbDb?: number;
}

interface Recipe {
  /** Lead vocal against everything else, dB. */
  larDb: number;
  bpm: number;
  minor: boolean;
  chords: number[];
  parts(score: play.Score, random: play.Random): Part[];
}

const sides = (left: Float64Array, right: Float64Array): Float64Array => {
  const stereo = new Float64Array(left.length * 2);
  for (let i = 0; i < left.length; i++) {
    stereo[2 * i] = left[i]!;
    stereo[2 * i + 1] = right[i]!;
  }
  return stereo;
};

const FOUR = [1, 0, 1, 0, 1, 0, 1, 0];
const ROCK_KICK = [1, 0, 0, 0, 0.9, 0.8, 0, 0];
const BACKBEAT = [0, 0, 1, 0, 0, 0, 1, 0];
const EIGHTHS = [1, 0.8, 0.9, 0.8];
const SIXTEENTHS = [1, 0.4, 0.7, 0.4];
const OFFBEAT = [0, 1, 0, 1];

const drums = (
  score: play.Score,
  kick: number[],
  { root = 52, snare = 190, hats = SIXTEENTHS, kickLu = -3.5 } = {},
): Part[] => [
  { id: 'kick', name: 'Kick', samples: play.kick(score, kick, root), level: kickLu },
  { id: 'snare', name: 'Snare', samples: play.snare(score, BACKBEAT, snare), level: -4.5, reverbDb: -14 },
  { id: 'hats', name: 'Hats', samples: play.hats(score, hats), level: -14, pan: 0.25 },
];
const lead = (score: play.Score, near = 57, level = 0): Part => ({
  id: 'vox',
  name: 'Lead vox',
  samples: play.voice(score, { near }),
  level,
  reverbDb: -12,
});
const backing = (score: play.Score, near = 62): Part => ({
  id: 'bvs',
  name: 'Backing vox',
  samples: sides(
    play.voice(score, { near, above: score.minor ? 3 : 4, take: 1 }),
    play.voice(score, { near, above: 7, take: 2 }),
  ),
  channels: 2,
  level: -10,
  reverbDb: -10,
});
const bass = (score: play.Score, pattern: number[], near = 36, bright = 600, level = -4.5): Part => ({
  id: 'bass',
  name: 'Bass DI',
  samples: play.bass(score, pattern, near, bright),
  level,
});
const guitars = (score: play.Score, pattern: number[], drive: number, level = -8.5): Part[] => [
  { id: 'gtr-l', name: 'Gtr L', samples: play.guitar(score, pattern, drive, 0), level, pan: -0.8 },
  { id: 'gtr-r', name: 'Gtr R', samples: play.guitar(score, pattern, drive, 1), level, pan: 0.8 },
];
const pad = (score: play.Score, cutoff = 1500, level = -11): Part => ({
  id: 'pad',
  name: 'Pad',
  samples: sides(play.pad(score, 60, cutoff, 0), play.pad(score, 60, cutoff, 1)),
  channels: 2,
  level,
});
const piano = (score: play.Score, pattern: number[], level = -8, bright = 5): Part => ({
  id: 'keys',
  name: 'Piano',
  samples: play.keys(score, pattern, 60, bright),
  level,
  pan: -0.2,
  reverbDb: -18,
});

export const GENRES: Readonly<Record<string, Recipe>> = {
  pop: {
    larDb: 1.2,
    bpm: 104,
    minor: false,
    chords: [0, 7, 9, 5],
    parts: (s) => [...drums(s, FOUR), bass(s, OFFBEAT), piano(s, EIGHTHS), pad(s), lead(s, 60), backing(s)],
  },
  rock: {
    larDb: 0.2,
    bpm: 128,
    minor: false,
    chords: [0, 5, 7, 5],
    parts: (s) => [
      ...drums(s, ROCK_KICK),
      bass(s, EIGHTHS, 38, 900),
      ...guitars(s, EIGHTHS, 2.5),
      lead(s, 55),
    ],
  },
  metal: {
    larDb: -0.8,
    bpm: 150,
    minor: true,
    chords: [0, 0, 8, 10],
    parts: (s) => [
      ...drums(s, [1, 1, 0, 1, 1, 0, 1, 1], { root: 58, kickLu: -3 }),
      bass(s, [1, 1, 1, 1], 36, 1200),
      ...guitars(s, [1, 1, 0.8, 1], 6, -7.5),
      lead(s, 52, -1),
    ],
  },
  'hip-hop': {
    larDb: 1.8,
    bpm: 84,
    minor: true,
    chords: [0, 8, 3, 10],
    parts: (s) => [
      ...drums(s, [1, 0, 0, 1, 0, 0.8, 0, 0], { root: 55, kickLu: -3 }),
      bass(s, [0, 1, 1, 0, 1, 0, 1, 1], 34, 250, -4),
      piano(s, [1, 0, 0.7, 0], -10),
      lead(s, 48, 1),
    ],
  },
  edm: {
    larDb: 0.8,
    bpm: 126,
    minor: true,
    chords: [0, 8, 3, 10],
    parts: (s) => [
      ...drums(s, FOUR, { kickLu: -2.5 }),
      bass(s, OFFBEAT, 34, 700, -4.5),
      pad(s, 3000, -9),
      lead(s, 62),
      backing(s, 66),
    ],
  },
  folk: {
    larDb: 2.5,
    bpm: 92,
    minor: false,
    chords: [0, 5, 0, 7],
    parts: (s) => [
      ...guitars(s, [1, 0.6, 0.8, 0.6], 0, -8),
      bass(s, [1, 0, 0, 0, 1, 0, 0, 0], 40, 400, -7),
      lead(s, 57, 1),
      backing(s, 60),
    ],
  },
  jazz: {
    larDb: 2.5,
    bpm: 118,
    minor: true,
    chords: [2, 7, 0, 9],
    parts: (s) => [
      { ...drums(s, FOUR)[2]!, level: -10 },
      { ...drums(s, FOUR)[0]!, level: -11 },
      bass(s, [1, 0, 1, 0], 40, 700, -5),
      piano(s, [1, 0.5, 0, 0.8], -7, 7),
      lead(s, 55, 1),
    ],
  },
  soul: {
    larDb: 1.5,
    bpm: 76,
    minor: false,
    chords: [0, 9, 5, 7],
    parts: (s) => [
      ...drums(s, ROCK_KICK, { kickLu: -4 }),
      bass(s, [1, 0, 0.6, 1], 38),
      piano(s, EIGHTHS, -9),
      ...guitars(s, [0, 0, 1, 0], 0.6, -12),
      lead(s, 60, 0.5),
      backing(s, 64),
    ],
  },
  ballad: {
    larDb: 2.5,
    bpm: 68,
    minor: false,
    chords: [0, 4, 5, 7],
    parts: (s) => [
      piano(s, EIGHTHS, -6, 6),
      pad(s, 1200, -11),
      bass(s, [1, 0, 0, 0], 38, 300, -8),
      lead(s, 60, 1),
    ],
  },
  indie: {
    larDb: 0.5,
    bpm: 112,
    minor: false,
    chords: [9, 5, 0, 7],
    parts: (s) => [
      ...drums(s, ROCK_KICK),
      bass(s, EIGHTHS, 40, 800),
      ...guitars(s, [1, 0.6, 0.8, 0.7], 1.2, -9),
      pad(s, 1500, -13),
      lead(s, 57),
    ],
  },
  synthwave: {
    larDb: 0.5,
    bpm: 100,
    minor: true,
    chords: [0, 10, 8, 7],
    parts: (s) => [
      ...drums(s, FOUR, { snare: 170 }),
      bass(s, [1, 1, 1, 1], 36, 900, -5),
      pad(s, 2200, -9),
      piano(s, OFFBEAT, -11),
      lead(s, 58),
    ],
  },
  trap: {
    larDb: 1.5,
    bpm: 72,
    minor: true,
    chords: [0, 0, 8, 7],
    parts: (s) => [
      ...drums(s, [1, 0, 0, 0.9, 0, 0, 1, 0], { root: 60, hats: [1, 0.7, 1, 0.7] }),
      bass(s, [0, 1, 1, 0, 1, 1, 0, 1], 33, 200, -4),
      pad(s, 1000, -12),
      lead(s, 52, 0.5),
      backing(s, 59),
    ],
  },
};

export type Genre = keyof typeof GENRES;

/** The lead comes to stand as far against the rest as the genre has it. */
function balance(parts: Part[], larDb: number): void {
  const rest = parts.filter(({ id }) => id !== 'vox').reduce((sum, { level }) => sum + 10 ** (level / 10), 0);
  for (const part of parts) if (part.id === 'vox') part.level = 10 * Math.log10(rest) + larDb;
}

/** A clean mix of a genre; another seed is another song. */
export function makeMix(
  genre: Genre,
  seed: number,
  { seconds = SECONDS, change = (_parts: Part[]): void => {} } = {},
): TestSession {
  const recipe = GENRES[genre]!;
  const random = play.randomOf(seed);
  const score: play.Score = {
    sampleRate: RATE,
    seconds,
    bpm: recipe.bpm * (0.94 + 0.12 * random()),
    key: 48 + Math.floor(random() * 10),
    minor: recipe.minor,
    chords: recipe.chords,
    seed: seed * 1000 + Math.floor(random() * 1000),
  };
  const parts = recipe.parts(score, random);
  balance(parts, recipe.larDb);
  change(parts);
  const loudness = parts.map((part) => loudnessOf(part));
  const power = parts.reduce((sum, { level }) => sum + 10 ** (level / 10), 0);
  const leadLufs = MIX_LUFS - 10 * Math.log10(power);
  const tracks = parts.map(({ id, samples, channels = 1, pan = 0, level }, i): TestTrack => {
    const wanted = leadLufs + level + (id === 'vox' ? 0 : 2 * (random() - 0.5));
    return {
      id,
      samples,
      channels,
      format: 'f32',
      strip: { pan, faderDb: Math.round(Math.min(12, wanted - loudness[i]!) * 10) / 10 },
    };
  });
  const session = new TestSession(tracks, RATE);
  const { document } = session;
  for (const part of parts) document.tracks[part.id]!.name = part.name;
  addReverb(document, parts);
  return session;
}

const homes: KernelHome[] = [];
function home(): KernelHome {
  if (homes.length === 0) homes.push(loadKernels());
  return homes[0]!;
}

/** Of the stem as its strip at 0 dB passes it; stems are made quiet enough for that to be below full scale. */
function loudnessOf(part: Part): number {
  const { samples, channels = 1 } = part;
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  for (let i = 0; i < samples.length; i++) samples[i]! *= 0.5 / peak;
  const stereo = channels === 2 ? samples : sides(samples, samples);
  const meter = new AudioMeter({ sampleRate: RATE, channels: 2, truePeak: false }, home());
  meter.push(stereo, stereo.length / 2);
  return meter.finish().integratedLufs ?? -70;
}

function addReverb(document: SessionDocument, parts: readonly Part[]): void {
  document.buses.plate = {
    id: 'plate',
    name: 'Plate',
    kind: 'return',
    color: 'slate',
    channels: 2,
    order: 'z',
    folderId: null,
  };
  document.strips.plate = createStrip('plate');
  const reverb = createEffect({ id: 'verb', kind: 'reverb', order: 'V', parameters: {} });
  document.effects.plate = { verb: reverb };
  for (const { id, reverbDb } of parts) {
    if (reverbDb === undefined) continue;
    const send = {
      id: `${id}-plate`,
      toStripId: 'plate',
      order: 'V',
      point: 'post' as const,
      levelDb: reverbDb,
      pan: 0,
      muted: false,
    };
    document.sends[id] = { [send.id]: send };
  }
}
