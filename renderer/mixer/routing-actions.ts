/** Where strips go and what they belong to: outputs, new buses, VCAs, link groups and folders for a choice of strips. */
import {
  type Bus,
  byOrder,
  HARDWARE_OUTPUT,
  type Id,
  type LinkGroup,
  MASTER_STRIP,
  orderBetween,
  routeLoop,
  type SessionDocument,
  type TrackColor,
} from '../../audio-engine/session/index.ts';
import { routingWords } from '../../audio-engine/words/index.ts';
import { newId, run, runTogether, selection, shownDocument } from '../state/index.ts';
import { newBus } from './send-actions.ts';

const { names } = routingWords.create;

export function outputText(document: SessionDocument, output: Id | null): string {
  if (output === null) return routingWords.output.none;
  if (output === MASTER_STRIP) return routingWords.output.master;
  if (output.startsWith(HARDWARE_OUTPUT)) {
    return routingWords.output.hardware(Number(output.slice(HARDWARE_OUTPUT.length)));
  }
  return document.buses[output]?.name ?? output;
}

/** Buses a strip may go to without feeding back into itself. */
export function outputTargets(document: SessionDocument, stripId: Id): readonly Bus[] {
  return Object.values(document.buses)
    .filter((bus) => bus.id !== stripId && routeLoop(document, stripId, bus.id) === null)
    .sort(byOrder);
}

/** The strips a menu on one of them is about: all chosen ones where it is among them. */
export function chosenWith(stripId: Id): Id[] {
  const { stripIds } = selection();
  const document = shownDocument();
  const here = stripIds.includes(stripId) ? stripIds : [stripId];
  return here.filter((id) => id !== MASTER_STRIP && document.strips[id]);
}

export function setOutput(stripIds: readonly Id[], output: Id | null): void {
  void runTogether(
    stripIds.map((stripId) => ({ id: 'strip.set', payload: { stripId, output } })),
    routingWords.output.title,
  );
}

function colorOf(document: SessionDocument, ids: readonly Id[]): TrackColor {
  const first = ids[0] ?? '';
  return document.tracks[first]?.color ?? document.buses[first]?.color ?? 'stone';
}

/** One bus that all of these go to from now on. */
export function busFor(stripIds: readonly Id[]): void {
  const document = shownDocument();
  const bus = { ...newBus(document, 'bus'), color: colorOf(document, stripIds) };
  void runTogether(
    [
      { id: 'bus.add', payload: { bus } },
      ...stripIds.map((stripId) => ({ id: 'strip.set', payload: { stripId, output: bus.id } })),
    ],
    routingWords.strip.newBusFor,
  );
}

export function addBus(kind: Bus['kind']): void {
  void run('bus.add', { bus: newBus(shownDocument(), kind) });
}

function lastOrder(map: Record<Id, { id: Id; order: string }>): string {
  return orderBetween(Object.values(map).sort(byOrder).at(-1)?.order ?? null, null);
}

export function vcaFor(stripIds: readonly Id[]): void {
  const document = shownDocument();
  const { vcas } = document;
  const vca = {
    id: newId('vca'),
    name: `${names.vca} ${Object.keys(vcas).length + 1}`,
    color: colorOf(document, stripIds),
    order: lastOrder(vcas),
    faderDb: 0,
    mute: false,
    solo: false,
  };
  void run('vca.add', { vca, stripIds });
}

export function setVca(stripIds: readonly Id[], vcaId: Id, assigned: boolean): void {
  void run('vca.assign', { vcaId, stripIds, assigned });
}

export function groupFor(stripIds: readonly Id[]): void {
  const document = shownDocument();
  const { groups } = document;
  const group = {
    id: newId('group'),
    name: `${names.group} ${Object.keys(groups).length + 1}`,
    color: colorOf(document, stripIds),
    order: lastOrder(groups),
    active: true,
    stripIds: [...stripIds],
    links: { fader: true, pan: false, mute: true, solo: true, sends: false, inserts: false },
  };
  void run('group.add', { group });
}

export function setGroup(
  groupId: Id,
  fields: { active: boolean } | { links: Partial<LinkGroup['links']> },
): void {
  void run('group.set', { groupId, ...fields });
}

export function leaveGroup(groupId: Id, stripIds: readonly Id[]): void {
  const group = shownDocument().groups[groupId];
  if (!group) return;
  const left = group.stripIds.filter((id) => !stripIds.includes(id));
  if (left.length < 2) void run('group.remove', { groupId });
  else void run('group.set', { groupId, stripIds: left });
}

export function folderFor(stripIds: readonly Id[]): void {
  const document = shownDocument();
  const { folders } = document;
  const trackIds = stripIds.filter((id) => document.tracks[id]);
  const folder = {
    id: newId('folder'),
    name: `${names.folder} ${Object.keys(folders).length + 1}`,
    color: colorOf(document, stripIds),
    order: lastOrder(folders),
    parentId: null,
  };
  void run('folder.add', { folder, trackIds });
}

export function setFolder(stripIds: readonly Id[], folderId: Id | null): void {
  const trackIds = stripIds.filter((id) => shownDocument().tracks[id]);
  if (trackIds.length > 0) void run('track.folder', { trackIds, folderId });
}
