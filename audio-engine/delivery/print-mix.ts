/**
 * Prints the mix: the sum before the master strip, from the session's start with its tail, into a 64-bit file of the
 * session. Fed with that file, the master has the same samples as fed by the mix; head, tail and fades of the song are
 * the master's own and stay out of it.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWav, NameRegister, safeFileName } from '../media/index.ts';
import { MIX_OUTPUT, renderOffline } from '../render/index.ts';
import {
  byOrder,
  type CommandPayload,
  liveDocument,
  type MediaFile,
  mixFingerprint,
  ordersAfter,
  type SessionDocument,
  sessionEndSample,
} from '../session/index.ts';
import { deliveryWords, masterRoomWords, ThresholdError } from '../words/index.ts';

export interface PrintMixJob {
  document: SessionDocument;
  folder: string;
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

/** What was printed: the file, and what it was printed from. */
export interface PrintedMix {
  media: MediaFile;
  fingerprint: string;
  notices: string[];
}

const SAMPLE_FORMAT = 'f64';
/** −130 dBFS: with all that a chain may turn it up by, what is cut off stays below the noise of 16 bits. */
const TAIL_ENDS_AT = 3e-7;

/** Numbers go on after the highest that was given, so that no two prints of a session share one. */
export function nextPrintNumber(document: SessionDocument): number {
  let highest = 0;
  for (const { name } of Object.values(document.master.prints)) {
    const digits = /(\d+)$/.exec(name)?.[1];
    if (digits) highest = Math.max(highest, Number(digits));
  }
  return highest + 1;
}

/** The file is there, whole, when this resolves. */
export async function printMix(job: PrintMixJob): Promise<PrintedMix> {
  const document = liveDocument(job.document);
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  const { sampleRate, name } = document.session;
  const audio = join(job.folder, 'audio');
  mkdirSync(audio, { recursive: true });
  const base = safeFileName(masterRoomWords.printFile(name, nextPrintNumber(document)));
  const file = new NameRegister(readdirSync(audio)).claim(base, '.wav');
  const wav = createWav(join(audio, file), { channels: 2, sampleRate, format: SAMPLE_FORMAT });
  try {
    const { lengthSamples, notices } = await renderOffline({
      document,
      folder: job.folder,
      outputs: [MIX_OUTPUT],
      limiter: true,
      range: null,
      tailEndsAt: TAIL_ENDS_AT,
      ...(job.threads ? { workers: job.threads } : {}),
      ...(job.signal && { signal: job.signal }),
      onProgress: (fraction) => job.onProgress?.(fraction, masterRoomWords.step.printing),
      onBlock: ([block], frames) => wav.write(block!.subarray(0, frames * 2), frames),
    });
    wav.close();
    const media: MediaFile = {
      id: randomUUID(),
      name: file.replace(/\.wav$/, ''),
      file: `audio/${file}`,
      channels: 2,
      sampleRate,
      lengthSamples,
      sampleFormat: SAMPLE_FORMAT,
      origin: {
        fileName: file,
        format: 'WAV',
        sampleRate,
        channels: 2,
        conversions: [masterRoomWords.printedMix],
      },
    };
    return { media, fingerprint: mixFingerprint(document), notices };
  } catch (error) {
    wav.abort();
    throw error;
  }
}

/** The step by which a printed mix joins the session as the next print and feeds the chain. */
export function printMixPayload(
  document: SessionDocument,
  { media, fingerprint }: Pick<PrintedMix, 'media' | 'fingerprint'>,
  id: string,
  createdAt: string,
): CommandPayload<'master.print'> {
  const last = Object.values(document.master.prints).sort(byOrder).at(-1);
  const print = {
    id,
    name: masterRoomWords.printName(nextPrintNumber(document)),
    mediaId: media.id,
    createdAt,
    order: ordersAfter(last?.order ?? null, 1)[0]!,
    fingerprint,
  };
  return { print, media, heard: true };
}
