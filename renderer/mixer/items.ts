/**
 * Everything that stands in the mixer, in its order: tracks by folder or colour, then buses, returns, cue mixes and
 * VCAs. One list, so that walking, scrolling, folding and drawing agree.
 */
import { byOrder, type SessionDocument, type TrackColor } from '../../audio-engine/session/index.ts';
import { mixingWords, routingWords } from '../../audio-engine/words/index.ts';

export type ItemKind = 'track' | 'bus' | 'return' | 'cue' | 'vca';

export interface MixerSource {
  id: string;
  kind: ItemKind;
  name: string;
  color: TrackColor;
  channels: 1 | 2;
  /** Strips beside one another with the same key stand under one band. */
  groupKey: string;
  groupName: string;
  groupColor: TrackColor;
}

const SECTIONS = ['bus', 'return', 'cue'] as const;

function folderChain(document: SessionDocument, folderId: string | null): string {
  const names: string[] = [];
  for (let id = folderId; id !== null && names.length < 8; ) {
    const folder = document.folders[id];
    if (!folder) break;
    names.unshift(folder.name);
    id = folder.parentId;
  }
  return names.join(' / ');
}

let known: { parts: readonly unknown[]; items: readonly MixerSource[] } | undefined;

/** The same document parts give the same list, so that views can compare by reference. */
export function mixerItems(document: SessionDocument): readonly MixerSource[] {
  const { tracks, buses, vcas, folders } = document;
  const parts = [tracks, buses, vcas, folders];
  if (known && parts.every((part, index) => part === known?.parts[index])) return known.items;
  const items: MixerSource[] = [];
  for (const track of Object.values(tracks).sort(byOrder)) {
    const folder = track.folderId === null ? undefined : folders[track.folderId];
    items.push({
      id: track.id,
      kind: 'track',
      name: track.name,
      color: track.color,
      channels: track.channels,
      groupKey: folder ? `folder:${folder.id}` : `colour:${track.color}`,
      groupName: folder ? folderChain(document, folder.id) : mixingWords.groups[track.color],
      groupColor: folder?.color ?? track.color,
    });
  }
  for (const kind of SECTIONS) {
    const section = Object.values(buses)
      .filter((bus) => bus.kind === kind)
      .sort(byOrder);
    for (const bus of section) {
      items.push({
        id: bus.id,
        kind,
        name: bus.name,
        color: bus.color,
        channels: bus.channels,
        groupKey: `section:${kind}`,
        groupName: routingWords.sections[kind],
        groupColor: section[0]?.color ?? bus.color,
      });
    }
  }
  for (const vca of Object.values(vcas).sort(byOrder)) {
    items.push({
      id: vca.id,
      kind: 'vca',
      name: vca.name,
      color: vca.color,
      channels: 2,
      groupKey: 'section:vca',
      groupName: routingWords.sections.vca,
      groupColor: vca.color,
    });
  }
  known = { parts, items };
  return items;
}
