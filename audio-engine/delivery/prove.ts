/** Makes an export again from its session and says whether it is the same, and what differs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudio } from '../media/index.ts';
import type { ExportedFile, Proof, ProofReport } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { exportAudio, hashFile } from './export-audio.ts';
import { chainOf, documentHash, programVersion, readProof } from './proof.ts';

export interface ProveJob {
  /** The exported file; its proof stands beside it. */
  path: string;
  /** The session as it was at the proof's revision, or as it is where that cannot be had. */
  document: SessionDocument;
  folder: string;
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

const words = deliveryWords.proof;

export async function proveFile(job: ProveJob): Promise<ProofReport> {
  const { path, document } = job;
  const proof = readProof(path);
  if (proof.session.id !== document.session.id)
    throw new ThresholdError(words.otherSession(path, proof.session.name));
  const untouched = (await hashFile(path)) === proof.sha256;
  const place = mkdtempSync(join(tmpdir(), 'threshold-prove-'));
  try {
    const again = await render(job, proof, place);
    const differences = differencesOf(proof, document, untouched);
    const report = { path, untouched, differences, differenceDb: null, firstSeconds: null };
    if (again.sha256 === proof.sha256 && untouched) return { ...report, verdict: 'identical' };
    const sound = await compareSound(path, again.path);
    if (again.sha256 !== proof.sha256 && untouched && differences.length === 0)
      differences.push(sound.same ? words.besideSound : words.unexplained);
    return {
      ...report,
      verdict: sound.same ? 'sound' : 'different',
      differenceDb: sound.differenceDb,
      firstSeconds: sound.firstSeconds,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The one file again; stems all, because they share lengths and the numbers of their dithers. */
async function render(job: ProveJob, proof: Proof, place: string): Promise<ExportedFile> {
  const { options, file, version, stem, set } = proof;
  const done = await exportAudio({
    document: job.document,
    folder: job.folder,
    createdAt: proof.createdAt,
    settled: { limiter: proof.limiter, loweredDb: proof.lossy?.loweredDb ?? 0 },
    options: {
      ...options,
      ...(stem === null && { files: [file], sets: [], versions: [version] }),
      place: { ...options.place, folder: place },
      overshoot: 'say',
      proof: false,
    },
    ...(job.threads && { threads: job.threads }),
    ...(job.onProgress && { onProgress: job.onProgress }),
    signal: job.signal,
  });
  const same = (one: ExportedFile): boolean =>
    stem === null ||
    (one.name === stem.name &&
      one.set === set &&
      JSON.stringify(one.file) === JSON.stringify(file.file) &&
      one.dither === file.dither &&
      one.measurement.sampleRate === file.sampleRate);
  const found = done.files.find(same);
  if (!found) throw new ThresholdError(words.noStem(stem?.name ?? ''));
  return found;
}

function differencesOf(proof: Proof, document: SessionDocument, untouched: boolean): string[] {
  const differences: string[] = [];
  if (!untouched) differences.push(words.touched);
  if (proof.program.version !== programVersion())
    differences.push(words.program(proof.program.version, programVersion()));
  if (proof.session.document === documentHash(document)) return differences;
  const [then, now] = [proof.chain, chainOf(document)];
  const kinds = (chain: Proof['chain']): string => chain.map(({ kind }) => kind).join(', ');
  if (kinds(then) !== kinds(now)) differences.push(words.chain(kinds(then), kinds(now)));
  else
    for (const [i, { kind, bypassed, parameters }] of then.entries()) {
      const other = now[i]!;
      if (bypassed !== other.bypassed) differences.push(words.bypass(kind, other.bypassed));
      for (const key of new Set([...Object.keys(parameters), ...Object.keys(other.parameters)]))
        if (parameters[key] !== other.parameters[key])
          differences.push(
            words.parameter(kind, key, parameters[key] ?? null, other.parameters[key] ?? null),
          );
    }
  if (differences.length === 0) differences.push(words.document);
  return differences;
}

const FRAMES = 16384;

async function compareSound(
  a: string,
  b: string,
): Promise<{ same: boolean; differenceDb: number | null; firstSeconds: number | null }> {
  const [left, right] = [await openAudio(a), await openAudio(b)];
  try {
    let largest = left.channels === right.channels && left.sampleRate === right.sampleRate ? 0 : 1;
    let first: number | null = null;
    let at = 0;
    const rest: [Float64Array, Float64Array] = [new Float64Array(0), new Float64Array(0)];
    for (;;) {
      if (rest[0].length === 0) rest[0] = (await left.read(FRAMES)) ?? rest[0];
      if (rest[1].length === 0) rest[1] = (await right.read(FRAMES)) ?? rest[1];
      const count = Math.min(rest[0].length, rest[1].length);
      if (count === 0) break;
      for (let i = 0; i < count; i++) {
        const difference = Math.abs(rest[0][i]! - rest[1][i]!);
        if (difference > 0) first ??= at + i;
        largest = Math.max(largest, difference);
      }
      at += count;
      rest[0] = rest[0].subarray(count);
      rest[1] = rest[1].subarray(count);
    }
    const longer = rest[0].length + rest[1].length > 0;
    if (longer) first ??= at;
    return {
      same: largest === 0 && !longer,
      differenceDb: largest > 0 ? 20 * Math.log10(largest) : null, // told, not a sample
      firstSeconds: first === null ? null : Math.floor(first / left.channels) / left.sampleRate,
    };
  } finally {
    left.close();
    right.close();
  }
}
