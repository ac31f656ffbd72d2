/** The corridor between references: where it runs, and at which level it is laid. */
import { expect, it } from 'vitest';
import { type SongProfile, SPECTRUM_BANDS, THIRD_OCTAVES_HZ } from '../../../audio-engine/protocol/index.ts';
import { corridorAt, corridorOf, levelOfTrace } from '../../../renderer/references/corridor.ts';

const profile = (bandDb: (hz: number) => number): SongProfile => {
  const figures = {
    lufs: -10,
    truePeakDbtp: -1,
    psrDb: 9,
    width: 0.4,
    bandsDb: THIRD_OCTAVES_HZ.map(bandDb),
  };
  const loudest = { startSample: 0, endSample: 1, figures };
  return { version: 1, sampleRate: 48_000, lengthSamples: 1, lraLu: 5, whole: figures, loudest };
};

it('runs from the least to the most of its references, however loud they are', () => {
  const corridor = corridorOf([profile(() => -20), profile((hz) => (hz >= 6300 ? -36 : -40))]);
  const middle = corridor.find(({ hz }) => hz === 1000)!;
  const air = corridor.find(({ hz }) => hz === 10_000)!;
  expect(middle.highDb - middle.lowDb).toBeCloseTo(3, 9);
  expect(air.highDb - air.lowDb).toBeCloseTo(3 + 4, 9);
  // 4.5 dB an octave of density is 1.49 of bands.
  expect(corridor.find(({ hz }) => hz === 2000)!.middleDb - middle.middleDb).toBeCloseTo(1.49, 9);
  expect(corridorOf([])).toEqual([]);
});

it('is between its bands what a line along octaves is', () => {
  const corridor = corridorOf([profile((hz) => -10 * Math.log2(hz / 1000))]);
  const a = corridorAt(corridor, 1000).middleDb;
  const b = corridorAt(corridor, 1250).middleDb;
  expect(corridorAt(corridor, Math.sqrt(1000 * 1250)).middleDb).toBeCloseTo((a + b) / 2, 6);
  expect(corridorAt(corridor, 5)).toBe(corridor[0]);
});

it('stands at the level of what is drawn, and nowhere in silence', () => {
  expect(levelOfTrace(new Float32Array(SPECTRUM_BANDS).fill(-40))).toBeCloseTo(-40, 4);
  expect(levelOfTrace(new Float32Array(SPECTRUM_BANDS).fill(-150))).toBeUndefined();
});
