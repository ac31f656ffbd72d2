/** What must hold for routes: they end at something that takes sound, and never lead back to where they began. */
import { effectKinds } from '../effects/registry.ts';
import { sessionWords, mixDocumentWords as words } from '../words/index.ts';
import {
  type Effect,
  type Id,
  MASTER_STRIP,
  type SessionDocument,
  type SideChain,
  type Strip,
} from './document.ts';
import { needFolder, needStrip, needVca, refuse, stripName } from './find.ts';
import { anyLoop, hardwarePair, isDestination, routeLoop } from './routes.ts';

const { refused } = words;

function refuseLoop(d: SessionDocument, loop: readonly Id[]): never {
  refuse('route-loop', refused.loop(loop.map((id) => stripName(d, id))), refused.loopNext);
}

/** Refuses an edge that would close a loop; asked before the edge is in the document. */
export function checkNoLoop(d: SessionDocument, fromId: Id, toId: Id): void {
  const loop = routeLoop(d, fromId, toId);
  if (loop) refuseLoop(d, loop);
}

/** Refuses the document as it stands where it feeds back. */
export function checkNoLoops(d: SessionDocument): void {
  const loop = anyLoop(d);
  if (loop) refuseLoop(d, loop);
}

/** Refuses a way for a strip's sound, by its output or a send, that does not end at a bus or the master. */
export function checkSendTarget(d: SessionDocument, fromId: Id, toId: Id): void {
  if (!isDestination(d, toId)) {
    refuse('no-destination', refused.noDestination(toId), refused.noDestinationNext);
  }
  checkNoLoop(d, fromId, toId);
}

export function checkOutput(d: SessionDocument, stripId: Id, output: Id | null): void {
  if (output === null) return;
  if (stripId === MASTER_STRIP) refuse('master-output', refused.masterOutput, refused.masterOutputNext);
  if (hardwarePair(output) === null) checkSendTarget(d, stripId, output);
}

/** Refuses to set strip fields that refer to what is not there. */
export function checkStripFields(d: SessionDocument, stripId: Id, fields: Partial<Strip>): void {
  if (fields.output !== undefined) checkOutput(d, stripId, fields.output);
  for (const vcaId of fields.vcaIds ?? []) needVca(d, vcaId);
  if (fields.vcaIds && new Set(fields.vcaIds).size !== fields.vcaIds.length)
    refuse('twice', refused.twiceInGroup, refused.twiceInGroupNext);
}

/** Where an output leads, in words: a strip's name, a pair of outputs, or nowhere. */
export function outputName(d: SessionDocument, output: Id | null): string | null {
  const pair = hardwarePair(output);
  return output === null ? null : pair === null ? stripName(d, output) : words.names.hardware(pair);
}

export function checkSideChain(
  d: SessionDocument,
  stripId: Id,
  kind: Effect['kind'],
  sideChain: SideChain | null,
): void {
  if (!sideChain) return;
  const { keyed, title } = effectKinds[kind];
  if (!keyed) refuse('not-keyed', refused.notKeyed(title), refused.notKeyedNext);
  needStrip(d, sideChain.stripId);
  checkNoLoop(d, sideChain.stripId, stripId);
}

export function checkImpulse(kind: Effect['kind'], impulse: string | null): void {
  const { resource, title } = effectKinds[kind];
  if (impulse !== null && resource !== 'impulse')
    refuse('no-impulse', refused.noImpulse(title), refused.noImpulseNext);
}

export function checkFolder(d: SessionDocument, folderId: Id | null): void {
  if (folderId !== null) needFolder(d, folderId);
}

/** Refuses an id that a strip or a VCA has: names and links are looked up in both. */
export function needFreeStripId(d: SessionDocument, id: Id, what: 'track' | 'bus' | 'vca'): void {
  if (id !== MASTER_STRIP && !Object.hasOwn(d.strips, id) && !Object.hasOwn(d.vcas, id)) return;
  const { refused: taken, what: kinds } = sessionWords;
  refuse(`${what}-id-taken`, taken.taken(kinds[what], id), taken.takenNext);
}
