/**
 * Prints a track: what its inserts make of it, from the session's start with its tail, into a 64-bit file of the
 * session. Freezing plays that file in place of clips and inserts; bouncing puts it on a track of its own.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWav, NameRegister, safeFileName, type WavWriter } from '../media/index.ts';
import { renderOffline } from '../render/index.ts';
import { type Id, type MediaFile, orderedClips, type SessionDocument } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { printDocument } from './print-document.ts';

export interface PrintedTrack {
  media: MediaFile;
  /** Where the file is placed; the track's delay is added when it plays. */
  startSample: number;
}

export interface PrintJob {
  document: SessionDocument;
  folder: string;
  trackId: Id;
  /** One channel where both sides are the same: for a clip on a mono track. */
  monoWhereSame: boolean;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

const SAMPLE_FORMAT = 'f64';
/** −200 dBFS: what is printed goes through a mix and may be turned up. */
const TAIL_ENDS_AT = 1e-10;

/** Whether left and right are the same numbers throughout. */
function sidesAreSame(stereo: Float64Array, frames: number): boolean {
  for (let i = 0; i < frames; i++) if (stereo[2 * i] !== stereo[2 * i + 1]) return false;
  return true;
}

/** The file is there, whole, when this resolves. */
export async function printTrack(job: PrintJob): Promise<PrintedTrack> {
  const { document, folder, trackId, signal } = job;
  const track = document.tracks[trackId];
  if (!track || orderedClips(document, trackId).length === 0) {
    throw new ThresholdError(deliveryWords.nothingToPrint(track?.name ?? trackId));
  }
  const { sampleRate } = document.session;
  const audio = join(folder, 'audio');
  mkdirSync(audio, { recursive: true });
  const names = new NameRegister(readdirSync(audio));
  const base = safeFileName(deliveryWords.printName(track.name));
  const open = (channels: 1 | 2): { name: string; wav: WavWriter } => {
    const name = names.claim(base, '.wav');
    return { name, wav: createWav(join(audio, name), { channels, sampleRate, format: SAMPLE_FORMAT }) };
  };
  const stereo = open(2);
  let mono = job.monoWhereSame ? open(1) : null;
  let left = new Float64Array(0);
  // Printed as it sounds, delay included, since inserts may listen to other tracks; the delay's own silence is left out.
  let skip = Math.max(0, track.delaySamples);
  let skipped = 0;
  try {
    const { lengthSamples } = await renderOffline({
      document: printDocument(document, trackId),
      folder,
      outputs: [trackId],
      limiter: false,
      range: null,
      tailEndsAt: TAIL_ENDS_AT,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(fraction, deliveryWords.step.printing(track.name)),
      onBlock: ([rendered], count) => {
        const dropped = Math.min(skip, count);
        skip -= dropped;
        skipped += dropped;
        const frames = count - dropped;
        if (frames === 0) return;
        const block = rendered!.subarray(dropped * 2, count * 2);
        stereo.wav.write(block, frames);
        if (!mono) return;
        if (!sidesAreSame(block, frames)) {
          mono.wav.abort();
          mono = null;
          return;
        }
        if (left.length < frames) left = new Float64Array(frames);
        for (let i = 0; i < frames; i++) left[i] = block[2 * i]!;
        mono.wav.write(left, frames);
      },
    });
    const kept = mono ?? stereo;
    kept.wav.close();
    if (mono) stereo.wav.abort();
    const media: MediaFile = {
      id: randomUUID(),
      name: kept.name.replace(/\.wav$/, ''),
      file: `audio/${kept.name}`,
      channels: mono ? 1 : 2,
      sampleRate,
      lengthSamples: lengthSamples - skipped,
      sampleFormat: SAMPLE_FORMAT,
      origin: {
        fileName: kept.name,
        format: 'WAV',
        sampleRate,
        channels: mono ? 1 : 2,
        conversions: [deliveryWords.printedFrom(track.name)],
      },
    };
    return { media, startSample: Math.max(0, -track.delaySamples) };
  } catch (error) {
    mono?.wav.abort();
    stereo.wav.abort();
    throw error;
  }
}
