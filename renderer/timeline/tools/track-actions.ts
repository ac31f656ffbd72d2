/** What keys and menus do with tracks: add, duplicate, remove, order, mute, solo, walk. */
import {
  type Id,
  orderBetween,
  orderedClips,
  orderedEffects,
  orderedTracks,
  TRACK_COLORS,
} from '../../../audio-engine/session/index.ts';
import { sessionWords } from '../../../audio-engine/words/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { newId, run, runTogether, select, selection, shownDocument } from '../../state/index.ts';

export function chosenTracks(): Id[] {
  const { tracks } = shownDocument();
  return selection().stripIds.filter((id) => tracks[id] !== undefined);
}

export async function addTrack(): Promise<void> {
  const document = shownDocument();
  const list = orderedTracks(document);
  const after = chosenTracks().at(-1);
  const at = after ? list.findIndex((t) => t.id === after) : list.length - 1;
  const order = orderBetween(list[at]?.order ?? null, list[at + 1]?.order ?? null);
  const id = newId('track');
  const color = TRACK_COLORS[list.length % TRACK_COLORS.length] ?? 'stone';
  const track = { id, name: timelineWords.newTrack(list.length + 1), color, channels: 2, order };
  if (await run('track.add', { track })) select({ stripIds: [id], clips: [] });
}

export async function duplicateTrack(): Promise<void> {
  const trackId = chosenTracks().at(-1);
  const document = shownDocument();
  const track = trackId ? document.tracks[trackId] : undefined;
  if (!trackId || !track) return;
  const list = orderedTracks(document);
  const at = list.findIndex((t) => t.id === trackId);
  const id = newId('track');
  const ids = (things: readonly { id: Id }[], prefix: string) =>
    Object.fromEntries(things.map((thing) => [thing.id, newId(prefix)]));
  const taken = await run('track.duplicate', {
    trackId,
    newId: id,
    name: timelineWords.copyOf(track.name),
    order: orderBetween(track.order, list[at + 1]?.order ?? null),
    clipIds: ids(orderedClips(document, trackId), 'clip'),
    effectIds: ids(orderedEffects(document, trackId), 'effect'),
  });
  if (taken) select({ stripIds: [id], clips: [] });
}

export function removeTracks(): void {
  const trackIds = chosenTracks();
  if (trackIds.length === 0) return;
  select({ stripIds: [], clips: [], effect: null });
  void run('track.remove', { trackIds });
}

/** Puts a track at a place among the others: 0 is the top. */
export function moveTrackTo(trackId: Id, index: number): void {
  const others = orderedTracks(shownDocument()).filter((t) => t.id !== trackId);
  const at = Math.max(0, Math.min(others.length, index));
  const order = orderBetween(others[at - 1]?.order ?? null, others[at]?.order ?? null);
  void run('track.move', { trackId, order });
}

export function moveTrack(by: 1 | -1): void {
  const trackId = chosenTracks().at(-1);
  if (!trackId) return;
  const at = orderedTracks(shownDocument()).findIndex((t) => t.id === trackId);
  const to = at + by;
  if (to >= 0 && to < orderedTracks(shownDocument()).length) moveTrackTo(trackId, to);
}

/** On when any of them is off; all in one step. */
export async function toggleStrips(field: 'mute' | 'solo'): Promise<void> {
  const { strips } = shownDocument();
  const ids = selection().stripIds.filter((id) => strips[id]);
  const on = ids.some((id) => !strips[id]?.[field]);
  const { muteTracks, soloTracks } = sessionWords.names;
  await runTogether(
    ids.map((stripId) => ({ id: 'strip.set', payload: { stripId, [field]: on } })),
    (field === 'mute' ? muteTracks : soloTracks)(ids.length, on),
  );
}

export function walkTracks(by: 1 | -1): void {
  const list = orderedTracks(shownDocument());
  if (list.length === 0) return;
  const last = chosenTracks().at(-1);
  const at = last ? list.findIndex((t) => t.id === last) : by > 0 ? -1 : list.length;
  const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
  if (next) select({ stripIds: [next.id] });
}
