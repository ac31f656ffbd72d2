/**
 * Files and folders into a session: one pass that reads what each file is, chooses the rate, then brings one file
 * after the other in. What cannot be read is said and stops no other; cancelling leaves nothing.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Clip,
  createTrack,
  type Id,
  type MediaFile,
  ordersAfter,
  recordedStarts,
  type Track,
} from '../../session/index.ts';
import { type FailureValue, failureOf, mediaWords, ThresholdError } from '../../words/index.ts';
import { openAudio } from '../open-audio.ts';
import { expandPaths } from './expand.ts';
import { importFile } from './import-file.ts';
import { NameRegister } from './names.ts';
import { colorByName } from './roles.ts';

export interface ImportOptions {
  /** Files and folders, absolute. */
  paths: readonly string[];
  /** The session folder; files go to its `audio/`. */
  folder: string;
  /** Null: the rate of most of the files, for a session that has none yet. */
  sessionSampleRate: number | null;
  /** Files the document already names (`audio/Kick.wav`), so that no new one takes such a name. */
  documentNames?: readonly string[];
  /** Order key of the last track; new ones come after it. */
  lastTrackOrder?: string | null;
  /** Where the clips begin on the timeline. */
  atSample?: number;
  /** Clips lie where their files say that they were recorded; those that do not say it at `atSample`. */
  atRecordedTime?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

export interface ImportProgress {
  /** 0..1 over all files. */
  fraction: number;
  /** The file at work, without folder. */
  fileName: string;
  done: number;
  total: number;
}

/** `media`, `tracks` and `clips` are the payload of the command `session.import`. */
export interface ImportResult {
  sampleRate: number;
  media: MediaFile[];
  tracks: Track[];
  clips: { trackId: Id; clip: Clip }[];
  failures: FailureValue[];
  notices: string[];
}

/** The document's own limits; files outside them are converted. */
const LOWEST_RATE = 8000;
const HIGHEST_RATE = 384_000;
const USUAL_RATE = 48_000;

interface Probed {
  path: string;
  sampleRate: number;
  lengthSamples: number;
}

export async function importFiles(options: ImportOptions): Promise<ImportResult> {
  const { signal, folder } = options;
  const checkpoint = createCheckpoint(signal);
  const { files, failures, notices } = expandPaths(options.paths);
  const probed: Probed[] = [];
  for (const path of files) {
    await checkpoint();
    try {
      const source = await openAudio(path);
      probed.push({ path, sampleRate: source.sampleRate, lengthSamples: source.lengthSamples ?? 1 });
      source.close();
    } catch (error) {
      failures.push(failureOf(error, mediaWords.failedInside(path)));
    }
  }
  const sampleRate = options.sessionSampleRate ?? rateOfMost(probed);
  const audio = join(folder, 'audio');
  try {
    mkdirSync(audio, { recursive: true });
  } catch (error) {
    throw new ThresholdError(
      mediaWords.cannotWrite(audio, (error as { code?: string }).code ?? String(error)),
    );
  }
  const names = new NameRegister([
    ...readdirSync(audio).map((name) => name.replace(/\.part$/, '')),
    ...(options.documentNames ?? []).map((name) => name.replace(/^audio\//, '')),
  ]);
  const weights = probed.map(({ lengthSamples, sampleRate: rate }) => Math.max(0.1, lengthSamples / rate));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const media: MediaFile[] = [];
  let before = 0;
  try {
    for (const [index, { path }] of probed.entries()) {
      const fileName = path.split(/[\\/]/).pop() ?? path;
      const report = (part: number): void =>
        options.onProgress?.({
          fraction: Math.min(1, (before + part * weights[index]!) / whole),
          fileName,
          done: index,
          total: probed.length,
        });
      report(0);
      try {
        const imported = await importFile(path, {
          folder,
          sampleRate,
          names,
          newId: randomUUID,
          async progress(fraction) {
            report(fraction);
            await checkpoint();
          },
        });
        media.push(...imported.media);
        notices.push(...imported.notices);
      } catch (error) {
        if (signal?.aborted) throw error;
        failures.push(failureOf(error, mediaWords.failedInside(path)));
      }
      before += weights[index]!;
    }
    await checkpoint();
  } catch (error) {
    for (const { file } of media) rmSync(join(folder, file), { force: true });
    throw error;
  }
  return { sampleRate, media, ...tracksFor(media, sampleRate, options), failures, notices };
}

/** The rate most files have; between equals the one with more sound, then the higher. */
function rateOfMost(files: readonly Probed[]): number {
  const rates = new Map<number, { rate: number; files: number; seconds: number }>();
  for (const { sampleRate, lengthSamples } of files) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) continue;
    const entry = rates.get(sampleRate) ?? { rate: sampleRate, files: 0, seconds: 0 };
    entry.files++;
    entry.seconds += lengthSamples / sampleRate;
    rates.set(sampleRate, entry);
  }
  const [most] = [...rates.values()].sort(
    (a, b) => b.files - a.files || b.seconds - a.seconds || b.rate - a.rate,
  );
  return most?.rate ?? USUAL_RATE;
}

/** One track for each file, faders at 0 dB: an untouched session is the plain sum of its files. */
function tracksFor(
  media: readonly MediaFile[],
  sampleRate: number,
  options: ImportOptions,
): Pick<ImportResult, 'tracks' | 'clips'> {
  const orders = ordersAfter(options.lastTrackOrder ?? null, media.length);
  const tracks: Track[] = [];
  const clips: ImportResult['clips'] = [];
  for (const [index, file] of media.entries()) {
    const trackId = randomUUID();
    const { name, channels } = file;
    tracks.push(
      createTrack({ id: trackId, name, color: colorByName(name), channels, order: orders[index]! }),
    );
    const clip: Clip = {
      id: randomUUID(),
      mediaId: file.id,
      name,
      startSample: options.atSample ?? 0,
      lengthSamples: file.lengthSamples,
      offsetSamples: 0,
      gainDb: 0,
      fadeIn: { lengthSamples: 0, shape: 'linear' },
      fadeOut: { lengthSamples: 0, shape: 'linear' },
      muted: false,
    };
    clips.push({ trackId, clip });
  }
  if (options.atRecordedTime) {
    const files = Object.fromEntries(media.map((file) => [file.id, file]));
    const starts = recordedStarts(
      files,
      sampleRate,
      clips.map(({ clip }) => clip),
    );
    for (const [i, { clip }] of clips.entries()) clip.startSample = starts[i] ?? clip.startSample;
  }
  return { tracks, clips };
}

/** Lets messages in now and then (a cancel is one of them) and throws once the import is cancelled. */
function createCheckpoint(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > 20) {
      await new Promise((resolve) => setImmediate(resolve));
      last = performance.now();
    }
    if (signal?.aborted) throw new ThresholdError(mediaWords.cancelled);
  };
}
