/** What a right click on a strip offers. */
import { orderedEffects, TRACK_COLORS } from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../audio-engine/words/index.ts';
import type { MenuEntry } from '../controls/index.ts';
import { run, setView, shownDocument, viewValue } from '../state/index.ts';
import { addableKinds, addInsert, openInsert } from './insert-actions.ts';
import { panLawMenu } from './pan.tsx';

export const WIDE_IDS = 'mixer.wideIds';
export const ALL_WIDE = 'mixer.allWide';

export function stripMenu(stripId: string): MenuEntry[] {
  const document = shownDocument();
  const strip = document.strips[stripId];
  const track = document.tracks[stripId];
  if (!strip) return [];
  const words = mixingWords.strip;
  const wideIds = viewValue<readonly string[]>(WIDE_IDS, []);
  const wide = wideIds.includes(stripId);
  const allWide = viewValue<boolean>(ALL_WIDE, false);
  const first = orderedEffects(document, stripId)[0];
  return [
    ...(first
      ? [{ id: 'open', title: words.openEditor, onAction: () => openInsert({ stripId, effectId: first.id }) }]
      : []),
    {
      id: 'add',
      title: mixingWords.inserts.addTitle,
      items: addableKinds(stripId).map((kind) => ({
        id: kind,
        title: effectWords[kind].title,
        onAction: () => void addInsert(stripId, kind),
      })),
    },
    ...(track
      ? [
          ...(track.channels === 1
            ? [{ id: 'law', title: words.panLaw, items: panLawMenu(stripId, strip.panLaw) }]
            : []),
          {
            id: 'colour',
            title: words.colour,
            items: TRACK_COLORS.map((color) => ({
              id: color,
              title: mixingWords.colours[color],
              color,
              isChecked: track.color === color,
              onAction: () => void run('track.color', { trackId: stripId, color }),
            })),
          },
        ]
      : []),
    { kind: 'separator', id: 's1' },
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
    { kind: 'separator', id: 's2' },
    {
      id: 'reset',
      title: words.resetStrip,
      onAction: () => void run('strip.set', { stripId, faderDb: 0, pan: 0, inputTrimDb: 0 }),
    },
  ];
}
