/** What the assistant needs to know of a song, from its features: tone, peaks against loudness, width and swing by band. */
import { THIRD_OCTAVES_HZ } from '../protocol/index.ts';
import { type SignalFeatures, STEP_SECONDS } from './features/index.ts';

/** Short-term loudness and the highest peak in the same three seconds. */
export interface LoudWindow {
  lufs: number;
  peakDb: number;
}

export interface SongFacts {
  integratedLufs: number | null;
  truePeakDbtp: number | null;
  loudnessRangeLu: number;
  /** Third octaves, dB against the mean of 200 Hz to 2 kHz; null where nothing is. */
  tone: readonly (number | null)[];
  /** Windows of the loud half, in order. */
  loud: readonly LoudWindow[];
  /** Sides against the middle, dB, over all and below 120 Hz; null where one is silent. */
  sideDb: number | null;
  lowSideDb: number | null;
  correlation: number;
  /** 95th over 20th percentile of the level below 120 Hz and above, dB. */
  lowSwingDb: number;
  restSwingDb: number;
  /** Level that loud passages reach, dBFS rms (a full-scale sine is 0), and below 120 Hz alone. */
  loudRmsDb: number;
  loudLowRmsDb: number;
  /** Energy below 30 Hz against 40 to 120 Hz, dB; null where there is none. */
  subsonicDb: number | null;
  clippedRuns: number;
  /** Third octaves from 40 Hz on within 60 dB of the loudest of all. */
  audibleBands: number;
  /** Part 0..1 of the energy that lies between 25 Hz and 16 kHz: the rest is a constant, or what nobody hears. */
  audiblePart: number;
  usableSeconds: number;
}

const LOW_HZ = 120;
const WINDOW_STEPS = 30;

const decibels = (power: number): number => 10 * Math.log10(power);

/** The value below which a part 0..1 of the sorted list lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(part * sorted.length)))] ?? Number.NaN;
}

/** Levels against the mean of the middle, so that spectra of different loudness can be held against each other. */
export function againstMiddle(levelsDb: readonly (number | null)[]): (number | null)[] {
  const middle = levelsDb.filter((db, band): db is number => {
    const hz = THIRD_OCTAVES_HZ[band]!;
    return db !== null && hz >= 200 && hz <= 2000;
  });
  if (middle.length === 0) return levelsDb.map(() => null);
  const mean = middle.reduce((sum, db) => sum + db, 0) / middle.length;
  return levelsDb.map((db) => (db === null ? null : db - mean));
}

/** Powers of the third octaves over active frames: of all, and of the sides. */
function bandPowers({ thirdOctaves, cross, active }: SignalFeatures): {
  all: Float64Array;
  cross: Float64Array;
} {
  const { bands, frames, data } = thirdOctaves;
  const all = new Float64Array(bands);
  const product = new Float64Array(bands);
  let count = 0;
  for (let frame = 0; frame < frames; frame++) {
    if (!active[frame]) continue;
    count++;
    for (let band = 0; band < bands; band++) {
      all[band]! += data[frame * bands + band]!;
      product[band]! += cross ? cross.data[frame * bands + band]! : data[frame * bands + band]!;
    }
  }
  for (let band = 0; band < bands; band++) {
    all[band]! /= Math.max(1, count);
    product[band]! /= Math.max(1, count);
  }
  return { all, cross: product };
}

/** By active frame: the power between two frequencies. */
function framePowers({ thirdOctaves, active }: SignalFeatures, fromHz: number, toHz: number): number[] {
  const { bands, frames, data } = thirdOctaves;
  const chosen = THIRD_OCTAVES_HZ.map((hz, band) => (hz >= fromHz && hz < toHz ? band : -1)).filter(
    (b) => b >= 0,
  );
  const powers: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    if (!active[frame]) continue;
    let sum = 0;
    for (const band of chosen) sum += data[frame * bands + band]!;
    if (sum > 0) powers.push(sum);
  }
  return powers;
}

function sideAgainstMiddle(all: Float64Array, cross: Float64Array, toHz: number): number | null {
  let side = 0;
  let middle = 0;
  for (const [band, hz] of THIRD_OCTAVES_HZ.entries()) {
    if (hz >= toHz) break;
    side += Math.max(0, all[band]! - cross[band]!);
    middle += Math.max(0, all[band]! + cross[band]!);
  }
  return side > 1e-9 * middle && middle > 0 ? decibels(side / middle) : null;
}

function swing(powers: readonly number[]): number {
  if (powers.length < 10) return 0;
  return decibels(percentile(powers, 0.95) / percentile(powers, 0.2));
}

/** Three-second windows whose short-term loudness is in the upper half of what sounds. */
function loudWindows({ loudness, steps }: SignalFeatures): LoudWindow[] {
  const windows: LoudWindow[] = [];
  const { shortTermLufs } = loudness;
  for (let end = WINDOW_STEPS - 1; end < shortTermLufs.length; end++) {
    const lufs = shortTermLufs[end]!;
    if (!(lufs > -70)) continue;
    let peak = 0;
    for (let i = end - WINDOW_STEPS + 1; i <= end; i++) peak = Math.max(peak, steps.peak[i] ?? 0);
    if (peak > 0) windows.push({ lufs, peakDb: 20 * Math.log10(peak) });
  }
  const middle = percentile(
    windows.map(({ lufs }) => lufs),
    0.5,
  );
  return windows.filter(({ lufs }) => lufs >= middle);
}

export function songFacts(song: SignalFeatures): SongFacts {
  const { all, cross } = bandPowers(song);
  const levels = [...all].map((power) => (power > 1e-12 ? decibels(power) : null));
  const low = framePowers(song, 0, LOW_HZ);
  const whole = framePowers(song, 0, 30_000);
  const between = (from: number, to: number): number =>
    THIRD_OCTAVES_HZ.reduce((sum, hz, band) => (hz >= from && hz < to ? sum + all[band]! : sum), 0);
  const subsonic = between(0, 30);
  const lows = between(40, LOW_HZ);
  return {
    integratedLufs: song.loudness.integratedLufs,
    truePeakDbtp: song.truePeakDbtp ?? song.samplePeakDbfs,
    loudnessRangeLu: song.loudness.loudnessRangeLu,
    tone: againstMiddle(levels),
    loud: loudWindows(song),
    sideDb: sideAgainstMiddle(all, cross, 30_000),
    lowSideDb: sideAgainstMiddle(all, cross, LOW_HZ),
    correlation: song.correlation,
    lowSwingDb: swing(low),
    restSwingDb: swing(framePowers(song, LOW_HZ, 30_000)),
    loudRmsDb: whole.length ? decibels(percentile(whole, 0.9)) : Number.NEGATIVE_INFINITY,
    loudLowRmsDb: low.length ? decibels(percentile(low, 0.9)) : Number.NEGATIVE_INFINITY,
    subsonicDb: subsonic > 0 && lows > 0 ? decibels(subsonic / lows) : null,
    clippedRuns: song.faults.clippedRuns.count,
    audibleBands: THIRD_OCTAVES_HZ.filter((hz, band) => hz >= 40 && all[band]! > 1e-6 * Math.max(...all))
      .length,
    audiblePart: audiblePart(song, between(0, 30_000)),
    usableSeconds: song.loudness.shortTermLufs.length * STEP_SECONDS,
  };
}

function audiblePart({ steps }: SignalFeatures, inBands: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < steps.left.length; i++) {
    const power = (steps.left[i]! + steps.right[i]!) / 2;
    if (power > 1e-9) count++;
    sum += power;
  }
  // A full-scale sine has a mean square of a half, and is 1 in its band.
  return count === 0 ? 0 : Math.min(1, inBands / ((2 * sum) / count));
}

/** The lowest tenth of peak-to-short-term ratios over these windows, dB; null without any. */
export function loudPsrDb(windows: readonly LoudWindow[]): number | null {
  if (windows.length === 0) return null;
  return percentile(
    windows.map(({ lufs, peakDb }) => peakDb - lufs),
    0.1,
  );
}
