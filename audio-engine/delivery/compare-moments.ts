/**
 * Renders two moments of a session and says what differs: every strip and the mix in loudness, spectrum and width, and
 * what is left when one mix is taken from the other. The two mixes stay as files, to be heard in place of the song.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernels } from '../kernels/index.ts';
import { AudioMeter } from '../measure/index.ts';
import { createWav, openWav } from '../media/index.ts';
import type { ComparedStrip, Comparison } from '../protocol/index.ts';
import { renderOffline } from '../render/index.ts';
import {
  MASTER_STRIP,
  orderedStrips,
  type SessionDocument,
  sessionEndSample,
  stripColor,
  stripName,
} from '../session/index.ts';
import { ThresholdError, versionWords as words } from '../words/index.ts';
import { CompareMeter, type MeasuredStrip } from './compare-meter.ts';
import { Turns } from './turns.ts';

export interface CompareJob {
  documents: { a: SessionDocument; b: SessionDocument };
  folder: string;
  /** Where the two renders go: below `root` (the session's folder where none is given), with forward slashes. */
  place: string;
  root?: string;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

/** Of the progress, what each render takes; the rest is the difference. */
const RENDER_SHARE = 0.45;
const TAIL_SECONDS = 30;
const BLOCK_FRAMES = 16384;

interface Rendered {
  strips: Map<string, MeasuredStrip>;
  lengthSamples: number;
  notices: string[];
}

/** Throws a ThresholdError; after a failure or a cancel there is no half of a file. */
export async function compareMoments(job: CompareJob): Promise<Comparison> {
  const { a, b } = job.documents;
  if (sessionEndSample(a) === 0 && sessionEndSample(b) === 0) throw new ThresholdError(words.nothingToHear);
  if (a.session.sampleRate !== b.session.sampleRate) throw new ThresholdError(words.ratesDiffer);
  const { sampleRate } = b.session;
  mkdirSync(pathOf(job, job.place), { recursive: true });
  const files = { a: `${job.place}/before.wav`, b: `${job.place}/after.wav` };
  const before = await render(job, a, files.a, 0);
  const after = await render(job, b, files.b, RENDER_SHARE);
  const strips = comparedStrips(job.documents, before, after);
  const mix = strips.at(-1)!;
  const byLu = mix.a?.lufs == null || mix.b?.lufs == null ? null : mix.b.lufs - mix.a.lufs;
  const left = mix.identical
    ? { lufs: null, matchedLufs: null }
    : await difference(job, files, byLu ?? 0, sampleRate);
  return {
    strips,
    sampleRate,
    lengthSamples: Math.max(before.lengthSamples, after.lengthSamples),
    byLu,
    difference: { identical: mix.identical, ...left },
    files,
    notices: [...new Set([...before.notices, ...after.notices])],
  };
}

const pathOf = ({ root, folder }: CompareJob, file: string): string =>
  join(root ?? folder, ...file.split('/'));

const outputsOf = (document: SessionDocument): string[] => [
  ...orderedStrips(document).map(({ id }) => id),
  MASTER_STRIP,
];

async function render(
  job: CompareJob,
  document: SessionDocument,
  file: string,
  done: number,
): Promise<Rendered> {
  const { folder, signal } = job;
  const { sampleRate } = document.session;
  const home = loadKernels();
  const outputs = outputsOf(document);
  const length = sessionEndSample(document) + TAIL_SECONDS * sampleRate;
  const meters = outputs.map(() => new CompareMeter(sampleRate, length, home));
  const wav = createWav(pathOf(job, file), { channels: 2, sampleRate, format: 'f32' });
  const which = done === 0 ? words.from : words.to;
  try {
    const rendered = await renderOffline({
      document,
      folder,
      outputs,
      limiter: true,
      range: null,
      ...(signal && { signal }),
      onProgress: (fraction) =>
        job.onProgress?.(done + RENDER_SHARE * fraction, words.step_.rendering(which)),
      onBlock(blocks, frames) {
        for (const [i, meter] of meters.entries()) meter.push(blocks[i]!, frames);
        wav.write(blocks[outputs.length - 1]!, frames);
      },
    });
    wav.close();
    const strips = new Map(outputs.map((id, i) => [id, meters[i]!.finish()]));
    return { strips, lengthSamples: rendered.lengthSamples, notices: rendered.notices };
  } catch (error) {
    wav.abort();
    throw error;
  }
}

/** In the order of the later mixer, those that are gone after it, the mix last. */
function comparedStrips(
  { a, b }: CompareJob['documents'],
  before: Rendered,
  after: Rendered,
): ComparedStrip[] {
  const ids = [...after.strips.keys()].filter((id) => id !== MASTER_STRIP);
  const gone = [...before.strips.keys()].filter((id) => id !== MASTER_STRIP && !after.strips.has(id));
  return [...ids, ...gone, MASTER_STRIP].map((id) => {
    const document = b.strips[id] ? b : a;
    const was = before.strips.get(id);
    const is = after.strips.get(id);
    return {
      id,
      name: id === MASTER_STRIP ? words.mix : stripName(document, id),
      color: stripColor(document, id) ?? 'stone',
      kind: id === MASTER_STRIP ? 'mix' : document.tracks[id] ? 'track' : 'bus',
      a: was?.figures ?? null,
      b: is?.figures ?? null,
      identical: was !== undefined && was.fingerprint === is?.fingerprint,
    };
  });
}

/** What is left of A minus B, as they are, and with the louder one turned down by what they differ. */
async function difference(
  job: CompareJob,
  files: Comparison['files'],
  byLu: number,
  sampleRate: number,
): Promise<{ lufs: number | null; matchedLufs: number | null }> {
  const turns = new Turns(job.signal);
  const a = openWav(pathOf(job, files.a));
  const b = openWav(pathOf(job, files.b));
  const home = loadKernels();
  const lengthSamples = Math.max(a.lengthSamples, b.lengthSamples);
  const options = { sampleRate, channels: 2, lengthSamples, truePeak: false };
  const meters = [new AudioMeter(options, home), new AudioMeter(options, home)];
  const [gainA, gainB] = matchGains(byLu);
  const from = new Float64Array(2 * BLOCK_FRAMES);
  const less = new Float64Array(2 * BLOCK_FRAMES);
  const plain = new Float64Array(2 * BLOCK_FRAMES);
  const matched = new Float64Array(2 * BLOCK_FRAMES);
  try {
    for (let at = 0; at < lengthSamples; at += BLOCK_FRAMES) {
      from.fill(0);
      less.fill(0);
      a.read(at, BLOCK_FRAMES, from);
      b.read(at, BLOCK_FRAMES, less);
      const frames = Math.min(BLOCK_FRAMES, lengthSamples - at);
      for (let i = 0; i < 2 * frames; i++) {
        plain[i] = from[i]! - less[i]!;
        matched[i] = from[i]! * gainA - less[i]! * gainB;
      }
      meters[0]!.push(plain, frames);
      meters[1]!.push(matched, frames);
      job.onProgress?.(
        2 * RENDER_SHARE + (1 - 2 * RENDER_SHARE) * (at / lengthSamples),
        words.step_.difference,
      );
      await turns.take();
    }
  } finally {
    a.close();
    b.close();
  }
  const [lufs, matchedLufs] = meters.map((meter) => meter.finish().integratedLufs);
  return { lufs: lufs ?? null, matchedLufs: matchedLufs ?? null };
}

/** Gains that make A and B equally loud without making either louder. */
export function matchGains(byLu: number): [a: number, b: number] {
  const down = 10 ** (-Math.abs(byLu) / 20); // for a figure, not a sample
  return byLu > 0 ? [1, down] : [down, 1];
}
