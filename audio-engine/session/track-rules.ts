/** What belongs to a track or a bus comes and goes with it: strip, clips, inserts, sends, lanes, and what refers to it. */
import { dropLanesOf } from './automation-rules.ts';
import { createStrip } from './create.ts';
import { type Bus, type Id, MASTER_STRIP, type SessionDocument, type Strip, type Track } from './document.ts';
import { needBus, needMedia, needTrack } from './find.ts';
import { checkFolder, checkStripFields, needFreeStripId } from './route-rules.ts';
import { routeLoop } from './routes.ts';

export function addTrack(draft: SessionDocument, track: Track, strip: Strip = createStrip(track.id)): void {
  needFreeStripId(draft, track.id, 'track');
  checkFolder(draft, track.folderId);
  if (track.frozen) needMedia(draft, track.frozen.mediaId);
  draft.tracks[track.id] = track;
  draft.strips[track.id] = strip;
  draft.clips[track.id] = {};
  draft.effects[track.id] = {};
}

export function addBus(draft: SessionDocument, bus: Bus, fields: Partial<Strip>): void {
  needFreeStripId(draft, bus.id, 'bus');
  checkFolder(draft, bus.folderId);
  draft.buses[bus.id] = bus;
  const strip = createStrip(bus.id);
  // A mix for headphones must not come out of the speakers.
  draft.strips[bus.id] = bus.kind === 'cue' ? { ...strip, output: null } : strip;
  draft.effects[bus.id] = {};
  checkStripFields(draft, bus.id, fields);
  Object.assign(draft.strips[bus.id]!, fields);
}

/** Takes the strip with everything on it, and out of every list that names it. */
function removeStrip(draft: SessionDocument, stripId: Id): void {
  delete draft.strips[stripId];
  delete draft.effects[stripId];
  delete draft.sends[stripId];
  delete draft.automation[stripId];
  for (const group of Object.values(draft.groups)) {
    const at = group.stripIds.indexOf(stripId);
    if (at >= 0) group.stripIds.splice(at, 1);
  }
  for (const inserts of Object.values(draft.effects)) {
    for (const effect of Object.values(inserts))
      if (effect.sideChain?.stripId === stripId) effect.sideChain = null;
  }
}

export function removeTrack(draft: SessionDocument, trackId: Id): void {
  needTrack(draft, trackId);
  delete draft.tracks[trackId];
  delete draft.clips[trackId];
  removeStrip(draft, trackId);
}

/** What went into the bus goes to the master instead, and sends to it go with it: the mix plays on. */
export function removeBus(draft: SessionDocument, busId: Id): void {
  needBus(draft, busId);
  delete draft.buses[busId];
  removeStrip(draft, busId);
  for (const [stripId, sends] of Object.entries(draft.sends)) {
    for (const send of Object.values(sends)) {
      if (send.toStripId !== busId) continue;
      dropLanesOf(draft, stripId, 'send', send.id);
      delete sends[send.id];
    }
  }
  for (const strip of Object.values(draft.strips)) {
    if (strip.output !== busId) continue;
    strip.output = null;
    // Where the master itself feeds it, it goes nowhere rather than round.
    if (!routeLoop(draft, strip.id, MASTER_STRIP)) strip.output = MASTER_STRIP;
  }
}
