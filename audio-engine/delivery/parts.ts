/**
 * Documents in which only a part of the mix reaches the master: a stem with all that it feeds, or the song without
 * its voices. Ways are cut, tracks play on: what a compressor listens to is still there.
 */
import { trackRole } from '../advice/index.ts';
import type { SongVersion, StemOptions } from '../protocol/index.ts';
import {
  audibleStripIds,
  byOrder,
  type Id,
  liveDocument,
  MASTER_STRIP,
  orderedTracks,
  type SessionDocument,
} from '../session/index.ts';

type Cut = (fromId: Id, toId: Id) => boolean;

/** Takes ways out of a document. */
function withoutWays(document: SessionDocument, cut: Cut): SessionDocument {
  const strips = { ...document.strips };
  const sends = { ...document.sends };
  for (const id of Object.keys(strips)) {
    const strip = strips[id]!;
    if (strip.output !== null && cut(id, strip.output)) strips[id] = { ...strip, output: null };
    const own = Object.entries(sends[id] ?? {});
    if (own.some(([, send]) => cut(id, send.toStripId)))
      sends[id] = Object.fromEntries(own.filter(([, send]) => !cut(id, send.toStripId)));
  }
  return { ...document, strips, sends };
}

/** The strip and all that it reaches by outputs and sends. */
function reached(document: SessionDocument, from: Id): Set<Id> {
  const seen = new Set<Id>([from]);
  for (const id of seen) {
    const output = document.strips[id]?.output;
    if (output && document.strips[output]) seen.add(output);
    for (const send of Object.values(document.sends[id] ?? {})) seen.add(send.toStripId);
  }
  return seen;
}

/** Only what one strip brings into the master, with all it has on its way: buses, returns, their inserts. */
function contribution(document: SessionDocument, stripId: Id): SessionDocument {
  const way = reached(document, stripId);
  const guarded = new Set([...way, MASTER_STRIP]);
  guarded.delete(stripId);
  return withoutWays(document, (from, to) => !way.has(from) && guarded.has(to));
}

/** A strip that goes into the master, and all that come into it by their outputs. */
function familyOf(document: SessionDocument, headId: Id): Set<Id> {
  const family = new Set<Id>([headId]);
  for (const id of family)
    for (const strip of Object.values(document.strips)) if (strip.output === id) family.add(strip.id);
  return family;
}

type IsReturn = (id: Id) => boolean;

/** What a group brings into the master: itself, and what its own strips send to the returns. */
function groupContribution(document: SessionDocument, headId: Id, isReturn: IsReturn): SessionDocument {
  const family = familyOf(document, headId);
  return withoutWays(document, (from, to) => {
    if (family.has(from) || isReturn(from)) return false;
    return to === MASTER_STRIP || (isReturn(to) && !family.has(to));
  });
}

/** How a stem is had: tapped after its fader in a render of all, or from a render of its own. */
export interface StemSource {
  stripId: Id;
  name: string;
  /** Null where the strip goes straight into the master and nowhere else. */
  document: SessionDocument | null;
}

/**
 * The stems of a mix. Before the master's chain they add up to the mix as far as what they share on their way is
 * linear: a compressor on a bus hears one track alone in that track's stem.
 */
export function stemSources(given: SessionDocument, options: StemOptions): StemSource[] {
  const document = liveDocument(given);
  const audible = audibleStripIds(document);
  const intoMaster = (id: Id): boolean => document.strips[id]?.output === MASTER_STRIP;
  const byGroups = options.by === 'groups';
  // Among groups, a return that goes into one of them is part of it.
  const isReturn: IsReturn = (id) => document.buses[id]?.kind === 'return' && (!byGroups || intoMaster(id));
  // Without their effects, stems feed no returns; the returns themselves are fed as ever.
  const dry = options.returns === 'inside' ? document : withoutWays(document, (_from, to) => isReturn(to));
  const buses = Object.values(document.buses)
    .filter((bus) => bus.kind !== 'cue' && audible.has(bus.id))
    .sort(byOrder);
  const tracks = orderedTracks(document).filter((track) => audible.has(track.id));
  const tapped = (graph: SessionDocument, members: Iterable<Id>, id: Id): boolean =>
    options.chain === 'before' &&
    graph.strips[id]!.output === MASTER_STRIP &&
    [...members].every((member) =>
      Object.values(graph.sends[member] ?? {}).every(
        ({ toStripId }) => byGroups && toStripId !== MASTER_STRIP && !isReturn(toStripId),
      ),
    );
  const parts = byGroups
    ? [...tracks, ...buses.filter(({ id }) => !isReturn(id))].filter(({ id }) => intoMaster(id))
    : tracks;
  const sources = parts.map(({ id, name }): StemSource => {
    const own = byGroups ? familyOf(dry, id) : [id];
    if (tapped(dry, own, id)) return { stripId: id, name, document: null };
    return {
      stripId: id,
      name,
      document: byGroups ? groupContribution(dry, id, isReturn) : contribution(dry, id),
    };
  });
  if (options.returns !== 'own') return sources;
  for (const { id, name } of buses.filter((bus) => isReturn(bus.id))) {
    // What goes on from one return into another is in the other's stem.
    const way = reached(document, id);
    const graph = withoutWays(document, (from, to) => way.has(from) && isReturn(to));
    sources.push({ stripId: id, name, document: tapped(graph, [id], id) ? null : contribution(graph, id) });
  }
  return sources;
}

const VOICES = new Set(['lead-vocal', 'backing-vocal']);

/** Null where the version would be the song itself or nothing: a song without voices has no instrumental of its own. */
export function versionDocument(given: SessionDocument, version: SongVersion): SessionDocument | null {
  if (version === 'full') return given;
  const document = liveDocument(given);
  const voices = new Set(
    Object.values(document.tracks)
      .filter((track) => VOICES.has(trackRole(track)))
      .map(({ id }) => id),
  );
  const tracks = Object.keys(document.tracks);
  if (voices.size === 0 || voices.size === tracks.length) return null;
  const silent = (id: Id): boolean =>
    Object.hasOwn(document.tracks, id) && voices.has(id) === (version === 'instrumental');
  return withoutWays(document, (from) => silent(from));
}
