/** Which parts of a document need an audio file: one that nothing needs may leave the session's list. */
import type { Id, SessionDocument } from './document.ts';

export function isMediaUsed(d: SessionDocument, mediaId: Id): boolean {
  const { source, prints } = d.master;
  return (
    source.mediaId === mediaId ||
    Object.values(prints).some((print) => print.mediaId === mediaId) ||
    Object.values(d.references).some((reference) => reference.mediaId === mediaId) ||
    Object.values(d.tracks).some(({ frozen }) => frozen?.mediaId === mediaId) ||
    Object.values(d.clips).some((clips) => Object.values(clips).some((clip) => clip.mediaId === mediaId))
  );
}
