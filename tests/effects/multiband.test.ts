import { describe, expect, it } from 'vitest';
import {
  bandShares,
  crossoversHz,
  responseDb,
  staticChangeDb,
} from '../../audio-engine/effects/multiband/curves.ts';
import {
  BAND_WHEN,
  bandField,
  crossoverId,
  multibandParameters,
} from '../../audio-engine/effects/multiband/parameters.ts';
import { impulse, responseDb as measuredDb, noise, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('multiband', multibandParameters, values, rate);

/** All bands with a field at one value. */
function all(field: Parameters<typeof bandField>[1], value: number): Record<string, number> {
  return Object.fromEntries([1, 2, 3, 4, 5].map((band) => [bandField(band, field), value]));
}
const unity = all('RangeDb', 0);
const gain = (db: number) => 10 ** (db / 20);
const db = (x: number) => 20 * Math.log10(Math.abs(x));

/** Second-order all-pass of Q 1/sqrt 2 by the bilinear transform: RBJ's cookbook, direct form. */
function allPass(input: Float64Array, hz: number, rate: number): Float64Array {
  const w = (2 * Math.PI * hz) / rate;
  const alpha = Math.sin(w) * Math.SQRT1_2;
  const a0 = 1 + alpha;
  const [b0, b1] = [(1 - alpha) / a0, (-2 * Math.cos(w)) / a0];
  const out = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++) {
    const x1 = i >= 2 ? input[i - 2]! : 0;
    const x2 = i >= 4 ? input[i - 4]! : 0;
    const y1 = i >= 2 ? out[i - 2]! : 0;
    const y2 = i >= 4 ? out[i - 4]! : 0;
    out[i] = b0 * input[i]! + b1 * x1 + x2 - b1 * y1 - b0 * y2;
  }
  return out;
}

function peakDb(x: Float64Array): number {
  return db(x.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-30));
}

function tone(hz: number, level: number, frames: number, rate = RATE): Float64Array {
  return Float64Array.from(
    { length: frames * 2 },
    (_, i) => level * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
  );
}

describe('multiband dynamics', () => {
  it('is an all-pass of the input with every band at unity: the null is below -200 dB', () => {
    for (const rate of [44100, 48000, 96000]) {
      for (const bands of [3, 4, 5]) {
        const values = { ...unity, bands };
        const input = noise(64 * 300, bands, 1);
        const out = start(values, rate).process(input);
        const expected = crossoversHz(values).reduce((x, hz) => allPass(x, hz, rate), input);
        const residue = out.map((x, i) => x - expected[i]!);
        expect(peakDb(residue)).toBeLessThan(-200);
        // And it is no wire: the null is not of something trivial.
        expect(peakDb(out.map((x, i) => x - input[i]!))).toBeGreaterThan(-6);
      }
    }
  });

  it('stays flat within 1e-9 dB however close its crossovers are pushed', () => {
    for (const hz of [500, 510, 1000]) {
      const values = { ...unity, bands: 4, crossover1Hz: 500, crossover2Hz: hz, crossover3Hz: 500 };
      const out = start(values).process(impulse(64 * 800));
      for (const at of [50, 400, 500, 575, 900, 4000, 15000]) {
        expect(Math.abs(measuredDb(out, 0, at, RATE))).toBeLessThan(1e-9);
      }
    }
  });

  it('splits as drawn: each band alone has the shape of its crossovers', () => {
    const values = { ...unity, bands: 5 };
    const corners = crossoversHz(values);
    for (const band of [1, 2, 3, 4, 5]) {
      const out = start({ ...values, [bandField(band, 'Solo')]: 1 }).process(impulse(64 * 800));
      for (const hz of [60, 120, 300, 600, 1500, 2500, 6000, 12000]) {
        const share = bandShares(hz, corners, RATE)[band - 1]!;
        if (share > 1e-4) expect(Math.abs(measuredDb(out, 0, hz, RATE) - db(share))).toBeLessThan(0.01);
      }
    }
  });

  it('adds up make-up as drawn, band by band, with bypass, mix and output', () => {
    const values = {
      ...unity,
      bands: 4,
      band1MakeupDb: 6,
      band2MakeupDb: -9,
      band3MakeupDb: 3,
      band3Bypass: 1,
      mixPercent: 70,
      outputDb: -2,
    };
    const out = start(values).process(impulse(64 * 800));
    for (const hz of [40, 120, 350, 600, 1300, 2500, 9000]) {
      expect(Math.abs(measuredDb(out, 1, hz, RATE) - responseDb(hz, [], values, RATE))).toBeLessThan(0.001);
    }
  });

  it('settles on each band’s curve: compress, lift, expand down and expand up', () => {
    const hz = 1250;
    for (const [when, range] of [
      [BAND_WHEN.above, -24],
      [BAND_WHEN.above, 12],
      [BAND_WHEN.below, -24],
      [BAND_WHEN.below, 12],
      [BAND_WHEN.above, -4],
    ] as const) {
      const values: Record<string, number> = {
        ...unity,
        kneeDb: 6,
        band3When: when,
        band3RangeDb: range,
        band3ThresholdDb: -30,
        band3Ratio: 3,
        band3AttackMs: 0.1,
        band3ReleaseMs: 200,
      };
      for (const level of [-55, -40, -33, -30, -27, -20, -6]) {
        const fx = start(values);
        fx.process(tone(hz, gain(level), 64 * 1500));
        fx.process(tone(hz, gain(level), 64 * 75));
        // With an attack this short and a release this long the detector holds the peaks in the band; the band's own share counts.
        const inBand = level + db(bandShares(hz, crossoversHz(values), RATE)[2]!);
        expect(Math.abs(fx.state[5]! - staticChangeDb(3, inBand, values))).toBeLessThan(0.12);
      }
    }
    expect(
      staticChangeDb(3, -18, { kneeDb: 6, band3ThresholdDb: -30, band3Ratio: 4, band3RangeDb: -24 }),
    ).toBe(-9);
    expect(
      staticChangeDb(1, -50, {
        kneeDb: 0,
        band1ThresholdDb: -40,
        band1Ratio: 2,
        band1RangeDb: -6,
        band1When: 1,
      }),
    ).toBe(-6);
    expect(
      staticChangeDb(1, -50, {
        kneeDb: 0,
        band1ThresholdDb: -40,
        band1Ratio: 2,
        band1RangeDb: 9,
        band1When: 1,
      }),
    ).toBe(5);
  });

  it('turns down one band and leaves the others as they are', () => {
    const values = { ...unity, band4RangeDb: -20, band4Ratio: 10, band4ThresholdDb: -40, band4AttackMs: 1 };
    const high = tone(6000, 0.3, 64 * 700);
    const both = tone(100, 0.3, 64 * 700).map((x, i) => x + high[i]!);
    const fx = start(values);
    const out = fx.process(both);
    const late = out.subarray(out.length / 2);
    const before = both.subarray(out.length / 2);
    const at = (x: Float64Array, hz: number) => measuredDb(x, 0, hz, RATE);
    expect(at(late, 100) - at(before, 100)).toBeCloseTo(0, 2);
    expect(at(late, 6000) - at(before, 6000)).toBeLessThan(-18);
    expect(fx.state[0]).toBeGreaterThan(18);
    expect(fx.state.subarray(3, 6).every((x) => x === 0)).toBe(true);
  });

  it('changes the number of bands, a way of working and a crossover without a click', () => {
    const high = tone(3000, 0.2, 64 * 300);
    const input = tone(300, 0.5, 64 * 300).map((x, i) => x + high[i]!);
    const steps = (x: Float64Array) => {
      let most = 0;
      for (let i = 8; i < x.length; i++) {
        // Fourth difference: small for what is smooth, large at a corner.
        const d = x[i]! - 4 * x[i - 2]! + 6 * x[i - 4]! - 4 * x[i - 6]! + x[i - 8]!;
        most = Math.max(most, Math.abs(d));
      }
      return most;
    };
    const changes: Record<string, number>[] = [
      { bands: 5 },
      { bands: 3 },
      { band2When: 1 },
      { band2RangeDb: 12 },
      { band3Bypass: 1 },
      { band3Solo: 1 },
      { crossover2Hz: 2400 },
    ];
    for (const change of changes) {
      const fx = start({
        bands: 4,
        band2ThresholdDb: -40,
        band2Ratio: 4,
        band2RangeDb: -12,
        ...all('AttackMs', 20),
      });
      fx.process(input);
      const calm = steps(fx.process(input));
      fx.set(change);
      expect(steps(fx.process(input)), JSON.stringify(change)).toBeLessThan(calm * 2.2);
      fx.process(input);
    }
  });

  it('gives the same bits however a run is cut into calls', () => {
    const values = { bands: 5, ...all('ThresholdDb', -30), band2When: 1, outputDb: 2, mixPercent: 80 };
    const input = noise(64 * 96, 11, 0.5);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    expect(start(values).process(input, 192)).toEqual(whole);
  });

  it('survives NaN, infinity and wild automation, and comes to rest in silence', () => {
    const fx = start({ bands: 5, band1When: 1, band1RangeDb: 12, band2When: 1 });
    fx.process(noise(64 * 20, 5));
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.process(bad);
    for (let i = 0; i < 200; i++) {
      const wild = [Number.NaN, -1e9, 1e9, 0][i % 4]!;
      fx.set({ [crossoverId((i % 4) + 1)]: wild, bands: 3 + (i % 3), ...all('ThresholdDb', wild) });
      fx.set({
        ...all('AttackMs', wild),
        ...all('Ratio', -wild),
        band2When: i % 2,
        band3RangeDb: i % 3 ? wild : -6,
      });
      const out = fx.process(noise(64, i + 1));
      expect(out.every((x) => Math.abs(x) < 3000)).toBe(true);
    }
    fx.set({ bands: 4, crossover1Hz: 100, crossover2Hz: 500, crossover3Hz: 2000, crossover4Hz: 8000 });
    fx.set({ ...all('ThresholdDb', -30), ...all('AttackMs', 10), ...all('Ratio', 2), ...all('RangeDb', 6) });
    expect(fx.rest()).toBe(false);
    expect(fx.process(new Float64Array(2 * 64 * 9000), 64 * 100).at(-1)).toBe(0);
    expect(fx.rest()).toBe(true);
  });
});
