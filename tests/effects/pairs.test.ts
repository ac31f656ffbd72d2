import { describe, expect, it } from 'vitest';
import { compressorParameters } from '../../audio-engine/effects/compressor/parameters.ts';
import { bandParameter, equaliserParameters } from '../../audio-engine/effects/equaliser/parameters.ts';
import { noise, processPair, startEffect } from './runner.ts';

const eq = (bands: number, extra: Record<string, number> = {}) => {
  const values: Record<string, number> = { ...extra };
  for (let n = 1; n <= bands; n++) {
    values[bandParameter(n, 'On')] = 1;
    values[bandParameter(n, 'Type')] = 3;
    values[bandParameter(n, 'GainDb')] = n % 2 ? 4 : -3;
  }
  return values;
};

describe('two strips at a time', () => {
  it('has the bits of two equalisers one after the other, settled and gliding', () => {
    for (const [one, other] of [
      [eq(6), eq(6)],
      [eq(5), eq(2, { outputGainDb: -4 })],
      [eq(3), eq(8, { band2Channels: 2 })],
      [eq(1), eq(0)],
    ] as const) {
      const inputs = [noise(64 * 30, 1), noise(64 * 30, 2)] as const;
      const make = () => [one, other].map((v) => startEffect('equaliser', equaliserParameters, v)) as Pair;
      const apart = make();
      const together = make();
      const moves: Record<string, number>[] = [
        {},
        { band1GainDb: 9, band2FrequencyHz: 777 },
        { band1On: 0 },
        {},
      ];
      for (const move of moves) {
        for (const fx of [...apart, ...together]) fx.set(move);
        const expected = [apart[0].process(inputs[0]), apart[1].process(inputs[1])];
        expect(processPair('equaliser', together, inputs)).toEqual(expected);
        expect(together[0].state.subarray(0, 3)).toEqual(apart[0].state.subarray(0, 3));
      }
    }
  });

  it('has the bits of two compressors one after the other', () => {
    const settings: Record<string, number>[] = [
      { thresholdDb: -30, ratio: 4, attackMs: 3 },
      { thresholdDb: -24, ratio: 8, releaseMs: 40, sidechainHighPass: 1, autoMakeup: 1 },
      { thresholdDb: -20, stereoLinkPercent: 50, lookAheadMs: 4 },
      { thresholdDb: 0, ratio: 1 },
      { thresholdDb: -30, character: 1, autoRelease: 1 },
    ];
    for (const one of settings) {
      for (const other of settings) {
        const inputs = [noise(64 * 40, 3, 0.7), noise(64 * 40, 4, 0.3)] as const;
        const make = () =>
          [one, other].map((v) => startEffect('compressor', compressorParameters, v)) as Pair;
        const apart = make();
        const together = make();
        const expected = [apart[0].process(inputs[0]), apart[1].process(inputs[1])];
        expect(processPair('compressor', together, inputs)).toEqual(expected);
        for (const i of [0, 1] as const)
          expect(together[i].state.subarray(0, 3)).toEqual(apart[i].state.subarray(0, 3));
      }
    }
  });
});

type Pair = [ReturnType<typeof startEffect>, ReturnType<typeof startEffect>];
