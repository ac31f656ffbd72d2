/** Tags as a WAV's LIST INFO has them (Microsoft, Multimedia Programming Interface 1.0, 2-14). */
import type { FileTags } from './tags.ts';

export function infoItems(tags: FileTags, software: string): Record<string, string> {
  const items: Record<string, string | undefined> = {
    INAM: tags.title,
    IART: tags.artist,
    IPRD: tags.album,
    IMUS: tags.composer,
    IGNR: tags.genre,
    ICRD: tags.date,
    ICOP: tags.copyright,
    ICMT: tags.comment,
    ITRK: tags.trackNumber ? String(tags.trackNumber) : undefined,
    ISRC: tags.isrc,
    ISFT: software,
  };
  return Object.fromEntries(Object.entries(items).filter((entry): entry is [string, string] => !!entry[1]));
}
