/** Tries the mix check on the corpus: which faults it finds at which strength, and what it says of clean pieces. */
import { listenToSignal } from '../../audio-engine/advice/features/index.ts';
import { reportOf } from '../../audio-engine/advice/report.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import type { KernelHome } from '../../audio-engine/measure/index.ts';
import type { CheckReport } from '../../audio-engine/protocol/index.ts';
import { RATE } from './corpus/dsp.ts';
import { type Fault, type Faulty, STRENGTHS, type Strength } from './corpus/faults/index.ts';
import { type Genre, seenGenres, unseenGenres } from './corpus/genres/index.ts';
import type { Piece } from './corpus/piece.ts';
import { Random, seedOf } from './corpus/random.ts';

/** Seeds of the half that limits were set on, and of the half that only figures come from: one that was looked into is spent. */
export const SEEN_SEEDS: readonly number[] = [1, 2, 3];
export const UNSEEN_SEEDS: readonly number[] = [401, 402, 403];

export interface Which {
  genre: Genre;
  seed: number;
}

/** Eight kinds of music never seen, twice each, and six of those seen with a seed never seen: fourteen kinds. */
export const unseenHalf = (seeds: readonly number[] = UNSEEN_SEEDS): Which[] => [
  ...unseenGenres.flatMap((genre) => seeds.slice(0, 2).map((seed) => ({ genre, seed }))),
  ...seenGenres.filter((_, i) => i % 5 < 2).map((genre) => ({ genre, seed: seeds.at(-1)! })),
];
export const seenHalf = (seeds: readonly number[] = SEEN_SEEDS): Which[] =>
  seenGenres.flatMap((genre) => seeds.map((seed) => ({ genre, seed })));

let home: KernelHome | null = null;

/** The report on one signal as on a file of it. */
export async function reportOn({ samples, bitDepth = 24 }: Faulty): Promise<CheckReport> {
  home ??= loadKernels();
  // What a file of so many bits holds.
  const scale = bitDepth === 24 ? 2 ** 23 : 0;
  const held = scale > 0 ? samples.map((v) => Math.round(v * scale) / scale) : samples;
  const lengthSamples = held.length / 2;
  let at = 0;
  const song = await listenToSignal({
    name: 'piece',
    file: { path: 'piece.wav', format: 'WAV', bitDepth, channels: 2 },
    home,
    source: {
      channels: 2,
      sampleRate: RATE,
      lengthSamples,
      async read(frames) {
        if (at >= lengthSamples) return null;
        const block = held.subarray(at * 2, Math.min(lengthSamples, at + frames) * 2);
        at += frames;
        return block;
      },
    },
  });
  return reportOf(song, { revision: null, checkedAt: '', tookSeconds: 0, notices: [] });
}

export function put(fault: Fault, piece: Piece, strength: Strength): Faulty {
  return fault.apply(piece, fault.amounts[strength], new Random(seedOf(piece.name, fault.name, strength)));
}

export const finds = (report: CheckReport, fault: Fault): boolean =>
  report.findings.some(({ code }) => fault.codes.includes(code));

/** Lines that say `fix` or `hear` of a clean piece. */
export const alarms = (report: CheckReport): string[] =>
  report.lines.filter(({ state }) => state === 'fix' || state === 'hear').map(({ code }) => code);

export interface DetectionRow {
  fault: string;
  does: string;
  tried: Record<Strength, number>;
  found: Record<Strength, number>;
}

export const emptyRow = ({ name, does }: Fault): DetectionRow => ({
  fault: name,
  does,
  tried: { weak: 0, middle: 0, strong: 0 },
  found: { weak: 0, middle: 0, strong: 0 },
});

/** Tries one piece with every fault; adds to the rows. */
export async function tryPiece(
  piece: Piece,
  faults: readonly Fault[],
  rows: Map<string, DetectionRow>,
  strengths: readonly Strength[] = STRENGTHS,
): Promise<void> {
  for (const fault of faults) {
    if (fault.fits && !fault.fits(piece)) continue;
    const row = rows.get(fault.name) ?? emptyRow(fault);
    rows.set(fault.name, row);
    for (const strength of strengths) {
      row.tried[strength]++;
      if (finds(await reportOn(put(fault, piece, strength)), fault)) row.found[strength]++;
    }
  }
}
