/** The corridor between references: where it runs, and at which level it is laid. */
import { expect, it } from 'vitest';
import {
  curveFor,
  nearestCurve,
  type SongProfile,
  SPECTRUM_BANDS,
  THIRD_OCTAVES_HZ,
  TONAL_CURVES,
} from '../../../audio-engine/protocol/index.ts';
import {
  corridorAt,
  corridorOf,
  corridorOfCurve,
  levelOfTrace,
} from '../../../renderer/references/corridor.ts';

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

it('without references is the room that the curve of a kind leaves, wider at the edges of hearing', () => {
  for (const curve of TONAL_CURVES) {
    const corridor = corridorOfCurve(curve);
    const width = (hz: number) => {
      const { highDb, lowDb } = corridor.find((band) => band.hz === hz)!;
      return highDb - lowDb;
    };
    expect(width(1000)).toBeCloseTo(2 * curve.sigmaDb, 9);
    expect(width(25)).toBeCloseTo(2 * curve.edgeSigmaDb, 9);
  }
  // Against the same level as references are: a song that lies on the curve lies in its middle.
  const [pop] = TONAL_CURVES;
  const song = profile((hz) => pop!.levelsDb[THIRD_OCTAVES_HZ.indexOf(hz as 1000)]! - 30);
  const middle = corridorOf([song]).find(({ hz }) => hz === 4000)!.middleDb;
  expect(corridorOfCurve(pop!).find(({ hz }) => hz === 4000)!.middleDb).toBeCloseTo(middle, 9);
});

it('takes the curve that a song lies nearest to, however loud, dull or odd in one place, unless one is chosen', () => {
  for (const curve of TONAL_CURVES) {
    const song = curve.levelsDb.map((db, n) => db - 27 + (n === 12 ? 9 : 0) - (n > 22 ? 6 : 0));
    expect(nearestCurve(song).name).toBe(curve.name);
    expect(curveFor(null, song).name).toBe(curve.name);
    expect(curveFor('rock', song).name).toBe('rock');
  }
  expect(curveFor('gone', null).name).toBe(TONAL_CURVES[0]!.name);
  expect(
    curveFor(
      null,
      THIRD_OCTAVES_HZ.map(() => null),
    ).name,
  ).toBe(TONAL_CURVES[0]!.name);
});
