/**
 * Writes stems: those that go straight into the master from one render of all, the others each from a render in which
 * only they reach it; all of one length.
 */
import { Resampler } from '../kernels/index.ts';
import type { Measurement } from '../measure/index.ts';
import { isLossless } from '../protocol/index.ts';
import { MIX_OUTPUT, renderOffline } from '../render/index.ts';
import { liveDocument, MASTER_STRIP, type SessionDocument, sessionEndSample } from '../session/index.ts';
import { deliveryWords } from '../words/index.ts';
import type { Encoder } from './encode/index.ts';
import type { ExportResult, ExportRun } from './export-audio.ts';
import { FileLane, type LaneResult } from './file-lane.ts';
import { toAll } from './file-writer.ts';
import { lowerBy, measureDecoded } from './lossy-check.ts';
import { bitsFor, type PlannedFile, sameSamples } from './outputs.ts';
import type { StemSource } from './parts.ts';
import type { WrittenFile } from './written.ts';

/** Tail that a render may add, for sizing histories. */
const TAIL_SECONDS = 30;
/** Encoders that are open at once: FLAC and AAC have a thread each. */
const MOST_OPEN = 24;

interface StemsDone extends Omit<ExportResult, 'files'> {
  files: WrittenFile[];
}

interface Lane {
  resampler: Resampler;
  lane: FileLane;
  files: PlannedFile[];
  encoders: Encoder[];
  /** Position among the outputs of the render. */
  output: number;
}

/** One render: some stems, and what of it they are. */
interface Round {
  document: SessionDocument;
  outputs: string[];
  stems: StemSource[];
}

export async function exportStems(
  run: ExportRun,
  sources: readonly StemSource[],
  planned: readonly PlannedFile[],
): Promise<StemsDone> {
  const { job, options } = run;
  const files: WrittenFile[] = [];
  const notices: string[] = [];
  const rounds = roundsOf(run, sources, planned.length / sources.length);
  let range = options.range;
  for (const [index, round] of rounds.entries()) {
    const done = await renderRound(run, round, range, planned, (fraction, sentence) =>
      job.onProgress?.((index + fraction) / rounds.length, sentence),
    );
    // The tail of the first is the length of all.
    range ??= { startSample: 0, endSample: done.lengthSamples };
    files.push(...done.files);
    notices.push(...done.notices);
  }
  if (options.stems?.chain === 'through') notices.push(deliveryWords.notice.stemsThrough);
  return {
    files: planned.map((file) => files.find((written) => written.planned === file)!),
    limiter: null,
    passes: 0,
    history: null,
    notices: [...new Set(notices)],
  };
}

function roundsOf({ job, options }: ExportRun, sources: readonly StemSource[], filesEach: number): Round[] {
  const document = liveDocument(job.document);
  const together = Math.max(1, Math.floor(MOST_OPEN / filesEach));
  const tapped = sources.filter((source) => source.document === null);
  const rounds: Round[] = [];
  // The mix is rendered along with the first, so that the tail is that of everything.
  for (let at = 0; at < Math.max(1, tapped.length); at += together) {
    const stems = tapped.slice(at, at + together);
    rounds.push({ document, outputs: [...stems.map(({ stripId }) => stripId), MIX_OUTPUT], stems });
  }
  const through = options.stems?.chain === 'through';
  for (const source of sources)
    if (source.document)
      rounds.push({
        document: source.document,
        outputs: [through ? MASTER_STRIP : MIX_OUTPUT],
        stems: [source],
      });
  return rounds;
}

async function renderRound(
  run: ExportRun,
  { document, outputs, stems }: Round,
  range: ExportRun['options']['range'],
  planned: readonly PlannedFile[],
  onProgress: (fraction: number, sentence: string) => void,
): Promise<{ files: WrittenFile[]; lengthSamples: number; notices: string[] }> {
  const { job, turns } = run;
  const lanes: Lane[] = [];
  try {
    for (const [output, { stripId }] of stems.entries()) {
      const own = planned.filter((file) => file.stem?.stripId === stripId);
      for (const key of new Set(own.map(sameSamples))) {
        const files = own.filter((file) => sameSamples(file) === key);
        lanes.push(await openLane(run, files, output, planned.indexOf(files[0]!)));
      }
    }
    const rendered = await renderOffline({
      document,
      folder: job.folder,
      outputs,
      limiter: false,
      range,
      workers: job.threads ?? 1,
      ...(job.signal && { signal: job.signal }),
      onProgress: (fraction) => onProgress(fraction, deliveryWords.step.stems(stems.map(({ name }) => name))),
      async onBlock(blocks, frames) {
        for (const { resampler, lane, output } of lanes) {
          const samples = resampler.process(blocks[output]!, frames);
          await lane.push(samples, samples.length / 2);
        }
      },
    });
    const notices = [...rendered.notices];
    const files: WrittenFile[] = [];
    const results: LaneResult[] = [];
    for (const { lane, resampler } of lanes) {
      const rest = resampler.flush();
      await lane.push(rest, rest.length / 2);
      results.push(await lane.finish());
    }
    turns.check();
    for (const [i, { encoders, files: own }] of lanes.entries()) {
      const measurement = results[i]!.measurement!;
      notices.push(...levelNotices(results[i]!));
      for (const [at, encoder] of encoders.entries()) {
        await encoder.close(measurement);
        const done = await written(own[at]!, encoder, measurement, job.signal);
        files.push(done.file);
        notices.push(...done.notices);
      }
    }
    return { files, lengthSamples: rendered.lengthSamples, notices };
  } catch (error) {
    for (const { encoders } of lanes) for (const encoder of encoders) await encoder.abort();
    throw error;
  } finally {
    for (const { resampler } of lanes) resampler.dispose();
  }
}

async function openLane(
  { job, home, options, open }: ExportRun,
  files: PlannedFile[],
  output: number,
  fileIndex: number,
): Promise<Lane> {
  const [{ sampleRate, file, dither }] = files as [PlannedFile];
  const fromRate = job.document.session.sampleRate;
  const { range } = options;
  const frames = range ? range.endSample - range.startSample : sessionEndSample(job.document);
  const encoders: Encoder[] = [];
  try {
    for (const one of files) encoders.push(await open(one));
  } catch (error) {
    for (const encoder of encoders) await encoder.abort();
    throw error;
  }
  return {
    files,
    output,
    encoders,
    resampler: new Resampler(home.kernels, home.allocator, fromRate, sampleRate, 2),
    lane: new FileLane({
      home,
      channels: 2,
      sampleRate,
      bits: bitsFor(file),
      dither,
      fileIndex,
      writer: toAll(encoders),
      measure: true,
      lengthSamples: Math.ceil((frames / fromRate + TAIL_SECONDS) * sampleRate),
    }),
  };
}

async function written(
  planned: PlannedFile,
  { encoderName }: Encoder,
  source: Measurement,
  signal: AbortSignal | undefined,
): Promise<{ file: WrittenFile; notices: string[] }> {
  if (isLossless(planned.file))
    return { file: { planned, measurement: source, lossy: null, limiter: null }, notices: [] };
  const { measurement, why } = await measureDecoded(planned.path, signal);
  const lossy = {
    encoder: encoderName,
    decoded: measurement !== null,
    sourceTruePeakDbtp: source.truePeakDbtp,
    loweredDb: 0,
    lowerByDb: lowerBy(measurement?.truePeakDbtp ?? null),
  };
  return {
    file: { planned, measurement: measurement ?? source, lossy, limiter: null },
    notices: why ? [deliveryWords.notice.notDecoded(planned.path, why)] : [],
  };
}

/** What a file without a limiter does above full scale. */
function levelNotices({ clippedSamples, measurement }: LaneResult): string[] {
  const peak = measurement?.samplePeakDbfs ?? Number.NEGATIVE_INFINITY;
  if (clippedSamples > 0) return [deliveryWords.notice.clipped(clippedSamples)];
  return peak > 0 ? [deliveryWords.notice.overFloat(peak)] : [];
}
