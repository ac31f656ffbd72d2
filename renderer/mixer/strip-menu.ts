/** What a right click on a strip offers. */
import { type Id, orderedEffects, TRACK_COLORS } from '../../audio-engine/session/index.ts';
import { mixingWords, routingWords, stripPresetWords } from '../../audio-engine/words/index.ts';
import { lanesOfTrack, toggleLanes } from '../automation/index.ts';
import { keyOf } from '../commands/index.ts';
import type { MenuEntry } from '../controls/index.ts';
import { openDialog, run, setView, shownDocument, viewValue } from '../state/index.ts';
import { roleMenu } from '../timeline/index.ts';
import { delayEntry, hasInserts, printMenu } from '../versions/index.ts';
import { addInsertMenu, openInsert } from './insert-actions.ts';
import { outputMenu } from './output.tsx';
import { panLawMenu, panModeMenu } from './pan.tsx';
import {
  addBus,
  busFor,
  chosenWith,
  folderFor,
  groupFor,
  leaveGroup,
  setFolder,
  setGroup,
  setVca,
  vcaFor,
} from './routing-actions.ts';
import { addSendMenu } from './sends.tsx';

export const WIDE_IDS = 'mixer.wideIds';
export const ALL_WIDE = 'mixer.allWide';
/** Parts of strips that are hidden; the fader takes their room. */
export const HIDDEN_PARTS = 'mixer.hiddenParts';
export const FOLDED_GROUPS = 'mixer.folded';

/** What a link group can tie together, in the order of a strip. */
const LINKS = ['inserts', 'sends', 'pan', 'mute', 'solo', 'fader'] as const;

const words = mixingWords.strip;
const more = routingWords.strip;

function colours(now: string, choose: (color: string) => void): MenuEntry {
  return {
    id: 'colour',
    title: words.colour,
    items: TRACK_COLORS.map((color) => ({
      id: color,
      title: mixingWords.colours[color],
      color,
      isChecked: now === color,
      onAction: () => choose(color),
    })),
  };
}

function belonging(stripId: Id): MenuEntry[] {
  const document = shownDocument();
  const stripIds = chosenWith(stripId);
  const strip = document.strips[stripId];
  const track = document.tracks[stripId];
  const groups = Object.values(document.groups).filter((group) => group.stripIds.includes(stripId));
  return [
    {
      id: 'vca',
      title: more.vca,
      items: [
        ...Object.values(document.vcas).map((vca) => {
          const follows = strip?.vcaIds.includes(vca.id) ?? false;
          return {
            id: vca.id,
            title: vca.name,
            color: vca.color,
            isChecked: follows,
            onAction: () => setVca(stripIds, vca.id, !follows),
          };
        }),
        { id: 'new-vca', title: more.newVca, onAction: () => vcaFor(stripIds) },
      ],
    },
    {
      id: 'group',
      title: more.group,
      items: [
        ...groups.map((group) => ({
          id: group.id,
          title: group.name,
          color: group.color,
          items: [
            {
              id: 'active',
              title: more.groupActive,
              isChecked: group.active,
              onAction: () => setGroup(group.id, { active: !group.active }),
            },
            ...LINKS.map((link) => ({
              id: link,
              title: more.links[link],
              isChecked: group.links[link],
              onAction: () => setGroup(group.id, { links: { [link]: !group.links[link] } }),
            })),
            { kind: 'separator' as const, id: 'end' },
            {
              id: 'leave',
              title: more.leaveGroup(group.name),
              onAction: () => leaveGroup(group.id, stripIds),
            },
          ],
        })),
        {
          id: 'new-group',
          title: more.newGroup,
          isDisabled: stripIds.length < 2,
          onAction: () => groupFor(stripIds),
        },
      ],
    },
    ...(track
      ? [
          {
            id: 'folder',
            title: more.folder,
            items: [
              ...Object.values(document.folders).map((folder) => ({
                id: folder.id,
                title: folder.name,
                color: folder.color,
                isChecked: track.folderId === folder.id,
                onAction: () => setFolder(stripIds, folder.id),
              })),
              {
                id: 'no-folder',
                title: more.noFolder,
                isChecked: track.folderId === null,
                onAction: () => setFolder(stripIds, null),
              },
              { id: 'new-folder', title: more.newFolder, onAction: () => folderFor(stripIds) },
            ],
          },
        ]
      : []),
    { id: 'bus-for', title: more.newBusFor, onAction: () => busFor(stripIds) },
  ];
}

/** Kept wide, all wide, and which parts are shown. */
function looks(stripId: Id): MenuEntry[] {
  const wideIds = viewValue<readonly string[]>(WIDE_IDS, []);
  const wide = wideIds.includes(stripId);
  const allWide = viewValue<boolean>(ALL_WIDE, false);
  const hidden = viewValue<readonly string[]>(HIDDEN_PARTS, []);
  return [
    {
      id: 'wide',
      title: words.wide,
      isChecked: wide,
      onAction: () =>
        setView({ [WIDE_IDS]: wide ? wideIds.filter((id) => id !== stripId) : [...wideIds, stripId] }),
    },
    {
      id: 'all-wide',
      title: words.allWide,
      isChecked: allWide,
      onAction: () => setView({ [ALL_WIDE]: !allWide }),
    },
    {
      id: 'show',
      title: more.show,
      items: Object.entries(more.parts).map(([part, title]) => {
        const shown = !hidden.includes(part);
        return {
          id: part,
          title,
          isChecked: shown,
          onAction: () =>
            setView({ [HIDDEN_PARTS]: shown ? [...hidden, part] : hidden.filter((one) => one !== part) }),
        };
      }),
    },
  ];
}

export function vcaMenu(vcaId: Id): MenuEntry[] {
  const vca = shownDocument().vcas[vcaId];
  if (!vca) return [];
  return [
    colours(vca.color, (color) => void run('vca.set', { vcaId, color })),
    ...looks(vcaId),
    { kind: 'separator', id: 's1' },
    {
      id: 'remove',
      title: more.remove(vca.name),
      onAction: () => void run('vca.remove', { vcaId, keepLevels: true }),
    },
  ];
}

/** What can be added to the mixer from its own plus. */
export function createMenu(): MenuEntry[] {
  const { create } = routingWords;
  return [
    { id: 'bus', title: create.bus, onAction: () => addBus('bus') },
    { id: 'return', title: create.return, onAction: () => addBus('return') },
    { id: 'cue', title: create.cue, onAction: () => addBus('cue') },
    { id: 'vca', title: create.vca, onAction: () => vcaFor([]) },
    { id: 'folder', title: create.folder, onAction: () => folderFor([]) },
  ];
}

export function stripMenu(stripId: Id): MenuEntry[] {
  const document = shownDocument();
  const strip = document.strips[stripId];
  if (!strip) return [];
  const track = document.tracks[stripId];
  const bus = document.buses[stripId];
  const channels = track?.channels ?? bus?.channels ?? 2;
  const first = orderedEffects(document, stripId)[0];
  return [
    ...(first
      ? [{ id: 'open', title: words.openEditor, onAction: () => openInsert({ stripId, effectId: first.id }) }]
      : []),
    { id: 'add', title: mixingWords.inserts.addTitle, items: addInsertMenu(stripId) },
    {
      id: 'chain',
      title: stripPresetWords.title,
      keys: keyOf('strip.chain'),
      onAction: () => openDialog('chain', stripId),
    },
    ...(hasInserts(stripId)
      ? [
          {
            id: 'save-chain',
            title: stripPresetWords.save,
            onAction: () => openDialog('saveChain', stripId),
          },
        ]
      : []),
    { id: 'send', title: routingWords.sends.addTitle, items: addSendMenu(stripId) },
    { id: 'output', title: routingWords.output.title, items: outputMenu(stripId) },
    ...belonging(stripId),
    { kind: 'separator', id: 's0' },
    channels === 1
      ? { id: 'law', title: words.panLaw, items: panLawMenu(stripId, strip.panLaw) }
      : { id: 'mode', title: more.panMode, items: panModeMenu(stripId, strip.panMode) },
    ...(track ? [colours(track.color, (color) => void run('track.color', { trackId: stripId, color }))] : []),
    ...(track ? [roleMenu(stripId)] : []),
    ...(bus ? [colours(bus.color, (color) => void run('bus.color', { busId: stripId, color }))] : []),
    { kind: 'separator', id: 's1' },
    ...(track ? printMenu(stripId, { freeze: keyOf('track.freeze'), bounce: keyOf('track.bounce') }) : []),
    {
      id: 'lanes',
      title: more.lanes,
      keys: keyOf('track.automation'),
      isChecked: lanesOfTrack(stripId).length > 0,
      onAction: () => toggleLanes(stripId),
    },
    delayEntry(stripId),
    { kind: 'separator', id: 's3' },
    ...looks(stripId),
    { kind: 'separator', id: 's2' },
    {
      id: 'reset',
      title: words.resetStrip,
      onAction: () => void run('strip.set', { stripId, faderDb: 0, pan: 0, inputTrimDb: 0 }),
    },
    ...(bus
      ? [
          {
            id: 'remove',
            title: more.remove(bus.name),
            onAction: () => void run('bus.remove', { busIds: [stripId] }),
          },
        ]
      : []),
  ];
}
