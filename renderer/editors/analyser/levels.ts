/**
 * What the analyser draws from a stream of spectra: averaged in power over a time, the highest of it held. Both are
 * functions of time, so that a late frame shows the same as an early one.
 */
import { PEAK_HOLD } from '../../../audio-engine/effects/analyser/parameters.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { FALL_DB_PER_S, HOLD_MS } from '../../meters/index.ts';
import { bandHz, shapeSpectrum, TILT_DB_PER_OCTAVE } from '../spectrum.ts';

const FLOOR_DB = -180;
const OCTAVES = Float32Array.from({ length: SPECTRUM_BANDS }, (_, band) => Math.log2(bandHz(band) / 1000));

export class AveragedSpectrum {
  /** Averaged and held levels with the slope in them, dB. */
  readonly levels = new Float32Array(SPECTRUM_BANDS).fill(FLOOR_DB);
  readonly held = new Float32Array(SPECTRUM_BANDS).fill(FLOOR_DB);
  readonly #power = new Float64Array(SPECTRUM_BANDS);
  readonly #heldAt = new Float64Array(SPECTRUM_BANDS);
  readonly #means = new Float32Array(SPECTRUM_BANDS);
  #atMs = Number.NaN;

  /** Takes the newest bands (dBFS; undefined while there is no sound). */
  take(
    bandsDb: Float32Array | undefined,
    nowMs: number,
    averagingMs: number,
    slope: number,
    hold: number,
  ): void {
    const elapsed = Number.isNaN(this.#atMs) ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - this.#atMs);
    this.#atMs = nowMs;
    const share = 1 - Math.exp(-elapsed / averagingMs);
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      const db = bandsDb?.[band] ?? FLOOR_DB;
      const power = db > FLOOR_DB ? 10 ** (db / 10) : 0;
      const mean = (this.#power[band] as number) + share * (power - (this.#power[band] as number));
      this.#power[band] = mean;
      this.#means[band] = mean > 1e-18 ? 10 * Math.log10(mean) : FLOOR_DB;
    }
    shapeSpectrum(this.#means, 'twelfth', this.levels);
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      const level = (this.levels[band] as number) + (slope - TILT_DB_PER_OCTAVE) * (OCTAVES[band] as number);
      this.levels[band] = level;
      const falling = hold === PEAK_HOLD.falling && nowMs - (this.#heldAt[band] as number) > HOLD_MS;
      if (falling)
        this.held[band] = (this.held[band] as number) - (FALL_DB_PER_S * Math.min(elapsed, 200)) / 1000;
      if (level >= (this.held[band] as number)) {
        this.held[band] = level;
        this.#heldAt[band] = nowMs;
      }
    }
  }

  /** Forgets what was held. */
  release(): void {
    this.held.fill(FLOOR_DB);
  }
}

/** Correlation of left and right over the newest samples, -1..1; NaN in silence. */
export function correlationOf(interleaved: Float32Array): number {
  let left = 0;
  let right = 0;
  let both = 0;
  for (let i = 0; i + 1 < interleaved.length; i += 2) {
    const l = interleaved[i] as number;
    const r = interleaved[i + 1] as number;
    left += l * l;
    right += r * r;
    both += l * r;
  }
  const power = Math.sqrt(left * right);
  return power > 1e-12 ? both / power : Number.NaN;
}

const NOTES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;

/** The nearest note of the tempered scale on A4 = 440 Hz: `A4`. */
export function noteOf(hz: number): string {
  const key = Math.round(69 + 12 * Math.log2(hz / 440));
  return `${NOTES[((key % 12) + 12) % 12]}${Math.floor(key / 12) - 1}`;
}
