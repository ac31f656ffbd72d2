/** A sample of what `npm run bench -- detection-tracks` measures whole: each fault between tracks once, by turns strong and middling. */
import { describe, expect, it } from 'vitest';
import { type Strength, TRACK_FAULTS } from './corpus/faults-tracks.ts';
import {
  emptyProofRow,
  proveClean,
  proveFault,
  trackGenres,
  UNSEEN_TRACK_SEEDS,
} from './corpus/proof-tracks.ts';

const SECONDS = 6;
const seedAt = (i: number): number => UNSEEN_TRACK_SEEDS[i % UNSEEN_TRACK_SEEDS.length]!;

describe('what the mix check finds between tracks', () => {
  it('is nearly every fault that is strong or middling', async () => {
    const missed: string[] = [];
    for (const [i, { name }] of TRACK_FAULTS.entries()) {
      const strength: Strength = i % 3 === 2 ? 1 : 2;
      const { genre, isFound } = await proveFault(emptyProofRow(name), seedAt(i), strength, SECONDS);
      if (!isFound) missed.push(`${name} ${strength} ${genre} ${seedAt(i)}`);
    }
    expect(TRACK_FAULTS.length).toBeGreaterThanOrEqual(15);
    // Of so few one miss is chance; the whole is what the bench measures.
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(2);
  }, 400_000);

  it('is little in mixes that have none', async () => {
    let lines = 0;
    const alarms: string[] = [];
    for (const [i, genre] of trackGenres.entries()) {
      if (i % 4 !== 1) continue;
      const said = await proveClean(genre, seedAt(i), SECONDS);
      lines += said.lines;
      alarms.push(...said.alarms.map((alarm) => `${genre}: ${alarm}`));
    }
    expect(lines).toBeGreaterThan(20);
    expect(alarms.length / lines, alarms.join('; ')).toBeLessThanOrEqual(0.05);
  }, 200_000);
});
