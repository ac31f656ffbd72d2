/**
 * Brings a stored document of any earlier schema version to the current one, step by step; refuses one that is
 * newer than the program, because rewriting it would lose what this program does not know.
 */

import { sessionWords, ThresholdError } from '../words/index.ts';
import { createMasterRoom, createRelease } from './create.ts';
import { MASTER_STRIP, type Release, SCHEMA_VERSION, type SessionDocument } from './document.ts';
import { validateDocument } from './validate.ts';

type Raw = Record<string, unknown>;

/** `migrations[n]` turns a document of version n into one of version n + 1; it may change what it is given. */
export type Migrations = Readonly<Record<number, (raw: Raw) => Raw>>;

const { document: words } = sessionWords;

const entries = (map: unknown): Raw[] =>
  typeof map === 'object' && map !== null ? (Object.values(map) as Raw[]) : [];

/** Version 1 had tracks that all go to the master; 2 has buses, sends, side-chains, automation and scenes. */
function toVersion2(raw: Raw): Raw {
  for (const track of entries(raw.tracks))
    Object.assign(track, { folderId: null, delaySamples: 0, frozen: null });
  for (const strip of entries(raw.strips)) {
    const output = strip.id === MASTER_STRIP ? null : MASTER_STRIP;
    Object.assign(strip, { panMode: 'balance', width: 1, output, vcaIds: [] });
  }
  for (const inserts of entries(raw.effects)) {
    for (const effect of entries(inserts)) Object.assign(effect, { sideChain: null, impulse: null });
  }
  return { ...raw, buses: {}, sends: {}, vcas: {}, groups: {}, folders: {}, automation: {}, scenes: {} };
}

/** 3 has the master room: sources, prints, states, references, notes, and tags for releases. */
function toVersion3(raw: Raw): Raw {
  for (const track of entries(raw.tracks)) Object.assign(track, { role: null });
  const release = createRelease(raw.release as Partial<Release>);
  return { ...raw, master: createMasterRoom(), references: {}, notes: {}, dismissed: {}, release };
}

export const migrations: Migrations = { 1: toVersion2, 2: toVersion3 };

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
