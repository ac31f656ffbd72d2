import { expect, test } from 'vitest';
import { MeterReader } from '../../audio-engine/render/index.ts';
import { constant, Rig, testDocument } from './rig.ts';

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
