/** Where sound goes: the edges between strips, the loops they must not make, and who sounds while others are soloed. */
import { HARDWARE_OUTPUT, type Id, MASTER_STRIP, type SessionDocument, SILENCE_DB } from './document.ts';

export type RouteKind = 'output' | 'send' | 'sideChain';

export interface Route {
  fromId: Id;
  toId: Id;
  kind: RouteKind;
  /** Of a send or the insert that listens: its id; of an output `output`. Unique among those that leave or reach a strip. */
  id: Id;
}

/** 1-based pair of the device's outputs, or null where the output is a strip or nothing. */
export function hardwarePair(output: Id | null): number | null {
  const digits = output?.startsWith(HARDWARE_OUTPUT) ? output.slice(HARDWARE_OUTPUT.length) : '';
  return /^[1-9]\d{0,2}$/.test(digits) ? Number(digits) : null;
}

/** Whether sound can be sent into it: a bus or the master. */
export function isDestination(document: SessionDocument, id: Id): boolean {
  return id === MASTER_STRIP || Object.hasOwn(document.buses, id);
}

/** Every edge between two strips that are there. Hardware outputs are no edges: nothing comes back from them. */
export function routesOf(document: SessionDocument): Route[] {
  const routes: Route[] = [];
  for (const strip of Object.values(document.strips)) {
    const { output } = strip;
    if (output !== null && Object.hasOwn(document.strips, output))
      routes.push({ fromId: strip.id, toId: output, kind: 'output', id: 'output' });
    for (const send of Object.values(document.sends[strip.id] ?? {}))
      routes.push({ fromId: strip.id, toId: send.toStripId, kind: 'send', id: send.id });
    for (const { id, sideChain } of Object.values(document.effects[strip.id] ?? {}))
      if (sideChain) routes.push({ fromId: sideChain.stripId, toId: strip.id, kind: 'sideChain', id });
  }
  return routes;
}

type Onward = Map<Id, Id[]>;

function reach(routes: readonly Route[], back: boolean): Onward {
  const onward: Onward = new Map();
  for (const { fromId, toId } of routes) {
    const [key, value] = back ? [toId, fromId] : [fromId, toId];
    const list = onward.get(key);
    if (list) list.push(value);
    else onward.set(key, [value]);
  }
  return onward;
}

/** The shortest way along the edges, both ends included, or null. */
function wayBetween(onward: Onward, fromId: Id, toId: Id): Id[] | null {
  if (fromId === toId) return [fromId];
  const cameFrom = new Map<Id, Id>([[fromId, fromId]]);
  const waiting = [fromId];
  for (const id of waiting) {
    for (const next of onward.get(id) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      if (next === toId) {
        const way = [next];
        for (let at = next; at !== fromId; ) {
          at = cameFrom.get(at)!;
          way.unshift(at);
        }
        return way;
      }
      waiting.push(next);
    }
  }
  return null;
}

/** The loop that an edge would close, beginning with `fromId`, each feeding the next and the last the first; or null. */
export function routeLoop(document: SessionDocument, fromId: Id, toId: Id): Id[] | null {
  if (fromId === toId) return [fromId];
  const way = wayBetween(reach(routesOf(document), false), toId, fromId);
  return way ? [fromId, ...way.slice(0, -1)] : null;
}

/** The first loop there is in a document, or null. */
export function anyLoop(document: SessionDocument): Id[] | null {
  const routes = routesOf(document);
  const onward = reach(routes, false);
  const inputs = new Map<Id, number>();
  for (const { toId } of routes) inputs.set(toId, (inputs.get(toId) ?? 0) + 1);
  const ready = Object.keys(document.strips).filter((id) => !inputs.has(id));
  // Whoever is never ready lies on a loop or behind one.
  for (const id of ready) {
    for (const next of onward.get(id) ?? []) {
      const left = inputs.get(next)! - 1;
      if (left > 0) inputs.set(next, left);
      else {
        inputs.delete(next);
        ready.push(next);
      }
    }
  }
  for (const { fromId, toId } of routes) {
    if (!inputs.has(fromId) || !inputs.has(toId)) continue;
    const way = wayBetween(onward, toId, fromId);
    if (way) return [fromId, ...way.slice(0, -1)];
  }
  return null;
}

/** Muted by itself or by a VCA. */
export function isMuted(document: SessionDocument, stripId: Id): boolean {
  const strip = document.strips[stripId];
  return strip !== undefined && (strip.mute || strip.vcaIds.some((id) => document.vcas[id]?.mute));
}

/** Soloed by itself or by a VCA. The master cannot be: it is where soloed strips are heard. */
export function isSoloed(document: SessionDocument, stripId: Id): boolean {
  const strip = stripId === MASTER_STRIP ? undefined : document.strips[stripId];
  return strip !== undefined && (strip.solo || strip.vcaIds.some((id) => document.vcas[id]?.solo));
}

/** Its own dB and those of its VCAs; minus infinity where any of them is at its stop. */
export function effectiveFaderDb(document: SessionDocument, stripId: Id): number {
  const strip = document.strips[stripId];
  if (!strip || strip.faderDb <= SILENCE_DB) return Number.NEGATIVE_INFINITY;
  let sum = strip.faderDb;
  for (const id of strip.vcaIds) {
    const vcaDb = document.vcas[id]?.faderDb ?? 0;
    if (vcaDb <= SILENCE_DB) return Number.NEGATIVE_INFINITY;
    sum += vcaDb;
  }
  return sum <= SILENCE_DB ? Number.NEGATIVE_INFINITY : sum;
}

interface SoloPicture {
  /** Whether anything is soloed. */
  soloing: boolean;
  /** Strips whose whole sound is wanted: soloed ones, safe ones, and what those feed. */
  wanted: ReadonlySet<Id>;
  /** Strips that sound only as far as they feed what is wanted. */
  feeding: ReadonlySet<Id>;
}

function walk(onward: Onward, from: Iterable<Id>): Set<Id> {
  const seen = new Set(from);
  for (const id of seen) for (const next of onward.get(id) ?? []) seen.add(next);
  return seen;
}

function soloPicture(document: SessionDocument): SoloPicture {
  const ids = Object.keys(document.strips).filter((id) => id !== MASTER_STRIP);
  const soloed = ids.filter((id) => isSoloed(document, id));
  if (soloed.length === 0) return { soloing: false, wanted: new Set(ids), feeding: new Set() };
  const sounding = routesOf(document).filter((route) => route.kind !== 'sideChain');
  const safe = ids.filter((id) => document.strips[id]?.soloSafe);
  return {
    soloing: true,
    wanted: walk(reach(sounding, false), [...soloed, ...safe]),
    feeding: walk(
      reach(sounding, true),
      soloed.filter((id) => Object.hasOwn(document.buses, id)),
    ),
  };
}

/**
 * Tracks and buses that sound: not muted (by themselves or a VCA) and, while anything is soloed, soloed, solo-safe,
 * upstream of a soloed bus, or downstream of a soloed or safe strip.
 */
export function audibleStripIds(document: SessionDocument): ReadonlySet<Id> {
  const { wanted, feeding } = soloPicture(document);
  return new Set(
    [...Object.keys(document.tracks), ...Object.keys(document.buses)].filter(
      (id) => (wanted.has(id) || feeding.has(id)) && !isMuted(document, id),
    ),
  );
}

/** The tracks among them. */
export function audibleTrackIds(document: SessionDocument): ReadonlySet<Id> {
  const audible = audibleStripIds(document);
  return new Set(Object.keys(document.tracks).filter((id) => audible.has(id)));
}

/**
 * Whether an output or a send sounds while others are soloed. A strip that sounds only because it feeds a soloed bus
 * is heard through that bus alone: its other ways are shut, or soloing a reverb would let the dry vocal through.
 */
export function openRoutes(document: SessionDocument): (route: Pick<Route, 'fromId' | 'toId'>) => boolean {
  const { soloing, wanted, feeding } = soloPicture(document);
  if (!soloing) return () => true;
  return ({ fromId, toId }) => fromId === MASTER_STRIP || wanted.has(fromId) || feeding.has(toId);
}
