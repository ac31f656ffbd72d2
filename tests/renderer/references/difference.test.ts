/** Differences between songs, and the equaliser that goes towards a reference. */
import { describe, expect, it } from 'vitest';
import { matchBandsDb } from '../../../audio-engine/effects/equaliser/curves.ts';
import {
  bandLossDb,
  type ProfileFigures,
  THIRD_OCTAVES_HZ,
  tonalDifference,
} from '../../../audio-engine/protocol/index.ts';
import { createDocument, type Effect, MASTER_STRIP } from '../../../audio-engine/session/index.ts';
import {
  finalEqualiser,
  MATCH_MOST_DB,
  matchMove,
  matchParameters,
} from '../../../renderer/references/match.ts';
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
  const dull = tone(-1.5, 6000, 21_000).bandsDb;
  const document = createDocument({
    id: 's',
    name: 'S',
    sampleRate: 48_000,
    createdAt: '2026-01-01T00:00:00Z',
  });
  const equaliser = (parameters: Record<string, number>): Effect => ({
    id: 'eq',
    kind: 'equaliser',
    order: 'V',
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  });
  const withFinal = (parameters: Record<string, number>) => ({
    ...document,
    effects: { ...document.effects, [MASTER_STRIP]: { eq: equaliser(parameters) } },
  });

  it('goes against the difference, as far as it is asked to, and no further than 2 dB', () => {
    const half = matchBandsDb(matchParameters(tone().bandsDb, dull, 0.5));
    expect(half.at(-1)! - half[16]!).toBeCloseTo(0.75, 1);
    const far = tone(-20, 6000, 21_000).bandsDb;
    for (const strength of [0.2, 0.5, 1]) {
      const most = Math.max(...matchBandsDb(matchParameters(tone().bandsDb, far, strength)).map(Math.abs));
      expect(most).toBeLessThanOrEqual(MATCH_MOST_DB + 0.06);
    }
    expect(matchBandsDb(matchParameters(tone().bandsDb, dull, 0)).every((db) => db === 0)).toBe(true);
  });

  it('takes the place of the curve that the master was measured through', () => {
    const first = matchParameters(tone().bandsDb, dull, 0.5);
    const through = matchBandsDb(first);
    const heard = dull.map((db, band) => db! + through[band]!);
    const again = matchParameters(tone().bandsDb, heard, 0.5, equaliser(first));
    for (const [id, value] of Object.entries(first)) expect(again[id]).toBeCloseTo(value, 1);
    expect(matchParameters(tone().bandsDb, heard, 0.5)).not.toEqual(first);
  });

  it('stands in the final EQ beside its bands, and in a new one where there is none', () => {
    const parameters = matchParameters(tone().bandsDb, dull, 0.4);
    expect(parameters).toMatchObject({ matchOn: 1, matchStrengthPercent: 40 });
    expect(matchMove(document, parameters, 'new')).toMatchObject({
      id: 'effect.insert',
      payload: { effect: { id: 'new', kind: 'equaliser' } },
    });
    expect(matchMove(withFinal({ band3GainDb: 2 }), parameters, 'new')).toEqual({
      id: 'effect.set',
      payload: { stripId: MASTER_STRIP, effectId: 'eq', parameters },
    });
    expect(finalEqualiser(withFinal({}))?.id).toBe('eq');
  });
});

it('draws a response as one line across the cell', () => {
  const path = curvePath(Array.from({ length: 120 }, () => 0));
  expect(path.startsWith('M0.0 ')).toBe(true);
  expect(path.match(/L/g)).toHaveLength(119);
  expect(path.endsWith(' 11.3')).toBe(true);
});
