/**
 * The long-term tone of a signal against the curve of its kind that it lies nearest to (assets/tonal-targets.json):
 * what every check of a tonal zone is based on. The curves are conventions and are named as such.
 */
import targets from '../../../assets/tonal-targets.json' with { type: 'json' };
import type { SignalFeatures } from '../features/index.ts';
import { meanBands, powerDb } from './tools.ts';

export const TONE_HZ: readonly number[] = targets.bandsHz;

export interface Tone {
  curve: string;
  title: string;
  /** Third-octave levels, dB; what stands far below the loudest is cut off there. */
  levelsDb: readonly number[];
  curveDb: readonly number[];
  /** Measured minus curve, dB, without the overall level. */
  offDb: readonly number[];
  /** How far off the middle of the range lies, dB: large where no curve fits. */
  misfitDb: number;
}

const known = new WeakMap<SignalFeatures, Tone>();
const LOWEST_BELOW_DB = 75;
/** What chooses the curve: treble does not, or a dull pop mix would pass for a string quartet. */
const FIT = { lowHz: 50, highHz: 4000 };

/** −42 dB of the whole: less is no cymbal. */
const MATTERS = 6e-5;
/** Attacks a frame that only drums make. */
export const DRUMS = 0.08;
/** The curves of music with and without drums. */
const WITHOUT_DRUMS: readonly string[] = ['acoustic', 'classical'];

/** Misfits count to here only: one fault must not choose the curve. */
const MOST_MISFIT_DB = 6;

/** Treble rises by 6 dB within two frames, a second: drums, as against strings and pads. */
export function attackRate({ thirdOctaves, active }: SignalFeatures): number {
  const { bands, frames, data } = thirdOctaves;
  const treble = (frame: number): number => {
    let sum = 0;
    for (let band = 0; band < bands; band++)
      if (TONE_HZ[band]! >= 5000 && TONE_HZ[band]! <= 12500) sum += data[frame * bands + band]!;
    return sum;
  };
  let rises = 0;
  let count = 0;
  let last = -9;
  for (let frame = 2; frame < frames; frame++) {
    if (!active[frame]) continue;
    count++;
    const here = treble(frame);
    let whole = 0;
    for (let band = 0; band < bands; band++) whole += data[frame * bands + band]!;
    if (here > 4 * treble(frame - 2) && here > whole * MATTERS && frame - last > 2) {
      rises++;
      last = frame;
    }
  }
  return count === 0 ? 0 : rises / count;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

export function toneOf(signal: SignalFeatures): Tone {
  const there = known.get(signal);
  if (there) return there;
  const raw = [...meanBands(signal.thirdOctaves, signal.active)].map(powerDb);
  const top = Math.max(...raw);
  const levelsDb = raw.map((level) => Math.max(level, top - LOWEST_BELOW_DB));
  const drums = attackRate(signal) > DRUMS;
  let best: Tone | null = null;
  for (const { name, title, levelsDb: curve } of targets.curves) {
    // A drum kit is no string quartet, whatever the equaliser did.
    if (drums ? name === 'classical' : !WITHOUT_DRUMS.includes(name)) continue;
    const difference = levelsDb.map((level, i) => level - curve[i]!);
    const within = difference.filter((_, i) => TONE_HZ[i]! >= FIT.lowHz && TONE_HZ[i]! <= FIT.highHz);
    const middle = median(within);
    const offDb = difference.map((d) => d - middle);
    const misfitDb =
      within.reduce((sum, d) => sum + Math.min(MOST_MISFIT_DB, Math.abs(d - middle)), 0) / within.length;
    if (!best || misfitDb < best.misfitDb)
      best = {
        curve: name,
        title,
        levelsDb,
        curveDb: curve.map((level) => level + middle),
        offDb,
        misfitDb,
      };
  }
  known.set(signal, best!);
  return best!;
}

/**
 * How what lies between two frequencies stands against the curve, dB, band centres included. `level`: the mean of the
 * bands. `power`: their sum; where few notes sound, bands between the notes are empty, and do not count.
 */
export type Summing = 'level' | 'power';

export function meanOff({ offDb }: Tone, lowHz: number, highHz: number, by: Summing = 'level'): number {
  const inside = offDb.filter((_, i) => TONE_HZ[i]! >= lowHz * 0.99 && TONE_HZ[i]! <= highHz * 1.01);
  const count = Math.max(1, inside.length);
  if (by === 'power') return powerDb(inside.reduce((sum, off) => sum + 10 ** (off / 10), 0) / count);
  return inside.reduce((sum, off) => sum + off, 0) / count;
}
