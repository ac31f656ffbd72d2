/** Loudness targets: data with a source and a date, because services change their minds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../entries.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';

const targetSchema = z.strictObject({
  name: z.string().min(1).max(64),
  lufs: z.number().min(-40).max(0),
  ceilingDbtp: z.number().min(-12).max(0),
  /** What the level is measured on: all of the programme, or its dialogue. */
  gate: z.enum(['programme', 'dialogue']),
  source: z.string().min(1),
  /** Year and month in which the figure was last read. */
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
});

const targetsSchema = z
  .array(targetSchema)
  .refine(
    (list) => new Set(list.map((t) => t.name.toLowerCase())).size === list.length,
    'a name stands twice',
  );

/** A destination that plays at a level. One without a level is no target and does not stand in the list. */
export type LoudnessTarget = z.infer<typeof targetSchema>;

/** What `master` aims at when nothing else is asked for. */
export const DEFAULT_TARGET = { lufs: -14, ceilingDbtp: -1 } as const;

/** Reads and checks a list of targets; throws a ThresholdError. */
export function loadTargets(path = join(programFolder(), 'assets', 'targets.json')): LoudnessTarget[] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ThresholdError(deliveryWords.targetsUnreadable(String(error)), { cause: error });
  }
  const parsed = targetsSchema.safeParse(raw);
  if (!parsed.success)
    throw new ThresholdError(deliveryWords.targetsUnreadable(z.prettifyError(parsed.error)));
  return parsed.data;
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
