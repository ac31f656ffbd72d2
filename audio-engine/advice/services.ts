/**
 * Where music goes and what happens to it there, as data that a user may edit: gain rule, limiter, codecs, how the
 * level is measured, and for each the source, its grade and the date it was read.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../entries.ts';
import { parseFormatSpec, type Service, serviceSchema } from '../protocol/index.ts';
import { servicesWords, ThresholdError } from '../words/index.ts';

const servicesSchema = z
  .array(
    serviceSchema.refine(({ codecs }) => codecs.every((spec) => parseFormatSpec(spec) !== null), {
      error: 'a codec is not one that Threshold knows',
    }),
  )
  .min(1)
  .refine((list) => unique(list.map(({ id }) => id)), 'an id stands twice')
  .refine((list) => unique(list.map(({ name }) => name.toLowerCase())), 'a name stands twice');

const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** What comes with the program. */
export function servicesPath(): string {
  return join(programFolder(), 'assets', 'services.json');
}

/** A copy with this name in the app's data folder takes its place. */
export const SERVICES_FILE = 'services.json';

/** The file that counts: the user's own where there is one. */
export function findServicesFile(dataFolder: string | null): string {
  const own = dataFolder === null ? null : join(dataFolder, SERVICES_FILE);
  return own !== null && existsSync(own) ? own : servicesPath();
}

/** Reads and checks a list of services; throws a ThresholdError that names the file and the entry. */
export function loadServices(path = servicesPath()): Service[] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ThresholdError(servicesWords.unreadable(path, String(error)), { cause: error });
  }
  const parsed = servicesSchema.safeParse(raw);
  if (!parsed.success)
    throw new ThresholdError(servicesWords.unreadable(path, z.prettifyError(parsed.error)));
  return parsed.data;
}
