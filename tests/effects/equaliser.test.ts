import { describe, expect, it } from 'vitest';
import {
  BAND_TYPE,
  bandParameter,
  equaliserParameters,
} from '../../audio-engine/effects/equaliser/parameters.ts';
import { impulse, noise, responseDb, startEffect } from './runner.ts';

const FRAMES = 16384;

function band(n: number, values: { type: number; f: number; db?: number; q?: number; slope?: number }) {
  return {
    [bandParameter(n, 'On')]: 1,
    [bandParameter(n, 'Type')]: values.type,
    [bandParameter(n, 'FrequencyHz')]: values.f,
    [bandParameter(n, 'GainDb')]: values.db ?? 0,
    [bandParameter(n, 'Q')]: values.q ?? 1,
    [bandParameter(n, 'Slope')]: values.slope ?? 2,
  };
}

function analogueBellDb(f: number, f0: number, db: number, q: number): number {
  const A = 10 ** (db / 40);
  const r = f / f0;
  const top = (1 - r * r) ** 2 + ((A * r) / q) ** 2;
  const bottom = (1 - r * r) ** 2 + (r / (A * q)) ** 2;
  return 10 * Math.log10(top / bottom);
}

describe('equaliser kernel', () => {
  it('is bit exact while every band is off or at 0 dB', () => {
    const fx = startEffect('equaliser', equaliserParameters, {});
    const input = noise(1024, 7);
    expect(fx.process(input)).toEqual(input);
  });

  it('keeps a bell in its analogue shape up to Nyquist', () => {
    for (const [f0, q, db] of [
      [1000, 1, 6],
      [4000, 1, 6],
      [10000, 1, 6],
      [12000, 2, 12],
      [16000, 0.7, 6],
      [16000, 0.7, -6],
    ] as const) {
      const fx = startEffect(
        'equaliser',
        equaliserParameters,
        band(4, { type: BAND_TYPE.bell, f: f0, db, q }),
      );
      const h = fx.process(impulse(FRAMES));
      for (let f = 20; f <= 20000; f *= 1.13) {
        const error = Math.abs(responseDb(h, 0, f, 48000) - analogueBellDb(f, f0, db, q));
        expect(error, `${f0} Hz Q ${q} ${db} dB at ${f.toFixed(0)} Hz`).toBeLessThan(
          f0 < 5000 && f < 5000 ? 0.05 : 0.4,
        );
      }
      expect(Math.abs(responseDb(h, 0, 0, 48000))).toBeLessThan(1e-5);
      expect(Math.abs(responseDb(h, 0, f0, 48000) - db)).toBeLessThan(1e-5);
    }
  });
});
