/**
 * Loudness targets: what masters for a service aim at, out of the services' own data (advice/services.ts), because
 * services change their minds and one list is enough.
 */
import { loadServices } from '../advice/index.ts';
import type { Service } from '../protocol/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';

/** A destination that plays at a level. One without a level is no target and does not stand in the list. */
export interface LoudnessTarget {
  name: string;
  lufs: number;
  ceilingDbtp: number;
  /** What the level is measured on: all of the programme, or its dialogue. */
  gate: Service['gate'];
  source: string;
  /** Year and month in which the figure was last read. */
  asOf: string;
}

/** What `master` aims at when nothing else is asked for. */
export const DEFAULT_TARGET = { lufs: -14, ceilingDbtp: -1 } as const;

export function targetsOf(services: readonly Service[]): LoudnessTarget[] {
  return services.flatMap(({ name, master, gate, source, asOf }) =>
    master ? [{ name, lufs: master.lufs, ceilingDbtp: master.ceilingDbtp, gate, source, asOf }] : [],
  );
}

/** Reads and checks the services, of the program or of a user's own file; throws a ThresholdError. */
export function loadTargets(path?: string): LoudnessTarget[] {
  return targetsOf(loadServices(path));
}

/** The target of a name, whatever its capitals; throws a ThresholdError that lists the names there are. */
export function findTarget(name: string, targets: readonly LoudnessTarget[] = loadTargets()): LoudnessTarget {
  const found = targets.find((t) => t.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  throw new ThresholdError(
    deliveryWords.unknownTarget(
      name,
      targets.map((t) => t.name),
    ),
  );
}
