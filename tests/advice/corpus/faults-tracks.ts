/** Faults between tracks, put into a clean mix one at a time, at three strengths. */
import type { SessionDocument } from '../../../audio-engine/session/index.ts';
import type { TestSession } from '../../render/sessions.ts';
import { GENRES, type Genre, makeMix, type Part } from './mixes.ts';

/** 0 weak, 1 middle, 2 strong. */
export type Strength = 0 | 1 | 2;

export interface TrackFault {
  name: string;
  /** Findings by any of these codes name it. */
  codes: readonly string[];
  /** Genres whose parts can have it. */
  genres: readonly Genre[];
  /** Before the mix is rendered to files. */
  change?(parts: Part[], strength: Strength): void;
  /** In the session. */
  apply?(document: SessionDocument, strength: Strength): void;
}

const find = (parts: Part[], id: string): Part | undefined => parts.find((part) => part.id === id);
const all = Object.keys(GENRES);
const having = (...ids: string[]): Genre[] =>
  all.filter((genre) => ids.every((id) => PARTS[genre]!.includes(id)));

/** Which parts a genre has, as its recipe makes them. */
const PARTS: Readonly<Record<Genre, readonly string[]>> = {
  pop: ['kick', 'snare', 'hats', 'bass', 'keys', 'pad', 'vox', 'bvs'],
  rock: ['kick', 'snare', 'hats', 'bass', 'gtr-l', 'gtr-r', 'vox'],
  metal: ['kick', 'snare', 'hats', 'bass', 'gtr-l', 'gtr-r', 'vox'],
  'hip-hop': ['kick', 'snare', 'hats', 'bass', 'keys', 'vox'],
  edm: ['kick', 'snare', 'hats', 'bass', 'pad', 'vox', 'bvs'],
  folk: ['gtr-l', 'gtr-r', 'bass', 'vox', 'bvs'],
  jazz: ['hats', 'kick', 'bass', 'keys', 'vox'],
  soul: ['kick', 'snare', 'hats', 'bass', 'keys', 'gtr-l', 'gtr-r', 'vox', 'bvs'],
  ballad: ['keys', 'pad', 'bass', 'vox'],
  indie: ['kick', 'snare', 'hats', 'bass', 'gtr-l', 'gtr-r', 'pad', 'vox'],
  synthwave: ['kick', 'snare', 'hats', 'bass', 'pad', 'keys', 'vox'],
  trap: ['kick', 'snare', 'hats', 'bass', 'pad', 'vox', 'bvs'],
};

/** What fills the middle in a genre: the track that a masking fault turns up. */
const filler = (parts: Part[]): Part => find(parts, 'gtr-l') ?? find(parts, 'keys')!;

const turn = (document: SessionDocument, id: string, byDb: number): void => {
  const strip = document.strips[id]!;
  strip.faderDb = Math.min(12, Math.max(-140, strip.faderDb + byDb));
};

/** A second microphone at the snare or the bass: the same sound, duller or brighter, later or upside down. */
function secondMic(parts: Part[], of: string, { delay = 0, gain = 1 }): void {
  const first = find(parts, of)!;
  const { samples } = first;
  const second = new Float64Array(samples.length);
  let low = 0;
  for (let i = delay; i < samples.length; i++) {
    low += 0.4 * (samples[i - delay]! - low);
    second[i] = gain * (0.6 * low + 0.4 * samples[i - delay]!);
  }
  parts.push({ id: `${of}-2`, name: `${first.name} 2`, samples: second, level: first.level - 3 });
}

/** All sides and no middle below about 150 Hz, by a part `amount` of the low end. */
function spreadLow(part: Part, amount: number): void {
  const frames = part.samples.length / (part.channels ?? 1);
  const stereo = new Float64Array(frames * 2);
  let low = 0;
  for (let i = 0; i < frames; i++) {
    const left = part.channels === 2 ? part.samples[2 * i]! : part.samples[i]!;
    const right = part.channels === 2 ? part.samples[2 * i + 1]! : part.samples[i]!;
    low += 0.02 * ((left + right) / 2 - low);
    stereo[2 * i] = left;
    stereo[2 * i + 1] = right - 2 * amount * low;
  }
  part.samples = stereo;
  part.channels = 2;
}

/** The right side becomes the left one upside down, by a part. */
function against(part: Part, amount: number): void {
  const frames = part.samples.length / (part.channels ?? 1);
  const stereo = new Float64Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    const left = part.channels === 2 ? part.samples[2 * i]! : part.samples[i]!;
    const right = part.channels === 2 ? part.samples[2 * i + 1]! : part.samples[i]!;
    stereo[2 * i] = left;
    stereo[2 * i + 1] = right * (1 - amount) - left * amount;
  }
  part.samples = stereo;
  part.channels = 2;
}

function press(part: Part, times: number): void {
  let peak = 0;
  for (const sample of part.samples) peak = Math.max(peak, Math.abs(sample));
  // A compressor that follows the signal within a few samples, and what a limiter leaves of it.
  let level = 0;
  for (let i = 0; i < part.samples.length; i++) {
    const size = Math.abs(part.samples[i]!) / peak;
    level = Math.max(size, level * 0.9995);
    const gain = level > 1e-4 ? Math.max(level, 0.002) ** -(1 - 1 / times) : 1;
    part.samples[i] = Math.max(-0.6, Math.min(0.6, (part.samples[i]! / peak) * gain));
  }
}

/** Where something else plays in the range of words. */
const masked: Genre[] = ['rock', 'metal', 'hip-hop', 'folk', 'jazz', 'soul', 'ballad', 'indie'];

export const TRACK_FAULTS: readonly TrackFault[] = [
  {
    name: 'vocal covered by one track',
    codes: ['masking.vocal', 'level.vocal.low'],
    genres: masked,
    change: (parts, strength) => {
      filler(parts).level = find(parts, 'vox')!.level + [0, 4, 8][strength]!;
    },
  },
  {
    name: 'vocal too low',
    codes: ['level.vocal.low'],
    genres: having('vox'),
    apply: (document, strength) => turn(document, 'vox', [-3, -6, -10][strength]!),
  },
  {
    name: 'vocal too loud',
    codes: ['level.vocal.high'],
    genres: having('vox'),
    apply: (document, strength) => turn(document, 'vox', [4, 7.5, 11][strength]!),
  },
  {
    name: 'backing over lead',
    codes: ['level.backing'],
    genres: having('bvs'),
    apply: (document, strength) => turn(document, 'bvs', [5, 9, 13][strength]!),
  },
  {
    name: 'bass on the kick',
    codes: ['low.kick-bass'],
    // Where both play at the same moment.
    genres: ['rock', 'metal', 'indie', 'synthwave', 'soul'],
    change: (parts, strength) => {
      find(parts, 'bass')!.level += [4, 8, 12][strength]!;
    },
  },
  {
    name: 'second mic upside down',
    codes: ['phase.polarity'],
    genres: having('snare'),
    change: (parts, strength) => secondMic(parts, ['snare', 'bass', 'bass'][strength]!, { gain: -1 }),
  },
  {
    name: 'second mic late',
    codes: ['phase.delay'],
    genres: having('bass'),
    change: (parts, strength) => secondMic(parts, 'bass', { delay: [18, 60, 250][strength]! }),
  },
  {
    name: 'muted track',
    codes: ['session.left.mute'],
    genres: having('bass'),
    apply: (document, strength) => {
      document.strips[['hats', 'bass', 'vox'][strength]!] ??= document.strips.bass!;
      const id = document.tracks.hats ? ['hats', 'bass', 'vox'][strength]! : 'bass';
      document.strips[id]!.mute = true;
    },
  },
  {
    name: 'soloed track',
    codes: ['session.left.solo'],
    genres: having('bass'),
    apply: (document, strength) => {
      document.strips[['bass', 'vox', 'bass'][strength]!]!.solo = true;
    },
  },
  {
    name: 'bypassed insert',
    codes: ['session.left.bypass'],
    genres: having('vox'),
    apply: (document) => {
      document.effects.vox = {
        eq: {
          id: 'eq',
          kind: 'equaliser',
          order: 'V',
          bypassed: true,
          parameters: { band4GainDb: 3 },
          presetName: null,
          sideChain: null,
          impulse: null,
        },
      };
    },
  },
  {
    name: 'fader at its stop',
    codes: ['session.left.fader'],
    genres: having('bass'),
    apply: (document) => {
      document.strips.bass!.faderDb = -144;
    },
  },
  {
    name: 'low end at the sides',
    codes: ['stereo.low-width-tracks', 'stereo.mono-tracks', 'stereo.track-inverted'],
    genres: having('bass'),
    change: (parts, strength) => spreadLow(find(parts, 'bass')!, [0.45, 0.7, 1]![strength]!),
  },
  {
    name: 'track gone in mono',
    codes: ['stereo.mono-tracks', 'stereo.track-inverted'],
    genres: having('keys'),
    change: (parts, strength) => against(find(parts, 'keys')!, [0.65, 0.8, 1][strength]!),
  },
  {
    name: 'inaudible track',
    codes: ['level.inaudible', 'masking.tracks'],
    genres: having('pad'),
    apply: (document, strength) => turn(document, 'pad', [-14, -22, -32][strength]!),
  },
  {
    name: 'drowned in reverb',
    codes: ['level.reverb'],
    genres: having('vox'),
    apply: (document, strength) => turn(document, 'plate', [4, 8, 12][strength]!),
  },
  {
    name: 'drum pressed flat',
    codes: ['dynamics.tracks'],
    genres: having('snare'),
    change: (parts, strength) => press(find(parts, 'snare')!, [3, 6, 20][strength]!),
  },
];

export function faultyMix(
  fault: TrackFault,
  genre: Genre,
  seed: number,
  strength: Strength,
  seconds?: number,
): TestSession {
  const mix = makeMix(genre, seed, {
    ...(seconds !== undefined && { seconds }),
    change: (parts) => fault.change?.(parts, strength),
  });
  fault.apply?.(mix.document, strength);
  return mix;
}
