/** What stands in the mixer and in which order: tracks, buses, folders, sends, VCAs, groups and scenes. */
import type { Bus, Folder, Id, LinkGroup, Scene, Send, SessionDocument, Track, Vca } from './document.ts';
import { byOrder } from './order.ts';
import { remembered } from './remembered.ts';
import { orderedTracks } from './selectors.ts';

const inOrder = <Item extends { id: Id; order: string }>() =>
  remembered<Record<Id, Item>, readonly Item[]>((map) => Object.values(map).sort(byOrder));

const busesInOrder = inOrder<Bus>();
const sendsInOrder = inOrder<Send>();
const foldersInOrder = inOrder<Folder>();
const vcasInOrder = inOrder<Vca>();
const groupsInOrder = inOrder<LinkGroup>();
const scenesInOrder = inOrder<Scene>();
const NO_SENDS: readonly Send[] = Object.freeze([]);

export const orderedBuses = (d: SessionDocument): readonly Bus[] => busesInOrder(d.buses);
export const orderedFolders = (d: SessionDocument): readonly Folder[] => foldersInOrder(d.folders);
export const orderedVcas = (d: SessionDocument): readonly Vca[] => vcasInOrder(d.vcas);
export const orderedGroups = (d: SessionDocument): readonly LinkGroup[] => groupsInOrder(d.groups);
export const orderedScenes = (d: SessionDocument): readonly Scene[] => scenesInOrder(d.scenes);

/** Sends of a strip in its own order; none for an unknown strip. */
export function orderedSends(document: SessionDocument, stripId: Id): readonly Send[] {
  const map = document.sends[stripId];
  return map ? sendsInOrder(map) : NO_SENDS;
}

function makeStrips(document: SessionDocument): readonly (Track | Bus)[] {
  const tracks = orderedTracks(document);
  const buses = orderedBuses(document);
  const list: (Track | Bus)[] = [];
  const walk = (folderId: Id | null): void => {
    const inside = [
      ...orderedFolders(document).filter((folder) => folder.parentId === folderId),
      ...tracks.filter((track) => track.folderId === folderId),
    ].sort(byOrder);
    for (const thing of inside) {
      if ('parentId' in thing) walk(thing.id);
      else list.push(thing);
    }
    list.push(...buses.filter((bus) => bus.folderId === folderId));
  };
  walk(null);
  return list;
}

const known = new WeakMap<object, { buses: object; folders: object; list: readonly (Track | Bus)[] }>();

/**
 * Tracks and buses from left to right: folders and tracks by their order, a folder's own strips in its place, and
 * at each level the buses after the tracks that feed them.
 */
export function orderedStrips(document: SessionDocument): readonly (Track | Bus)[] {
  const { tracks, buses, folders } = document;
  if (!Object.isFrozen(tracks)) return makeStrips(document);
  const last = known.get(tracks);
  if (last && last.buses === buses && last.folders === folders) return last.list;
  const list = makeStrips(document);
  known.set(tracks, { buses, folders, list });
  return list;
}

/** Folders around something, the outermost first. */
export function foldersAround(document: SessionDocument, folderId: Id | null): readonly Folder[] {
  const around: Folder[] = [];
  for (let id = folderId; id !== null; ) {
    const folder: Folder | undefined = document.folders[id];
    if (!folder || around.includes(folder)) break;
    around.unshift(folder);
    id = folder.parentId;
  }
  return around;
}
