/** From files that were brought in and measured to the commands that make them references. */
import { randomUUID } from 'node:crypto';
import type { SongProfile } from '../protocol/index.ts';
import {
  type Command,
  type MediaFile,
  orderedReferences,
  ordersAfter,
  type Reference,
  type SessionDocument,
} from '../session/index.ts';
import { listeningWords } from '../words/index.ts';

/** `Artist - Title` is how most records are called. */
export function namesOf(fileName: string): { artist: string; name: string } {
  const [, artist, name] = /^(?:\d{1,3}[ .-]+)?(.+?) +[-–] +(.+)$/.exec(fileName) ?? [];
  return artist && name ? { artist: artist.slice(0, 200), name } : { artist: '', name: fileName };
}

type AddReference = Extract<Command, { id: 'reference.add' }>;

/** One command a file, behind the references there are; each with its loudest stretch marked. */
export function referenceCommands(
  document: SessionDocument,
  media: readonly MediaFile[],
  profiles: Readonly<Record<string, SongProfile>>,
): AddReference[] {
  const orders = ordersAfter(orderedReferences(document).at(-1)?.order ?? null, media.length);
  return media.map((file, n) => {
    const profile = profiles[file.id];
    const reference: Reference = {
      id: randomUUID(),
      ...namesOf(file.name),
      mediaId: file.id,
      order: orders[n]!,
      lufs: profile?.whole.lufs ?? null,
      truePeakDbtp: profile?.whole.truePeakDbtp ?? null,
      markers: profile ? [{ sample: profile.loudest.startSample, name: listeningWords.loudestMarker }] : [],
    };
    return { id: 'reference.add', payload: { reference, media: file } };
  });
}
