/**
 * The document in which a track's output is what its inserts make of it: fader, pan, mute, sends and their automation
 * taken away, so that what is printed can be played through the same strip and sound the same.
 */
import { type Id, liveDocument, MASTER_STRIP, type SessionDocument, splitLaneId } from '../session/index.ts';

/** Lanes of these stand behind the inserts. */
const AFTER_INSERTS = new Set(['faderDb', 'pan', 'width', 'mute']);

/** Strips that the track's inserts listen to, and what feeds those. */
function neededBy(document: SessionDocument, trackId: Id): Set<Id> {
  const needed = new Set<Id>([trackId]);
  for (const id of needed) {
    for (const effect of Object.values(document.effects[id] ?? {}))
      if (effect.sideChain) needed.add(effect.sideChain.stripId);
    if (document.tracks[id]) continue;
    for (const strip of Object.values(document.strips)) {
      const sends = Object.values(document.sends[strip.id] ?? {});
      if (strip.output === id || sends.some((send) => send.toStripId === id)) needed.add(strip.id);
    }
  }
  return needed;
}

const only = <Item>(map: Record<Id, Item>, keep: (id: Id) => boolean): Record<Id, Item> =>
  Object.fromEntries(Object.entries(map).filter(([id]) => keep(id)));

export function printDocument(given: SessionDocument, trackId: Id): SessionDocument {
  const document = liveDocument(given);
  const needed = neededBy(document, trackId);
  const kept = (id: Id) => needed.has(id) || id === MASTER_STRIP;
  const strip = document.strips[trackId]!;
  const track = document.tracks[trackId]!;
  const neutral = { faderDb: 0, pan: 0, panLaw: '0', panMode: 'balance', width: 1, mute: false } as const;
  const strips = only(document.strips, kept);
  for (const id of Object.keys(strips)) strips[id] = { ...strips[id]!, solo: false };
  return {
    ...document,
    tracks: { ...only(document.tracks, kept), [trackId]: { ...track, frozen: null } },
    buses: only(document.buses, kept),
    clips: only(document.clips, kept),
    strips: {
      ...strips,
      [trackId]: { ...strip, ...neutral, solo: false, vcaIds: [], output: MASTER_STRIP },
    },
    effects: only(document.effects, kept),
    sends: { ...only(document.sends, kept), [trackId]: {} },
    vcas: only(document.vcas, () => true),
    groups: {},
    automation: {
      ...only(document.automation, kept),
      [trackId]: only(
        document.automation[trackId] ?? {},
        (laneId) => !AFTER_INSERTS.has(laneId) && splitLaneId(laneId)?.owner !== 'send',
      ),
    },
  };
}
