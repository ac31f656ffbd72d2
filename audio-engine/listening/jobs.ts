/** Bringing references in, and measuring songs: what the job process runs. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../media/index.ts';
import type { JobRunner, SongProfile } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { listeningWords, mediaWords } from '../words/index.ts';
import { keepProfile, profileFile, profileMaster } from './profiles.ts';

/** Of a reference's progress, the part that is reading and converting. */
const IMPORT_PART = 0.6;

interface Bringing {
  paths: readonly string[];
  folder: string;
  sessionSampleRate: number;
  documentNames: readonly string[];
  signal: AbortSignal;
  onProgress(fraction: number, sentence: string): void;
}

/** Files into `audio/` at the session's rate, and each one measured. */
export async function bringReferences(bringing: Bringing) {
  const { folder, signal, onProgress, ...rest } = bringing;
  const { media, failures, notices } = await importFiles({
    ...rest,
    folder,
    signal,
    onProgress: ({ fraction, fileName, done, total }) =>
      onProgress(fraction * IMPORT_PART, mediaWords.importing(fileName, done + 1, total)),
  });
  const profiles: Record<string, SongProfile> = {};
  try {
    for (const [index, { id, file, name }] of media.entries())
      profiles[id] = await profileFile(join(folder, ...file.split('/')), {
        signal,
        onProgress: (fraction) =>
          onProgress(
            IMPORT_PART + ((1 - IMPORT_PART) * (index + fraction)) / media.length,
            listeningWords.measuring(name),
          ),
      });
  } catch (error) {
    // No step will name them.
    for (const { file } of media) rmSync(join(folder, ...file.split('/')), { force: true });
    throw error;
  }
  for (const [id, profile] of Object.entries(profiles)) keepProfile(folder, id, profile);
  return { media, profiles, failures, notices };
}

export const runReference: JobRunner<'reference'> = async (request, { post, signal }) => {
  const { failures, ...result } = await bringReferences({
    ...request,
    signal,
    onProgress: (fraction, sentence) => post({ type: 'progress', fraction, sentence }),
  });
  return { result, failures, sentence: listeningWords.added(result.media.length) };
};

/** One song: a file of the session, or its master. */
export const runProfile: JobRunner<'profile'> = async (request, { post, signal }) => {
  const { folder, media, document } = request;
  const sentence = listeningWords.measuring(media?.name ?? listeningWords.master);
  const options = {
    signal,
    onProgress: (fraction: number) => post({ type: 'progress', fraction, sentence }),
  };
  const profile = media
    ? await profileFile(join(folder, ...media.file.split('/')), options)
    : await profileMaster(document as SessionDocument, folder, options);
  if (media) keepProfile(folder, media.id, profile);
  return { result: profile, failures: [], sentence: listeningWords.measured };
};
