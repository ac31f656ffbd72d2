/**
 * How far a sound reaches beyond its own band: what one band of energy covers in the bands around it. Schroeder, Atal
 * and Hall 1979, over the Bark scale (Traunmüller 1990), at the centres of the ERB bands.
 */
import { ERB_BANDS, ERB_CENTRES_HZ } from '../features/bands.ts';

/** Below this a band's reach is left out. */
const LEAST_DB = -60;

const bark = (hz: number): number => 26.81 / (1 + 1960 / hz) - 0.53;

/** dB by which a masker at `maskerHz` stands lower at `targetHz`: 0 at its own place, steep below, flat above. */
export function spreadDb(maskerHz: number, targetHz: number): number {
  const away = bark(targetHz) - bark(maskerHz) + 0.474;
  return 15.81 + 7.5 * away - 17.5 * Math.sqrt(1 + away * away);
}

/** By target band: which bands reach it, and their power gains there. */
const REACH: readonly { from: Uint8Array; gain: Float64Array }[] = ERB_CENTRES_HZ.map((target) => {
  const found = ERB_CENTRES_HZ.map((masker, from) => ({ from, db: spreadDb(masker, target) })).filter(
    ({ db }) => db > LEAST_DB,
  );
  return {
    from: Uint8Array.from(found, ({ from }) => from),
    gain: Float64Array.from(found, ({ db }) => 10 ** (Math.min(0, db) / 10)),
  };
});

/** Excitation of energies over time, `data[frame * ERB_BANDS + band]`: of the same shape. */
export function spread(data: Float32Array): Float32Array {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += ERB_BANDS) {
    let any = 0;
    for (let band = 0; band < ERB_BANDS; band++) any += data[at + band]!;
    if (any === 0) continue;
    for (let band = 0; band < ERB_BANDS; band++) {
      const { from, gain } = REACH[band]!;
      let sum = 0;
      for (let i = 0; i < from.length; i++) sum += data[at + from[i]!]! * gain[i]!;
      out[at + band] = sum;
    }
  }
  return out;
}
