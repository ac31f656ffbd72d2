/**
 * Hand-off to another engineer: a plain folder with the mix before the master strip, stems, a sheet for people and
 * one for programs, from which a session can be made again on the other side.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type ExportRequest, measuredSchema, proofSchema, type StemOptions } from '../protocol/index.ts';
import { orderedMarkers, type SessionDocument } from '../session/index.ts';
import { handoffWords, ThresholdError } from '../words/index.ts';
import { exportAudio } from './export-audio.ts';
import { chainOf, programVersion } from './proof.ts';

const SHEET = 'handoff.json';
const README = 'README.txt';

const fileSchema = z.object({
  /** Inside the folder, with forward slashes. */
  path: z
    .string()
    .max(512)
    .regex(/^[^/\\][^\\]*$/)
    .refine((path) => !path.split('/').includes('..')),
  name: z.string().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  measurement: measuredSchema,
});

export const handoffSchema = z.object({
  handoff: z.literal(1),
  program: z.object({ name: z.string(), version: z.string() }),
  createdAt: z.string(),
  session: z.object({
    id: z.string(),
    name: z.string().max(256),
    revision: z.number().nullable(),
    sampleRate: z.number().int().min(8000).max(384000),
  }),
  tempo: z.object({ bpm: z.number(), numerator: z.number(), denominator: z.number() }),
  markers: z.array(z.object({ sample: z.number().int().min(0), name: z.string().max(256) })).max(1000),
  notes: z.array(z.object({ sample: z.number().int().min(0), text: z.string().max(1024) })).max(1000),
  /** What the sender wants to be known. */
  message: z.string().max(8000),
  release: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  target: z.string().nullable(),
  /** The master's inserts, for information: they are not in the files. */
  chain: proofSchema.shape.chain,
  premaster: fileSchema,
  stems: z.array(fileSchema).max(512),
});
export type Handoff = z.infer<typeof handoffSchema>;

export interface HandoffJob {
  document: SessionDocument;
  revision: number | null;
  /** The session's folder. */
  folder: string;
  /** A folder that is not there, or is empty. */
  to: string;
  message: string;
  /** Null gives the premaster alone. */
  stems: StemOptions | null;
  createdAt?: string;
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

/** Of the progress, what the premaster takes where there are stems. */
const PREMASTER_SHARE = 0.4;

/** Throws a ThresholdError; after a failure or a cancel the folder is as it was. */
export async function handOff(job: HandoffJob): Promise<{ sheet: Handoff; notices: string[] }> {
  const { document, to, stems } = job;
  const isNew = !existsSync(to);
  if (!isNew && readdirSync(to).length > 0) throw new ThresholdError(handoffWords.notEmpty(to));
  mkdirSync(to, { recursive: true });
  const createdAt = job.createdAt ?? new Date().toISOString();
  const share = stems ? PREMASTER_SHARE : 1;
  const run = (options: ExportRequest, from: number, part: number) =>
    exportAudio({ ...job, createdAt, options, onProgress: (f, s) => job.onProgress?.(from + part * f, s) });
  const files: ExportRequest['files'] = [{ file: { format: 'wav', bits: '32f' }, sampleRate: null }];
  const common = { files, target: null, range: null, proof: true } as const;
  try {
    const premaster = await run(
      {
        ...common,
        what: 'premaster',
        place: { folder: to, pattern: '{title} premaster', ifThere: 'number' },
      },
      0,
      share,
    );
    const parts = stems
      ? await run(
          {
            ...common,
            what: 'stems',
            stems,
            place: { folder: join(to, 'stems'), pattern: '{track}', ifThere: 'number' },
          },
          share,
          1 - share,
        )
      : null;
    const { artwork: _artwork, targetName, ...release } = document.release;
    const sheet: Handoff = {
      handoff: 1,
      program: { name: 'Threshold', version: programVersion() },
      createdAt,
      session: {
        id: document.session.id,
        name: document.session.name,
        revision: job.revision,
        sampleRate: document.session.sampleRate,
      },
      tempo: { ...document.tempo },
      markers: orderedMarkers(document).map(({ sample, name }) => ({ sample, name })),
      notes: Object.values(document.notes)
        .filter(({ done }) => !done)
        .sort((a, b) => a.sample - b.sample)
        .map(({ sample, text }) => ({ sample, text })),
      message: job.message,
      release,
      target: targetName,
      chain: chainOf(document),
      premaster: fileOf(premaster.files[0]!, ''),
      stems: (parts?.files ?? []).map((file) => fileOf(file, 'stems/')),
    };
    writeFileSync(join(to, SHEET), `${JSON.stringify(sheet, null, 2)}\n`);
    writeFileSync(join(to, README), handoffWords.readme(sheet));
    return { sheet, notices: [...new Set([...premaster.notices, ...(parts?.notices ?? [])])] };
  } catch (error) {
    for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true, force: true });
    if (isNew) rmSync(to, { recursive: true, force: true });
    throw error;
  }
}

function fileOf(
  {
    path,
    name,
    sha256,
    measurement,
  }: { path: string; name: string | null; sha256: string; measurement: z.infer<typeof measuredSchema> },
  place: string,
): z.infer<typeof fileSchema> {
  return { path: `${place}${basename(path)}`, name, sha256, measurement };
}

/** Reads a hand-off and looks whether its files are there, and whole; a sentence for each that is not. */
export function readHandoff(
  folder: string,
  { checksums = true } = {},
): { sheet: Handoff; notices: string[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(join(folder, SHEET), 'utf8'));
  } catch (error) {
    throw new ThresholdError(handoffWords.missing(folder), { cause: error });
  }
  const parsed = handoffSchema.safeParse(raw);
  if (!parsed.success) throw new ThresholdError(handoffWords.damaged(folder));
  const sheet = parsed.data;
  const notices: string[] = [];
  for (const { path, sha256 } of [sheet.premaster, ...sheet.stems]) {
    const file = join(folder, ...path.split('/'));
    if (!existsSync(file)) notices.push(handoffWords.fileMissing(path));
    else if (checksums && createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256)
      notices.push(handoffWords.fileChanged(path));
  }
  if (!existsSync(join(folder, ...sheet.premaster.path.split('/'))))
    throw new ThresholdError(handoffWords.noPremaster(folder));
  return { sheet, notices };
}
