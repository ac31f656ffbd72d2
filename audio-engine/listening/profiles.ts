/** Profiles of files and of the master: measured once, and of files kept beside their peaks. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAudio } from '../media/index.ts';
import { type SongProfile, songProfileSchema } from '../protocol/index.ts';
import { renderOffline } from '../render/index.ts';
import { MASTER_STRIP, type SessionDocument } from '../session/index.ts';
import { SongProfiler } from './song-profiler.ts';

const READ_FRAMES = 16_384;

export interface ProfileOptions {
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** A file of one or two channels; one channel counts as both sides. */
export async function profileFile(path: string, options: ProfileOptions = {}): Promise<SongProfile> {
  const source = await openAudio(path);
  try {
    const { channels, sampleRate, lengthSamples } = source;
    const profiler = new SongProfiler(sampleRate, lengthSamples);
    const stereo = new Float64Array(READ_FRAMES * 2);
    for (let done = 0; ; ) {
      options.signal?.throwIfAborted();
      const samples = await source.read(READ_FRAMES);
      if (!samples) break;
      const frames = Math.floor(samples.length / channels);
      for (let i = 0; i < frames; i++) {
        stereo[i * 2] = samples[i * channels]!;
        stereo[i * 2 + 1] = samples[i * channels + (channels > 1 ? 1 : 0)]!;
      }
      profiler.push(stereo, frames);
      done += frames;
      if (lengthSamples) options.onProgress?.(Math.min(1, done / lengthSamples));
    }
    return profiler.finish();
  } finally {
    source.close();
  }
}

/** The master as it would be exported. */
export async function profileMaster(
  document: SessionDocument,
  folder: string,
  options: ProfileOptions = {},
): Promise<SongProfile> {
  const profiler = new SongProfiler(document.session.sampleRate);
  await renderOffline({
    document,
    folder,
    outputs: [MASTER_STRIP],
    limiter: true,
    range: null,
    ...options,
    onBlock: (blocks, frames) => profiler.push(blocks[0]!, frames),
  });
  return profiler.finish();
}

/** Where a media file's profile is kept. */
const placeOf = (folder: string, mediaId: string): string => join(folder, 'peaks', `${mediaId}.profile.json`);

/** The kept profile of a file of the session; undefined where there is none, or the file is newer. */
export function readProfile(folder: string, media: { id: string; file: string }): SongProfile | undefined {
  try {
    const place = placeOf(folder, media.id);
    if (statSync(place).mtimeMs < statSync(join(folder, ...media.file.split('/'))).mtimeMs) return undefined;
    return songProfileSchema.parse(JSON.parse(readFileSync(place, 'utf8')));
  } catch {
    return undefined;
  }
}

export function keepProfile(folder: string, mediaId: string, profile: SongProfile): void {
  const place = placeOf(folder, mediaId);
  mkdirSync(join(folder, 'peaks'), { recursive: true });
  writeFileSync(`${place}.new`, `${JSON.stringify(profile)}\n`);
  renameSync(`${place}.new`, place);
}
