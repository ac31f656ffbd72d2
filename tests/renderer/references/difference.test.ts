/** Differences between songs, and the equaliser that goes towards a reference. */
import { describe, expect, it } from 'vitest';
import { totalResponseDb } from '../../../audio-engine/effects/equaliser/curves.ts';
import {
  bandLossDb,
  type ProfileFigures,
  THIRD_OCTAVES_HZ,
  thirdOctaveDifference,
  tonalDifference,
} from '../../../audio-engine/protocol/index.ts';
import { createDocument, MASTER_STRIP } from '../../../audio-engine/session/index.ts';
import { MATCH_MOST_DB, matchMove, matchParameters, wantedDb } from '../../../renderer/references/match.ts';
import { curvePath } from '../../../renderer/references/systems-strip.tsx';

const figures = (bandsDb: (number | null)[]): ProfileFigures => ({
  lufs: -10,
  truePeakDbtp: -1,
  psrDb: 9,
  width: 0.4,
  bandsDb,
});
/** Third octaves that fall, with a change from one frequency to another. */
const tone = (change = 0, lowHz = 0, highHz = 0, level = 0) =>
  figures(THIRD_OCTAVES_HZ.map((hz, n) => level - n * 0.7 + (hz >= lowHz && hz < highHz ? change : 0)));

describe('a difference', () => {
  it('is nothing between a song and itself, however loud', () => {
    for (const { db } of tonalDifference(tone(0, 0, 0, -12), tone())) expect(db).toBeCloseTo(0, 9);
  });

  it('stands in the band it is in', () => {
    const byBand = Object.fromEntries(
      tonalDifference(tone(4, 6000, 21_000), tone()).map(({ id, db }) => [id, db!]),
    );
    expect(byBand.air).toBeGreaterThan(3.5);
    expect(byBand.mid).toBeCloseTo(0, 6);
    expect(byBand.sub).toBeCloseTo(0, 6);
  });

  it('is not told where a side is silent', () => {
    const silent = figures(THIRD_OCTAVES_HZ.map((hz) => (hz > 6000 ? null : -20)));
    expect(tonalDifference(silent, tone()).at(-1)!.db).toBeNull();
  });

  it('of a system is what its response takes', () => {
    const bands = THIRD_OCTAVES_HZ.map(() => -20);
    expect(bandLossDb(bands, (hz) => (hz < 100 ? -12 : 0), 20, 100)).toBeCloseTo(12, 9);
    expect(bandLossDb(bands, () => 0, 100, 250)).toBeCloseTo(0, 9);
  });
});

describe('a match', () => {
  const difference = thirdOctaveDifference(tone(-1.5, 6000, 21_000), tone());

  it('goes against the difference, as far as it is asked to, and no further than 2 dB', () => {
    const half = wantedDb(difference, 0.5);
    expect(half.at(-1)).toBeCloseTo(0.75, 1);
    expect(Math.max(...wantedDb(thirdOctaveDifference(tone(-20, 6000, 21_000), tone()), 1))).toBe(
      MATCH_MOST_DB,
    );
    expect(wantedDb(difference, 0).every((db) => Math.abs(db) < 1e-9)).toBe(true);
  });

  it('becomes a curve within 0.5 dB of the wish', () => {
    for (const test of [
      thirdOctaveDifference(tone(-1.5, 6000, 21_000), tone()),
      thirdOctaveDifference(tone(1.5, 200, 500), tone()),
      thirdOctaveDifference(tone(1.8, 20, 100), tone()),
    ]) {
      const response = totalResponseDb(matchParameters(test, 1, 48_000), THIRD_OCTAVES_HZ, 48_000);
      const wanted = wantedDb(test, 1);
      const misses = [...response].map((db, n) => Math.abs(db - wanted[n]!));
      expect(misses.reduce((sum, miss) => sum + miss, 0) / misses.length).toBeLessThan(0.35);
    }
  });

  it('takes the final EQ where its bands rest, and a new one behind it where they do not', () => {
    const document = createDocument({
      id: 's',
      name: 'S',
      sampleRate: 48_000,
      createdAt: '2026-01-01T00:00:00Z',
    });
    const parameters = matchParameters(difference, 0.4, 48_000);
    expect(matchMove(document, parameters, 'new').id).toBe('effect.insert');
    const equaliser = (own: Record<string, number>) => ({
      ...document,
      effects: {
        ...document.effects,
        [MASTER_STRIP]: {
          eq: {
            id: 'eq',
            kind: 'equaliser' as const,
            order: 'V',
            bypassed: false,
            parameters: own,
            presetName: null,
            sideChain: null,
            impulse: null,
          },
        },
      },
    });
    expect(matchMove(equaliser({}), parameters, 'new')).toMatchObject({
      id: 'effect.set',
      payload: { effectId: 'eq' },
    });
    const moved = matchMove(equaliser({ band3GainDb: 2 }), parameters, 'new');
    expect(moved).toMatchObject({ id: 'effect.insert', payload: { effect: { id: 'new' } } });
  });
});

it('draws a response as one line across the cell', () => {
  const path = curvePath(Array.from({ length: 120 }, () => 0));
  expect(path.startsWith('M0.0 ')).toBe(true);
  expect(path.match(/L/g)).toHaveLength(119);
  expect(path.endsWith(' 11.3')).toBe(true);
});
