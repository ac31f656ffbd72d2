import { expect, test } from 'vitest';
import { MeterReader } from '../../audio-engine/render/index.ts';
import { constant, Rig, testDocument } from './rig.ts';
import { effect, noiseSamples } from './sessions.ts';

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e200])(
  '%s mutes its strip for a quantum, is told, and passes',
  (bad) => {
    const rig = Rig.of(testDocument({ a: {}, b: {} }), ['a', 'master']);
    const source = constant(0.25, 64 * 6);
    source[64 * 2 * 2 + 7] = bad;
    rig.sources.set('a', source);
    rig.sources.set('b', constant(0.5, 64 * 6));
    const levels = new Float32Array(16);
    const meters = ['a', 'b'].map((id) => new MeterReader(rig.kernels.memory, rig.plan.meters.get(id)!));
    rig.run(6, 4);
    const master = rig.side('master', 1);
    for (let q = 0; q < 6; q++) {
      expect(master.slice(q * 64, (q + 1) * 64)).toEqual(Array(64).fill(q === 2 ? 0.5 : 0.75));
    }
    meters.forEach((meter, i) => {
      meter.read(levels, i * 8);
    });
    expect([levels[7], levels[15]]).toEqual([1, 0]);
    meters[0]!.requestReset();
    rig.run(1);
    meters[0]!.read(levels, 0);
    expect(levels[7]).toBe(0);
  },
);

test('a chain that swallowed NaN begins again and sounds as it would have without', () => {
  const rigs = [false, true].map((bad) => {
    const document = testDocument({ a: {}, b: {} });
    document.effects.a = {
      e: effect('equaliser', '1', { band3GainDb: 6 }),
      c: effect('compressor', '2', { thresholdDb: -20, lookAheadMs: 2, releaseMs: 20 }),
    };
    const rig = Rig.of(document);
    const source = noiseSamples(1, 64 * 1200);
    if (bad) source.fill(Number.NaN, 64 * 2 * 10, 64 * 2 * 12);
    rig.sources.set('a', source);
    rig.run(1200);
    return rig;
  });
  const [clean, faulty] = rigs.map((rig) => rig.heard.get('master')!);
  expect(faulty!.every(Number.isFinite)).toBe(true);
  const end = faulty!.slice(-6400);
  const late = clean!.slice(-6400).map((value, i) => Math.abs(value - end[i]!));
  expect(Math.max(...late)).toBeLessThan(1e-9);
  expect(faulty!.slice(64 * 2 * 20, 64 * 2 * 30).some((value) => Math.abs(value) > 0.05)).toBe(true);
});
