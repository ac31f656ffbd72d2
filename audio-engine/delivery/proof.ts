/** The proof beside an export: what it is, what it was made from and how; enough to make it again. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { programFolder } from '../entries.ts';
import { type ExportedFile, type ExportOptions, type Proof, proofSchema } from '../protocol/index.ts';
import { MASTER_STRIP, orderedEffects, type SessionDocument } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import type { ExportJob } from './export-audio.ts';

interface ProofFacts {
  job: ExportJob;
  options: ExportOptions;
  createdAt: string;
  limiter: { gainDb: number; ceilingDbtp: number } | null;
  sampleRate: number;
  stem: { stripId: string; name: string } | null;
}

let version: string | undefined;
/** Of the program, from its package.json. */
export function programVersion(): string {
  version ??= String(
    (JSON.parse(readFileSync(join(programFolder(), 'package.json'), 'utf8')) as { version: unknown }).version,
  );
  return version;
}

/** Parts of a document that neither sound nor are written into files. */
const SILENT_PARTS = new Set(['notes', 'dismissed', 'references', 'scenes', 'loop', 'schemaVersion']);

/** One number for all of a document that an export depends on. */
export function documentHash(document: SessionDocument): string {
  const sounding = Object.fromEntries(Object.entries(document).filter(([key]) => !SILENT_PARTS.has(key)));
  return createHash('sha256').update(canonical(sounding)).digest('hex');
}

/** JSON with keys in order: the same document has the same text whatever its history. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export function chainOf(document: SessionDocument): Proof['chain'] {
  return orderedEffects(document, MASTER_STRIP).map(({ kind, bypassed, parameters }) => ({
    kind,
    bypassed,
    parameters: { ...parameters },
  }));
}

export function writeProof(exported: ExportedFile, facts: ProofFacts): void {
  const { job, options, createdAt, limiter, stem } = facts;
  const { document, folder, revision = null } = job;
  const proof: Proof = {
    proof: 1,
    program: { name: 'Threshold', version: programVersion() },
    createdAt,
    fileName: basename(exported.path),
    sha256: exported.sha256,
    sizeBytes: exported.sizeBytes,
    session: {
      id: document.session.id,
      name: document.session.name,
      revision,
      document: documentHash(document),
      folder: relative(dirname(exported.path), folder).split(sep).join('/'),
    },
    // Where it went is nobody's business but the names are.
    options: { ...options, place: { ...options.place, folder: '.' } },
    file: { file: exported.file, sampleRate: facts.sampleRate, dither: exported.dither },
    version: exported.version,
    stem,
    set: exported.set,
    limiter,
    chain: chainOf(document),
    measurement: exported.measurement,
    lossy: exported.lossy,
  };
  const path = `${exported.path}.proof.json`;
  try {
    writeFileSync(path, `${JSON.stringify(proof, null, 2)}\n`);
  } catch (error) {
    throw new ThresholdError(deliveryWords.proof.unwritable(path, String(error)), { cause: error });
  }
}

/** The proof of a file; throws a ThresholdError where there is none that can be read. */
export function readProof(path: string): Proof {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(`${path}.proof.json`, 'utf8'));
  } catch (error) {
    throw new ThresholdError(deliveryWords.proof.missing(path), { cause: error });
  }
  const parsed = proofSchema.safeParse(raw);
  if (!parsed.success) throw new ThresholdError(deliveryWords.proof.unreadable(path));
  return parsed.data;
}
