/**
 * Brings a stored document of any earlier schema version to the current one, step by step; refuses one that is
 * newer than the program, because rewriting it would lose what this program does not know.
 */

import { sessionWords, ThresholdError } from '../words/index.ts';
import { SCHEMA_VERSION, type SessionDocument } from './document.ts';
import { validateDocument } from './validate.ts';

type Raw = Record<string, unknown>;

/** `migrations[n]` turns a document of version n into one of version n + 1; it may change what it is given. */
export type Migrations = Readonly<Record<number, (raw: Raw) => Raw>>;

const { document: words } = sessionWords;

/** Version 1 is the first; the next version adds its step here. */
export const migrations: Migrations = {};

/** Runs the chain from the document's version up to `target`; the value given is not changed. */
export function runMigrations(stored: unknown, target: number, chain: Migrations): Raw {
  const notASession = new ThresholdError({
    code: 'not-a-session',
    sentence: words.notASession,
    nextStep: words.notASessionNext,
  });
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) throw notASession;
  let raw = structuredClone(stored) as Raw;
  const version = raw.schemaVersion;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) throw notASession;
  if (version > target) {
    throw new ThresholdError({
      code: 'newer-schema',
      sentence: words.newer(version, target),
      nextStep: words.newerNext,
    });
  }
  for (let from = version; from < target; from++) {
    const step = chain[from];
    if (!step) throw notASession;
    raw = { ...step(raw), schemaVersion: from + 1 };
  }
  return raw;
}

/** A stored document as a checked one of the current version. */
export function migrate(raw: unknown): SessionDocument {
  return validateDocument(runMigrations(raw, SCHEMA_VERSION, migrations));
}
