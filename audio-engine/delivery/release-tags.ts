/** What the session's release says, as tags of a file. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SongVersion } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords } from '../words/index.ts';
import { loadArtwork } from './artwork.ts';
import type { Artwork, FileTags } from './tags/index.ts';

export function releaseTags(
  { release, session }: SessionDocument,
  { version, stem }: { version: SongVersion; stem: string | null },
): FileTags {
  const title = release.title || session.name;
  const { artwork: _artwork, targetName: _target, ...tags } = release;
  return { ...tags, title: deliveryWords.titleOf(title, version, stem) };
}

/** The release's picture, and a sentence where it cannot be had. */
export function releaseArtwork(
  { release }: SessionDocument,
  folder: string,
): { artwork: Artwork | null; notices: string[] } {
  if (release.artwork === null) return { artwork: null, notices: [] };
  const path = join(folder, ...release.artwork.split('/'));
  const artwork = existsSync(path) ? loadArtwork(path) : null;
  return { artwork, notices: artwork ? [] : [deliveryWords.notice.artworkMissing] };
}
