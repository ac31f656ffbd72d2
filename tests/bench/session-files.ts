/** A session on disk as the studio opens it: the rows' documents with keys of its kind, in a folder of their own. */

import { ordersAfter, type SessionDocument } from '../../audio-engine/session/index.ts';
import { Disk } from '../../audio-engine/studio/index.ts';
import { writeSnapshot } from '../../audio-engine/studio/snapshot.ts';

export function writeSession(folder: string, document: SessionDocument): void {
  const tracks = Object.values(document.tracks);
  const keys = ordersAfter(null, tracks.length);
  for (const [index, track] of tracks.entries()) track.order = keys[index]!;
  for (const effects of Object.values(document.effects)) {
    const inserts = Object.values(effects);
    const orders = ordersAfter(null, inserts.length);
    for (const [index, insert] of inserts.entries()) insert.order = orders[index]!;
  }
  const savedAt = new Date().toISOString();
  writeSnapshot(new Disk(), folder, { revision: 0, undoFloor: 0, document, savedAt });
}
