/** The search on curves that limiters have: straight, bending, saturating, with a step, with silence at its start. */
import { describe, expect, it } from 'vitest';
import { findGain } from '../../audio-engine/delivery/loudness-search.ts';

async function search(curve: (gainDb: number) => number | null, targetLufs: number, startDb: number) {
  const gains: number[] = [];
  const found = await findGain({
    targetLufs,
    startDb,
    minDb: -24,
    maxDb: 36,
    toleranceLu: 0.02,
    async measure(gainDb) {
      gains.push(gainDb);
      return curve(gainDb);
    },
  });
  return { ...found, gains };
}

/** Loudness that bends towards a limit, as a limiter's does. */
const bending = (limit: number, from: number) => (gainDb: number) =>
  limit - 4 * Math.log(1 + Math.exp(-(from + gainDb - limit) / 4));

describe('findGain', () => {
  it.each([
    ['straight', (g: number) => -20 + g, -14, 6, 1],
    ['straight, from far away', (g: number) => -60 + g, -27, 0, 4],
    ['bending', bending(-6, -20), -9, 11, 5],
    ['bending hard', bending(-8, -18), -8.5, 9.5, 7],
    ['with a step', (g: number) => -20 + g + (g > 5.5 ? 0.3 : 0), -14, 6, 6],
  ] as const)('%s', async (_, curve, target, start, passes) => {
    const { lufs, gains } = await search(curve, target, start);
    expect(Math.abs(lufs! - target)).toBeLessThanOrEqual(0.02);
    expect(gains.length).toBeLessThanOrEqual(passes);
    for (const g of gains) expect(Math.abs(g * 100 - Math.round(g * 100))).toBeLessThan(1e-6);
  });

  it('goes to the end of the range once, and stays within it, where the target is out of reach', async () => {
    const { gainDb, gains } = await search(bending(-8, -18), -5, 13);
    expect(gainDb).toBe(36);
    expect(gains.filter((g) => g === 36)).toEqual([36]);
    expect(gains.length).toBeLessThanOrEqual(5);
    expect((await search((g) => -2 + g, -40, 0)).gainDb).toBe(-24);
  });

  it('finds what is below the gate at first', async () => {
    const { lufs } = await search((g) => (g < 10 ? null : -75 + g), -45, 0);
    expect(Math.abs(lufs! + 45)).toBeLessThanOrEqual(0.02);
  });

  it('gives its best where a jump leaves a hole at the target', async () => {
    const { lufs, gains } = await search((g) => (g < 3 ? -16 : -12), -14.5, 0);
    expect(lufs).toBe(-16);
    expect(gains.length).toBeLessThanOrEqual(10);
  });
});
