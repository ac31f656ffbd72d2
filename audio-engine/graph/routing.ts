/** The document's strips and the ways between them, and the stages in which they can be run. */
import {
  audibleStripIds,
  type Effect,
  HARDWARE_OUTPUT,
  hardwarePair,
  type Id,
  isSoloed,
  MASTER_STRIP,
  openRoutes,
  orderedSends,
  type Send,
  type SessionDocument,
  SILENCE_DB,
  type TapPoint,
} from '../session/index.ts';
import { type DescribeOptions, type EdgeDescription, type EdgeTargets, LISTEN_STRIP } from './description.ts';

export interface Wire {
  edge: EdgeDescription;
  toId: Id;
}

const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ids of all strips: tracks, buses, hardware pairs that are used, the master, and what is listened to. */
export function stripIds(document: SessionDocument, options: DescribeOptions): Id[] {
  const ids = new Set<Id>([MASTER_STRIP]);
  for (const id of [...Object.keys(document.tracks), ...Object.keys(document.buses)])
    if (document.strips[id]) ids.add(id);
  for (const id of [...ids]) {
    const pair = hardwarePair(document.strips[id]?.output ?? null);
    if (pair !== null) ids.add(`${HARDWARE_OUTPUT}${pair}`);
  }
  if (options.listen) ids.add(LISTEN_STRIP);
  return [...ids].sort(plainly);
}

/** Every way from a strip into a sum, in the order in which sums add them. */
export function wires(document: SessionDocument, ids: ReadonlySet<Id>, options: DescribeOptions): Wire[] {
  const isOpen = openRoutes(document);
  const sendsSound = preFaderSends(document);
  const list: Wire[] = [];
  const add = (fromId: Id, toId: Id | null, edge: Omit<EdgeDescription, 'fromId' | 'delaySamples'>): void => {
    // Into a track nothing can be sent: it has a source of its own.
    if (toId !== null && toId !== fromId && ids.has(toId) && !document.tracks[toId])
      list.push({ toId, edge: { ...edge, fromId, delaySamples: 0 } });
  };
  for (const fromId of ids) {
    const strip = document.strips[fromId];
    if (!strip) continue;
    const { output } = strip;
    const pair = hardwarePair(output);
    const toId = pair === null ? output : `${HARDWARE_OUTPUT}${pair}`;
    const open = pair !== null || (toId !== null && isOpen({ fromId, toId }));
    add(fromId, toId, { id: 'output', kind: 'output', point: 'post', targets: [0, 0, open ? 1 : 0] });
    for (const send of orderedSends(document, fromId)) {
      const { id, toStripId, point, muted } = send;
      const sounds =
        !muted && isOpen({ fromId, toId: toStripId }) && (point === 'post' || sendsSound(fromId));
      add(fromId, toStripId, { id, kind: 'send', point, targets: sendTargetsOf(send, sounds) });
    }
  }
  for (const { stripId, point } of options.listen ?? [])
    if (document.strips[stripId])
      add(stripId, LISTEN_STRIP, { id: 'listen', kind: 'listen', point, targets: [0, 0, 1] });
  return list.sort((a, b) => plainly(a.edge.fromId, b.edge.fromId) || plainly(a.edge.id, b.edge.id));
}

/** In the order of `EdgeTarget`. */
export function sendTargetsOf({ levelDb, pan }: Send, sounds: boolean): EdgeTargets {
  return [Math.max(SILENCE_DB, levelDb), Math.min(1, Math.max(-1, pan)), sounds ? 1 : 0];
}

/** Mute leaves pre-fader sends alone, but a solo elsewhere silences them: only what is soloed is wanted. */
function preFaderSends(document: SessionDocument): (stripId: Id) => boolean {
  const soloing = Object.keys(document.strips).some((id) => isSoloed(document, id));
  if (!soloing) return () => true;
  const unmuted: SessionDocument = { ...document, vcas: {}, strips: {} };
  for (const [id, vca] of Object.entries(document.vcas)) unmuted.vcas[id] = { ...vca, mute: false };
  for (const [id, strip] of Object.entries(document.strips)) unmuted.strips[id] = { ...strip, mute: false };
  const audible = audibleStripIds(unmuted);
  return (stripId) => stripId === MASTER_STRIP || audible.has(stripId);
}

/** What an effect listens to, where that is there and is not the strip itself. */
export function keyOf(
  effect: Effect,
  stripId: Id,
  ids: ReadonlySet<Id>,
): { fromId: Id; point: TapPoint } | null {
  const { sideChain } = effect;
  if (!sideChain || sideChain.stripId === stripId || !ids.has(sideChain.stripId)) return null;
  return { fromId: sideChain.stripId, point: sideChain.point };
}

/**
 * The stage of every strip: one more than that of whatever it depends on. Commands refuse loops; where a document
 * holds one all the same, the edge that closes it is named in `broken` and must be left out.
 */
export function stagesOf(
  ids: readonly Id[],
  dependencies: ReadonlyMap<Id, readonly { fromId: Id }[]>,
): { stages: Map<Id, number>; broken: Set<object> } {
  const stages = new Map<Id, number>();
  const broken = new Set<object>();
  const open = new Set<Id>();
  const visit = (id: Id): number => {
    const known = stages.get(id);
    if (known !== undefined) return known;
    open.add(id);
    let stage = 0;
    for (const dependency of dependencies.get(id) ?? []) {
      if (open.has(dependency.fromId)) broken.add(dependency);
      else stage = Math.max(stage, visit(dependency.fromId) + 1);
    }
    open.delete(id);
    stages.set(id, stage);
    return stage;
  };
  for (const id of ids) visit(id);
  return { stages, broken };
}
