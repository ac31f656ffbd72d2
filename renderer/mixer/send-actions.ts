/** What can be done to a send, from rows, menus and drags: made, moved, copied, removed; and where one may go. */
import {
  type Bus,
  type BusKind,
  byOrder,
  type Id,
  linkedSendCommands,
  orderBetween,
  orderedSends,
  routeLoop,
  type Send,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { routingWords } from '../../audio-engine/words/index.ts';
import { newId, run, runTogether, type SomeCommand, shownDocument } from '../state/index.ts';

export interface SendRef {
  stripId: Id;
  sendId: Id;
}

/** A new send starts down by as much as most returns are mixed in: heard at once, and not louder than the source. */
const FIRST_LEVEL_DB = -12;

/** Buses that sound from this strip may reach without coming back to it. */
export function sendTargets(document: SessionDocument, stripId: Id): readonly Bus[] {
  const rank: Record<BusKind, number> = { return: 0, bus: 1, cue: 2 };
  return Object.values(document.buses)
    .filter((bus) => bus.id !== stripId && routeLoop(document, stripId, bus.id) === null)
    .sort((a, b) => rank[a.kind] - rank[b.kind] || byOrder(a, b));
}

function orderAtEnd(document: SessionDocument, stripId: Id): string {
  return orderBetween(orderedSends(document, stripId).at(-1)?.order ?? null, null);
}

function sendCommand(document: SessionDocument, stripId: Id, toStripId: Id, pre: boolean): SomeCommand {
  const send: Send = {
    id: newId('send'),
    toStripId,
    order: orderAtEnd(document, stripId),
    point: pre ? 'pre' : 'post',
    levelDb: pre ? 0 : FIRST_LEVEL_DB,
    pan: 0,
    muted: false,
  };
  return { id: 'send.add', payload: { stripId, send } };
}

/** A cue mix hears strips before their faders, so that the mix can move without disturbing the player. */
export function addSend(stripId: Id, toStripId: Id): Promise<boolean> {
  const document = shownDocument();
  const pre = document.buses[toStripId]?.kind === 'cue';
  return runTogether([sendCommand(document, stripId, toStripId, pre)]);
}

/** The bus that a new return, bus or cue mix is: at the end of its kind, in the colour of what it is. */
export function newBus(document: SessionDocument, kind: BusKind, channels: 1 | 2 = 2): Bus {
  const buses = Object.values(document.buses);
  const last = buses.sort(byOrder).at(-1);
  const count = buses.filter((bus) => bus.kind === kind).length;
  return {
    id: newId('bus'),
    name: `${routingWords.create.names[kind]} ${count + 1}`,
    kind,
    color: kind === 'return' ? 'slate' : kind === 'cue' ? 'stone' : 'clay',
    channels,
    order: orderBetween(last?.order ?? null, null),
    folderId: null,
  };
}

/** A new return or cue mix with a first send to it, as one step. */
export function sendToNew(stripIds: readonly Id[], kind: 'return' | 'cue'): Promise<boolean> {
  const document = shownDocument();
  const bus = newBus(document, kind);
  return runTogether(
    [
      { id: 'bus.add', payload: { bus } },
      ...stripIds.map((stripId) => sendCommand(document, stripId, bus.id, kind === 'cue')),
    ],
    `${routingWords.create[kind]} ${bus.name}`,
  );
}

/** Where it goes is the send's own; the rest is shared with the sends of linked strips. */
export function setSend({ stripId, sendId }: SendRef, fields: Partial<Omit<Send, 'id' | 'order'>>): void {
  const { toStripId, ...shared } = fields;
  if (toStripId !== undefined) void run('send.set', { stripId, sendId, toStripId });
  else
    void runTogether(linkedSendCommands(shownDocument(), stripId, sendId, shared), routingWords.sends.linked);
}

export function removeSend({ stripId, sendId }: SendRef): void {
  void run('send.remove', { stripId, sendId });
}

/** Puts a copy at the end of another strip's sends, or takes it there. */
export function giveSend(ref: SendRef, ontoStripId: Id, copy: boolean): void {
  if (ontoStripId === ref.stripId) return;
  const order = orderAtEnd(shownDocument(), ontoStripId);
  if (copy) void run('send.copy', { ...ref, ontoStripId, newId: newId('send'), order });
  else void run('send.move', { ...ref, ontoStripId, order });
}
