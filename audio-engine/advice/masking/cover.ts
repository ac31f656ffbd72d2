/**
 * How much of one sound is covered by others, band by band and moment by moment. In a band a sound begins to be covered
 * where it is 2 dB above what reaches there from the others, and is gone 6 dB below (noise covers a tone at −5.5 dB).
 */
import { ERB_BANDS } from '../features/bands.ts';
import type { Source } from './sources.ts';

const BEGINS_DB = 2;
const GONE_DB = -6;
/** Bands further below the strongest one of their moment say nothing of their own. */
const WITHIN_DB = 28;

export interface Target {
  readonly power: Float32Array;
  readonly active: Uint8Array;
}

export interface Coverage {
  /** Moments in which the target plays. */
  readonly moments: number;
  /** Of what the target has to say (bands by weight), how much is covered on average: 0..1. */
  readonly share: number;
  /** By moment, 0..1; −1 where the target does not play. */
  readonly byFrame: Float32Array;
  /** By band: covered part of what the target has there, 0..1. */
  readonly byBand: Float64Array;
  /** By band: what the target has there, its sum 1. */
  readonly presence: Float64Array;
  /** `grid[frame * ERB_BANDS + band]`: covered weight, 0..1. */
  readonly grid: Float32Array;
}

/** 0..1 by how far a target stands above what reaches its band, dB. */
export function covered(smrDb: number): number {
  return Math.min(1, Math.max(0, (BEGINS_DB - smrDb) / (BEGINS_DB - GONE_DB)));
}

/** `others[frame * ERB_BANDS + band]`: excitation of everything else. */
export function coverageOf(target: Target, others: ArrayLike<number>, weights: readonly number[]): Coverage {
  const { power, active } = target;
  const frames = active.length;
  const byFrame = new Float32Array(frames).fill(-1);
  const grid = new Float32Array(frames * ERB_BANDS);
  const had = new Float64Array(ERB_BANDS);
  const lost = new Float64Array(ERB_BANDS);
  const floor = 10 ** (-WITHIN_DB / 10);
  let moments = 0;
  let sum = 0;
  for (let frame = 0; frame < frames; frame++) {
    if (!active[frame]) continue;
    const at = frame * ERB_BANDS;
    let most = 0;
    for (let band = 0; band < ERB_BANDS; band++)
      most = Math.max(most, power[at + band]! * (weights[band]! > 0 ? 1 : 0));
    if (most <= 0) continue;
    let whole = 0;
    let gone = 0;
    for (let band = 0; band < ERB_BANDS; band++) {
      const own = power[at + band]!;
      if (own < most * floor) continue;
      // Loudness in a band grows with about the cube root of its power.
      const weight = weights[band]! * Math.cbrt(own / most);
      const part = covered(10 * Math.log10(own / Math.max(others[at + band]!, 1e-20)));
      whole += weight;
      gone += weight * part;
      had[band]! += weight;
      lost[band]! += weight * part;
      grid[at + band] = weight * part;
    }
    if (whole === 0) continue;
    moments++;
    byFrame[frame] = gone / whole;
    sum += gone / whole;
  }
  const total = had.reduce((a, b) => a + b, 0);
  return {
    moments,
    share: moments > 0 ? sum / moments : 0,
    byFrame,
    byBand: had.map((value, band) => (value > 0 ? lost[band]! / value : 0)),
    presence: had.map((value) => (total > 0 ? value / total : 0)),
    grid,
  };
}

/** Each masker's part of what covers the target, by weight; in all or in a range of bands. They sum to 1. */
export function maskersOf(
  { grid }: Coverage,
  maskers: readonly Source[],
  first = 0,
  last = ERB_BANDS - 1,
): { source: Source; share: number }[] {
  const parts = new Float64Array(maskers.length);
  for (let at = 0; at < grid.length; at += ERB_BANDS) {
    for (let band = first; band <= last; band++) {
      const weight = grid[at + band]!;
      if (weight === 0) continue;
      let all = 0;
      for (const { excitation } of maskers) all += excitation[at + band]!;
      if (all === 0) continue;
      for (const [i, { excitation }] of maskers.entries())
        parts[i]! += (weight * excitation[at + band]!) / all;
    }
  }
  const whole = parts.reduce((a, b) => a + b, 0);
  return maskers
    .map((source, i) => ({ source, share: whole > 0 ? parts[i]! / whole : 0 }))
    .sort((a, b) => b.share - a.share);
}

/** Excitation of everything but the sources given. */
export function without(all: Float64Array, left: readonly Source[]): Float64Array {
  const rest = all.slice();
  for (const { excitation } of left) for (let i = 0; i < rest.length; i++) rest[i]! -= excitation[i] ?? 0;
  // What is left of rounding must not be below nothing.
  for (let i = 0; i < rest.length; i++) if (rest[i]! < 1e-6 * all[i]!) rest[i] = 1e-6 * all[i]!;
  return rest;
}

/** The run of neighbouring bands with the most covered: at least a third as covered as the worst, around it. */
export function worstRegion({ byBand, presence }: Coverage): { first: number; last: number } {
  const lost = byBand.map((part, band) => part * presence[band]!);
  let worst = 0;
  for (let band = 1; band < ERB_BANDS; band++) if (lost[band]! > lost[worst]!) worst = band;
  const least = lost[worst]! / 3;
  let first = worst;
  let last = worst;
  while (first > 0 && lost[first - 1]! >= least && worst - first < 6) first--;
  while (last < ERB_BANDS - 1 && lost[last + 1]! >= least && last - worst < 6) last++;
  return { first, last };
}
