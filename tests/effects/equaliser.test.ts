import { describe, expect, it } from 'vitest';
import { bandResponseDb, totalResponseDb } from '../../audio-engine/effects/equaliser/curves.ts';
import {
  BAND_CHANNELS,
  BAND_TYPE,
  bandParameter,
  equaliserParameters,
} from '../../audio-engine/effects/equaliser/parameters.ts';
import { impulse, noise, responseDb, startEffect } from './runner.ts';

type Values = Record<string, number>;
interface Band {
  type: number;
  f: number;
  db?: number;
  q?: number;
  slope?: number;
  channels?: number;
}

const start = (values: Values, rate = 48000) => startEffect('equaliser', equaliserParameters, values, rate);

function band(n: number, { type, f, db = 0, q = 1, slope = 2, channels = 0 }: Band): Values {
  return {
    [bandParameter(n, 'On')]: 1,
    [bandParameter(n, 'Type')]: type,
    [bandParameter(n, 'FrequencyHz')]: f,
    [bandParameter(n, 'GainDb')]: db,
    [bandParameter(n, 'Q')]: q,
    [bandParameter(n, 'Slope')]: slope,
    [bandParameter(n, 'Channels')]: channels,
  };
}

function sweep(from: number, to: number, ratio: number): number[] {
  const frequencies: number[] = [];
  for (let f = from; f <= to; f *= ratio) frequencies.push(f);
  return frequencies;
}

/** Analogue prototypes (RBJ cookbook, s-plane), |H| in dB at r = f/f0. */
const analogue = {
  bell(r: number, db: number, q: number): number {
    const A = 10 ** (db / 40);
    return 10 * Math.log10(((1 - r * r) ** 2 + ((A * r) / q) ** 2) / ((1 - r * r) ** 2 + (r / (A * q)) ** 2));
  },
  lowShelf(r: number, db: number, q: number): number {
    const A = 10 ** (db / 40);
    const cross = (A * r * r) / (q * q);
    return 10 * Math.log10((A * A * ((A - r * r) ** 2 + cross)) / ((1 - A * r * r) ** 2 + cross));
  },
  highShelf: (r: number, db: number, q: number) => analogue.lowShelf(1 / r, db, q),
  highPass: (r: number, order: number) => -10 * Math.log10(1 + r ** (-2 * order)),
  lowPass: (r: number, order: number) => -10 * Math.log10(1 + r ** (2 * order)),
};

describe('equaliser: shape', () => {
  it('keeps a bell in its analogue shape up to Nyquist', () => {
    for (const [f0, q, db] of [
      [1000, 1, 6],
      [4000, 1, 6],
      [10000, 1, 6],
      [12000, 2, 12],
      [16000, 0.7, 6],
      [16000, 0.7, -6],
    ] as const) {
      const h = start(band(4, { type: BAND_TYPE.bell, f: f0, db, q })).process(impulse(16384));
      for (const f of sweep(20, 20000, 1.13)) {
        const error = Math.abs(responseDb(h, 0, f, 48000) - analogue.bell(f / f0, db, q));
        const limit = f0 < 5000 && f < 5000 ? 0.05 : 0.4;
        expect(error, `${f0} Hz Q ${q} ${db} dB at ${f.toFixed(0)} Hz`).toBeLessThan(limit);
      }
      expect(Math.abs(responseDb(h, 0, 0, 48000))).toBeLessThan(1e-6);
      expect(Math.abs(responseDb(h, 0, f0, 48000) - db)).toBeLessThan(1e-6);
    }
  });

  it('keeps shelves and passes near their prototypes', () => {
    for (const db of [-12, -3, 6, 12]) {
      for (const [type, f0, shape] of [
        [BAND_TYPE.lowShelf, 120, analogue.lowShelf],
        [BAND_TYPE.highShelf, 8000, analogue.highShelf],
      ] as const) {
        const drawn = bandResponseDb(1, band(1, { type, f: f0, db, q: 0.71 }), sweep(20, 20000, 1.1), 48000);
        sweep(20, 20000, 1.1).forEach((f, i) => {
          expect(Math.abs(drawn[i]! - shape(f / f0, db, 0.71)), `${db} dB shelf ${f0} at ${f}`).toBeLessThan(
            0.4,
          );
        });
      }
    }
    for (let order = 1; order <= 8; order++) {
      const high = bandResponseDb(
        1,
        band(1, { type: BAND_TYPE.highPass, f: 80, slope: order }),
        [20, 40, 80, 160, 1000],
        48000,
      );
      [20, 40, 80, 160, 1000].forEach((f, i) => {
        expect(Math.abs(high[i]! - analogue.highPass(f / 80, order))).toBeLessThan(0.02);
      });
      const low = bandResponseDb(
        1,
        band(1, { type: BAND_TYPE.lowPass, f: 4000, slope: order }),
        [500, 2000, 4000, 8000],
        48000,
      );
      [500, 2000, 4000, 8000].forEach((f, i) => {
        expect(Math.abs(low[i]! - analogue.lowPass(f / 4000, order)), `order ${order} at ${f}`).toBeLessThan(
          0.6,
        );
      });
    }
  });

  it('sounds as it is drawn, within 0.001 dB, at every rate', () => {
    const bands: Band[] = [
      { type: BAND_TYPE.highPass, f: 300, slope: 5 },
      { type: BAND_TYPE.highPass, f: 500, slope: 8 },
      { type: BAND_TYPE.lowPass, f: 9000, slope: 3 },
      { type: BAND_TYPE.lowPass, f: 19000, slope: 1 },
      { type: BAND_TYPE.lowShelf, f: 400, db: 9, q: 0.5 },
      { type: BAND_TYPE.lowShelf, f: 15000, db: -18, q: 2 },
      { type: BAND_TYPE.highShelf, f: 12000, db: 15, q: 0.71 },
      { type: BAND_TYPE.highShelf, f: 2000, db: -6, q: 1 },
      { type: BAND_TYPE.bell, f: 20000, db: 12, q: 4 },
      { type: BAND_TYPE.bell, f: 700, db: -24, q: 0.1 },
      { type: BAND_TYPE.notch, f: 5000, q: 3 },
    ];
    const frequencies = sweep(100, 20000, 1.31);
    for (const rate of [44100, 48000, 96000]) {
      for (const one of bands) {
        const values = band(1, one);
        const h = start(values, rate).process(impulse(8192));
        const drawn = totalResponseDb(values, frequencies, rate);
        frequencies.forEach((f, i) => {
          const error = Math.abs(responseDb(h, 0, f, rate) - drawn[i]!);
          expect(error, `${JSON.stringify(one)} at ${f.toFixed(0)} Hz, ${rate}`).toBeLessThan(0.001);
        });
      }
    }
  });

  it('keeps bells exact at DC and at their frequency at every rate and both ends of the range', () => {
    for (const rate of [44100, 96000, 192000]) {
      for (const f of [20, 1000, 20000]) {
        for (const q of [0.1, 1, 40]) {
          for (const db of [-24, 0.1, 24]) {
            const [dc, top] = bandResponseDb(1, band(1, { type: BAND_TYPE.bell, f, db, q }), [0, f], rate);
            // At 20 Hz the coefficients themselves, doubles near 2, hold no more digits.
            const limit = f < 100 ? 0.001 : 1e-6;
            expect(Math.abs(dc!), `${f} Hz ${db} dB Q ${q} at ${rate}`).toBeLessThan(limit);
            expect(Math.abs(top! - db), `${f} Hz ${db} dB Q ${q} at ${rate}`).toBeLessThan(limit);
          }
        }
      }
    }
  });

  it('undoes a boost with the same cut', () => {
    for (const type of [BAND_TYPE.bell, BAND_TYPE.lowShelf, BAND_TYPE.highShelf]) {
      const values = { ...band(1, { type, f: 3000, db: 12 }), ...band(2, { type, f: 3000, db: -12 }) };
      const input = noise(2048, 5);
      const out = start(values).process(input);
      out.forEach((x, i) => {
        expect(Math.abs(x - input[i]!)).toBeLessThan(1e-12);
      });
    }
  });

  it('is stable at the ends of every range', () => {
    for (const type of Object.values(BAND_TYPE)) {
      for (const f of [20, 20000]) {
        for (const db of [-24, 24]) {
          for (const q of [0.1, 40]) {
            const out = start(band(1, { type, f, db, q, slope: 8 }), 44100).process(noise(64 * 400, 3));
            const peak = out.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
            expect(peak, `${type} ${f} ${db} ${q}`).toBeLessThan(100);
          }
        }
      }
    }
  });
});

describe('equaliser: channels', () => {
  const bellAt = (channels: number) => band(1, { type: BAND_TYPE.bell, f: 1000, db: 6, channels });

  it('touches only the side it is set to, bit for bit', () => {
    const input = noise(1024, 9);
    const left = start(bellAt(BAND_CHANNELS.left)).process(input);
    const right = start(bellAt(BAND_CHANNELS.right)).process(input);
    const both = start(bellAt(BAND_CHANNELS.stereo)).process(input);
    for (let i = 0; i < input.length; i += 2) {
      expect(left[i]).toBe(both[i]);
      expect(left[i + 1]).toBe(input[i + 1]);
      expect(right[i]).toBe(input[i]);
      expect(right[i + 1]).toBe(both[i + 1]);
    }
  });

  it('works on middle or side alone', () => {
    const input = noise(1024, 10);
    const whole = start(bellAt(BAND_CHANNELS.stereo)).process(input);
    const middle = start(bellAt(BAND_CHANNELS.mid)).process(input);
    const side = start(bellAt(BAND_CHANNELS.side)).process(input);
    const m = (x: Float64Array, i: number) => (x[i]! + x[i + 1]!) / 2;
    const s = (x: Float64Array, i: number) => (x[i]! - x[i + 1]!) / 2;
    for (let i = 0; i < input.length; i += 2) {
      expect(m(middle, i)).toBeCloseTo(m(whole, i), 12);
      expect(s(middle, i)).toBeCloseTo(s(input, i), 12);
      expect(m(side, i)).toBeCloseTo(m(input, i), 12);
      expect(s(side, i)).toBeCloseTo(s(whole, i), 12);
    }
  });
});

describe('equaliser: behaviour', () => {
  const rich: Values = {
    ...band(1, { type: BAND_TYPE.highPass, f: 60, slope: 3 }),
    ...band(3, { type: BAND_TYPE.bell, f: 500, db: -4 }),
    ...band(5, { type: BAND_TYPE.bell, f: 5000, db: 5, channels: BAND_CHANNELS.side }),
    ...band(7, { type: BAND_TYPE.highShelf, f: 9000, db: 3, channels: BAND_CHANNELS.left }),
    outputGainDb: -2,
  };

  it('is bit exact while every band is off or at 0 dB', () => {
    const input = noise(1024, 7);
    expect(start({}).process(input)).toEqual(input);
    expect(start(band(4, { type: BAND_TYPE.bell, f: 100, q: 40 })).process(input)).toEqual(input);
  });

  it('is bit exact again after a band went back to 0 dB', () => {
    const fx = start(band(4, { type: BAND_TYPE.bell, f: 1000, db: 6 }));
    fx.process(noise(4096, 1));
    fx.set({ band4GainDb: 0 });
    fx.process(noise(4096, 2));
    const input = noise(1024, 3);
    expect(fx.process(input)).toEqual(input);
  });

  it('gives the same bits however a run is cut into calls', () => {
    const input = noise(64 * 96, 2);
    const whole = start(rich).process(input, 64 * 96);
    expect(start(rich).process(input, 64)).toEqual(whole);
    expect(start(rich).process(input, 448)).toEqual(whole);
  });

  it('glides to new values and reaches the same sound as if it had begun there', () => {
    const fx = start(rich);
    fx.process(noise(64 * 20, 2));
    const target: Values = {
      ...rich,
      ...band(3, { type: BAND_TYPE.bell, f: 900, db: 4, q: 2 }),
      outputGainDb: 1,
    };
    fx.set(target);
    fx.process(noise(64 * 400, 3));
    fx.process(new Float64Array(2 * 64 * 4000));
    const fresh = start(target);
    expect(fx.process(impulse(4096))).toEqual(fresh.process(impulse(4096)));
  });

  it('switches a band without a click', () => {
    // A low sine through a boosting band: a hard switch would leave a step of the size of the boost.
    const sine = Float64Array.from(
      { length: 2 * 64 * 100 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 100 * (i >> 1)) / 48000),
    );
    const fx = start(band(4, { type: BAND_TYPE.bell, f: 100, db: 12 }));
    fx.process(sine);
    fx.set({ band4On: 0 });
    const out = fx.process(sine);
    let step = 0;
    for (let i = 2; i < out.length; i += 2) step = Math.max(step, Math.abs(out[i]! - out[i - 2]!));
    // The boosted sine itself moves by 0.026 a sample.
    expect(step).toBeLessThan(0.032);
  });

  it('is not poisoned by NaN or infinity, and comes to exact rest in silence', () => {
    const fx = start(rich);
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.process(bad);
    expect(fx.process(noise(64 * 10, 7)).every(Number.isFinite)).toBe(true);
    const silent = fx.process(new Float64Array(2 * 64 * 45000), 64 * 100);
    expect(silent.subarray(-2 * 64).every((x) => x === 0)).toBe(true);
    // With silence in and an exact zero out for a whole quantum, no state is left to turn denormal.
    expect(fx.process(new Float64Array(128)).every((x) => x === 0)).toBe(true);
  });
});
