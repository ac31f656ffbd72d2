/** Pieces of findings that every check between tracks needs: keys, places in time, spectra and grids as evidence. */
import type { Evidence, Finding } from '../../protocol/index.ts';
import type { Id } from '../../session/index.ts';
import { ERB_BANDS, ERB_CENTRES_HZ } from '../features/bands.ts';
import type { SongFeatures } from '../features/types.ts';
import type { Move } from './moves.ts';
import { toDb } from './sources.ts';

/** A key that only has what keys may have. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return parts
    .join(':')
    .replace(/[^A-Za-z0-9_.:-]/g, '-')
    .slice(0, 128);
}

export function commandsOf(moves: readonly Move[]): Finding['fix']['commands'] {
  return moves as unknown as Finding['fix']['commands'];
}

const MOST_RANGES = 64;

/** Where a value over frames is at least a limit, gaps under a second closed; the strongest places where there are many. */
export function rangesAbove(
  song: SongFeatures,
  values: ArrayLike<number>,
  least: number,
): { startSample: number; endSample: number }[] {
  const { frameSamples, sampleRate, lengthSamples } = song;
  const gap = Math.ceil(sampleRate / frameSamples);
  const runs: { first: number; last: number; sum: number }[] = [];
  for (let frame = 0; frame < values.length; frame++) {
    const value = values[frame]!;
    if (value < least) continue;
    const run = runs.at(-1);
    if (run && frame - run.last <= gap) {
      run.last = frame;
      run.sum += value;
    } else runs.push({ first: frame, last: frame, sum: value });
  }
  return runs
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST_RANGES)
    .sort((a, b) => a.first - b.first)
    .map(({ first, last }) => ({
      startSample: Math.min(lengthSamples, first * frameSamples),
      endSample: Math.min(lengthSamples, (last + 2) * frameSamples),
    }));
}

/** Mean spectrum over the frames in which something plays, dB. */
export function meanSpectrum(power: Float32Array, active: ArrayLike<number>): (number | null)[] {
  const sums = new Float64Array(ERB_BANDS);
  let frames = 0;
  for (let frame = 0; frame < active.length; frame++) {
    if (!active[frame]) continue;
    frames++;
    for (let band = 0; band < ERB_BANDS; band++) sums[band]! += power[frame * ERB_BANDS + band]!;
  }
  return Array.from(sums, (sum) => {
    const db = toDb(sum / Math.max(1, frames));
    return db > -140 ? Math.round(db * 10) / 10 : null;
  });
}

export function spectra(series: readonly { name: string; levelsDb: (number | null)[] }[]): Evidence {
  return { kind: 'spectra', bandsHz: [...ERB_CENTRES_HZ], series: series.slice(0, 6) };
}

const MOST_COLUMNS = 400;
const MOST_ROWS = 40;

/** A grid over frames and bands as a picture: neighbouring frames averaged until it fits. */
export function gridEvidence(song: SongFeatures, grid: Float32Array): Evidence {
  const frames = grid.length / ERB_BANDS;
  const each = Math.max(1, Math.ceil(frames / MOST_COLUMNS));
  const columns = Math.ceil(frames / each);
  const rows = Array.from({ length: Math.min(MOST_ROWS, ERB_BANDS) }, (_, band) =>
    Array.from({ length: columns }, (_, column) => {
      let sum = 0;
      const last = Math.min(frames, (column + 1) * each);
      for (let frame = column * each; frame < last; frame++) sum += grid[frame * ERB_BANDS + band]!;
      return Math.round(Math.min(1, sum / (last - column * each)) * 1000) / 1000;
    }),
  );
  return {
    kind: 'grid',
    bandsHz: [...ERB_CENTRES_HZ],
    startSample: 0,
    columnSamples: each * song.frameSamples,
    rows,
  };
}

export const uniqueIds = (...ids: readonly Id[]): Id[] => [...new Set(ids)].slice(0, 16);
