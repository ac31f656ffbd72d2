/**
 * What the moves of an effect did on this audio, from its spectra before and after: per band of an equaliser the sound that is
 * there and the change, for dynamics the reduction reached, and the loudness before and after. Nothing is assumed.
 */
import type { ParameterValues } from '../../audio-engine/effects/parameter.ts';
import { SPECTRUM_BANDS } from '../../audio-engine/protocol/index.ts';
import type { Effect } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { isIdle, readBands } from './equaliser/bands.ts';
import { bandHz } from './spectrum.ts';

const words = mixingWords.presets.moves;
/** A change below this is not heard as one. */
const HEARD_DB = 0.3;
/** Sound further than this below the whole is not there. */
const THERE_DB = -60;

export interface Move {
  text: string;
  did: boolean;
}

/** Mean power in each 1/24-octave band over what was heard. */
export class MeanSpectra {
  readonly before = new Float64Array(SPECTRUM_BANDS);
  readonly after = new Float64Array(SPECTRUM_BANDS);
  readonly reductions: number[] = [];
  frames = 0;

  add(before: Float32Array, after: Float32Array, reductionDb: number): void {
    this.frames++;
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      for (const [sum, bands] of [
        [this.before, before],
        [this.after, after],
      ] as const) {
        const power = 10 ** ((bands[band] as number) / 10);
        sum[band] = (sum[band] as number) + (power - (sum[band] as number)) / this.frames;
      }
    }
    this.reductions.push(reductionDb);
    if (this.reductions.length > 6000) this.reductions.shift();
  }
}

function sum(powers: Float64Array, weight: (hz: number) => number = () => 1): number {
  let total = 0;
  for (let band = 0; band < powers.length; band++) total += (powers[band] as number) * weight(bandHz(band));
  return total;
}

/** K-weighting in power as ITU-R BS.1770 has it, by its analogue prototypes. */
export function kWeight(hz: number): number {
  const low = (hz / 38.13547) ** 2;
  const cross = low / 0.500327 ** 2;
  const highPass = low ** 2 / ((1 - low) ** 2 + cross);
  const r = hz / 1681.974;
  const gain = 10 ** (3.999844 / 20);
  const middle = gain ** 0.4996668;
  const q = 0.7071752;
  const above = (1 - gain * r * r) ** 2 + ((middle * r) / q) ** 2;
  const below = (1 - r * r) ** 2 + (r / q) ** 2;
  return (highPass * above) / below;
}

/** Loudness after minus before, LU; NaN in silence. */
export function loudnessChangeLu(spectra: MeanSpectra): number {
  const before = sum(spectra.before, kWeight);
  const after = sum(spectra.after, kWeight);
  return before > 1e-15 && after > 1e-15 ? 10 * Math.log10(after / before) : Number.NaN;
}

function place(hz: number): string {
  return hz >= 1000 ? `${decibels(hz / 1000, 1)} kHz` : `${decibels(hz, 0)} Hz`;
}

/** Where a band works: a third of an octave about a bell, everything beyond the corner of a shelf or pass filter. */
function region(type: number, frequencyHz: number): [from: number, to: number] {
  if (type === 0 || type === 2) return [0, frequencyHz];
  if (type === 1 || type === 4) return [frequencyHz, Number.POSITIVE_INFINITY];
  return [frequencyHz * 2 ** (-1 / 6), frequencyHz * 2 ** (1 / 6)];
}

export function movesOf(effect: Effect, values: ParameterValues, spectra: MeanSpectra): Move[] {
  const moves: Move[] = [];
  const whole = sum(spectra.before);
  if (effect.kind === 'equaliser') {
    for (const band of readBands(values)) {
      if (isIdle(band)) continue;
      const [from, to] = region(band.type, band.frequencyHz);
      const inside = (hz: number) => (hz >= from && hz <= to ? 1 : 0);
      const before = sum(spectra.before, inside);
      const after = sum(spectra.after, inside);
      const share = 10 * Math.log10(Math.max(before, 1e-20) / Math.max(whole, 1e-20));
      const change = 10 * Math.log10(Math.max(after, 1e-20) / Math.max(before, 1e-20));
      const there = share > THERE_DB;
      const what = there ? words.energy(decibels(10 * Math.log10(before))) : words.nothingThere;
      moves.push({
        text: `${words.band(band.number, place(band.frequencyHz), signedDecibels(there ? change : 0))}, ${what}`,
        did: there && Math.abs(change) >= HEARD_DB,
      });
    }
  } else if (spectra.reductions.length > 0) {
    const working = spectra.reductions.filter((db) => db >= 0.1);
    const most = Math.max(0, ...spectra.reductions);
    const mean = working.reduce((total, db) => total + db, 0) / Math.max(1, working.length);
    if (most > 0 || effect.kind === 'compressor' || effect.kind === 'limiter')
      moves.push({
        text: most >= HEARD_DB ? words.reduction(decibels(mean), decibels(most)) : words.noReduction,
        did: most >= HEARD_DB,
      });
  }
  const lu = loudnessChangeLu(spectra);
  if (!Number.isNaN(lu)) moves.push({ text: words.loudness(signedDecibels(lu)), did: Math.abs(lu) >= 0.1 });
  return moves;
}
