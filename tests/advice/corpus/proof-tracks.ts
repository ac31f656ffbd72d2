/** How many of the faults between tracks are found, by strength, and what is said of mixes that have none. */
import { trackChecks } from '../../../audio-engine/advice/checks/between-tracks.ts';
import { listenToSession } from '../../../audio-engine/advice/index.ts';
import type { TestSession } from '../../render/sessions.ts';
import { faultyMix, type Strength, TRACK_FAULTS } from './faults-tracks.ts';
import { GENRES, type Genre, makeMix } from './mixes.ts';

/** Seeds that limits may be set on, and those that only figures come from: 5 and 6 are spent. */
export const SEEN_TRACK_SEEDS: readonly number[] = [1, 2, 5, 6];
export const UNSEEN_TRACK_SEEDS: readonly number[] = [41, 42, 43, 44];

export interface ProofRow {
  fault: string;
  /** By strength. */
  found: [number, number, number];
  tried: [number, number, number];
}

interface Said {
  /** Codes of what was found. */
  codes: string[];
  /** `code figure` of what is to be mended or listened to: on a clean mix each is a false alarm. */
  alarms: string[];
  lines: number;
}

async function saidOf(mix: TestSession): Promise<Said> {
  try {
    const { song } = await listenToSession({ document: mix.document, folder: mix.folder });
    const said: Said = { codes: [], alarms: [], lines: 0 };
    for (const check of trackChecks) {
      const outcome = check.run(song);
      if (!outcome) continue;
      said.lines++;
      said.codes.push(...outcome.findings.map(({ code }) => code));
      const worst = outcome.findings.find(({ severity }) => severity !== 'note');
      if (worst) said.alarms.push(`${worst.code} ${worst.measured.text}`);
    }
    return said;
  } finally {
    mix.remove();
  }
}

export const emptyProofRow = (fault: string): ProofRow => ({ fault, found: [0, 0, 0], tried: [0, 0, 0] });

/** A fault of a list at one strength, in the genre that its place and the seed choose; adds to the row. */
export async function proveFault(row: ProofRow, seed: number, strength: Strength, seconds: number) {
  const at = TRACK_FAULTS.findIndex(({ name }) => name === row.fault);
  const fault = TRACK_FAULTS[at]!;
  // Each strength meets each seed in the same genre: what changes is the fault alone.
  const genre = fault.genres[(at * 5 + seed) % fault.genres.length]!;
  const { codes } = await saidOf(faultyMix(fault, genre, seed, strength, seconds));
  const isFound = codes.some((code) => fault.codes.includes(code));
  row.tried[strength]++;
  if (isFound) row.found[strength]++;
  return { genre, isFound };
}

export async function proveClean(genre: Genre, seed: number, seconds: number): Promise<Said> {
  return saidOf(makeMix(genre, seed, { seconds }));
}

export const trackGenres: readonly Genre[] = Object.keys(GENRES);
