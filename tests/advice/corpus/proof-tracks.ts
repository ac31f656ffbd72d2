/** How many of the faults between tracks are found, by strength, and what is said of mixes that have none. */
import { trackChecks } from '../../../audio-engine/advice/checks/between-tracks.ts';
import { listenToSession } from '../../../audio-engine/advice/index.ts';
import type { Finding } from '../../../audio-engine/protocol/index.ts';
import type { TestSession } from '../../render/sessions.ts';
import { faultyMix, type Strength, TRACK_FAULTS } from './faults-tracks.ts';
import { GENRES, makeMix } from './mixes.ts';

export interface ProofRow {
  fault: string;
  /** By strength: found, of those tried. */
  found: [number, number, number];
  tried: number;
}

async function findingsIn({ document, folder }: TestSession): Promise<Finding[]> {
  const { song } = await listenToSession({ document, folder });
  return trackChecks.flatMap((check) => check.run(song)?.findings ?? []);
}

/** Each fault once for each seed and strength, in a genre that changes with them. */
export async function proveFaults(
  seeds: readonly number[],
  seconds: number,
  strengths: readonly Strength[] = [0, 1, 2],
  each: (line: string) => void = () => {},
): Promise<ProofRow[]> {
  const rows: ProofRow[] = [];
  let turn = 0;
  for (const fault of TRACK_FAULTS) {
    const row: ProofRow = { fault: fault.name, found: [0, 0, 0], tried: seeds.length };
    for (const strength of strengths) {
      for (const seed of seeds) {
        const genre = fault.genres[(turn++ * 5 + seed) % fault.genres.length]!;
        const mix = faultyMix(fault, genre, seed, strength, seconds);
        const found = await findingsIn(mix).finally(() => mix.remove());
        const isFound = found.some(({ code }) => fault.codes.includes(code));
        if (isFound) row.found[strength]++;
        each(`${fault.name} ${strength} ${genre} ${seed}: ${isFound ? 'found' : 'missed'}`);
      }
    }
    rows.push(row);
  }
  return rows;
}

/** What is said of clean mixes, one of each genre for each seed: every line is a false alarm. */
export async function proveClean(
  seeds: readonly number[],
  seconds: number,
  each: (line: string) => void = () => {},
): Promise<{ mixes: number; alarms: string[] }> {
  const alarms: string[] = [];
  let mixes = 0;
  for (const seed of seeds) {
    for (const genre of Object.keys(GENRES)) {
      const mix = makeMix(genre, seed, { seconds });
      const found = await findingsIn(mix).finally(() => mix.remove());
      mixes++;
      for (const { code, measured } of found) alarms.push(`${genre} ${seed}: ${code} ${measured.text}`);
      each(
        `${genre} ${seed}: ${found.map(({ code, measured }) => `${code} ${measured.text}`).join('; ') || 'clear'}`,
      );
    }
  }
  return { mixes, alarms };
}
