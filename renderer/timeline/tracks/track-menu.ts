/** What a right click on a track header offers. */
import { TRACK_COLORS } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { type ActionId, actionOf, keyOf, runAction } from '../../commands/index.ts';
import type { MenuEntry } from '../../controls/index.ts';
import { run, setView, shownDocument, viewValue } from '../../state/index.ts';
import { delayEntry, printMenu } from '../../versions/index.ts';
import { ROW_HEIGHTS, type RowSize } from '../rows.ts';
import { roleMenu } from './role-menu.ts';

function item(id: ActionId): MenuEntry {
  return { id, title: actionOf(id).title, keys: keyOf(id), onAction: () => runAction(id) };
}

export function trackMenu(trackId: string): MenuEntry[] {
  const track = shownDocument().tracks[trackId];
  if (!track) return [];
  const heights = viewValue<Record<string, number>>('timeline.heights', {});
  const sizes = Object.keys(ROW_HEIGHTS) as RowSize[];
  return [
    item('track.rename'),
    {
      id: 'color',
      title: timelineWords.color,
      items: TRACK_COLORS.map((color) => ({
        id: color,
        title: timelineWords.colors[color],
        color,
        isChecked: track.color === color,
        onAction: () => void run('track.color', { trackId, color }),
      })),
    },
    roleMenu(trackId),
    {
      id: 'height',
      title: timelineWords.height,
      items: [
        ...sizes.map((size) => ({
          id: size,
          title: timelineWords.heights[size],
          isChecked: heights[trackId] === ROW_HEIGHTS[size],
          onAction: () => setView({ 'timeline.heights': { ...heights, [trackId]: ROW_HEIGHTS[size] } }),
        })),
        {
          kind: 'section' as const,
          id: 'all',
          title: timelineWords.allHeights,
          items: sizes.map((size) => ({
            id: `all-${size}`,
            title: timelineWords.heights[size],
            onAction: () => setView({ 'timeline.heights': {}, 'timeline.rowHeight': ROW_HEIGHTS[size] }),
          })),
        },
      ],
    },
    item('track.automation'),
    { kind: 'separator', id: 's1' },
    item('track.moveUp'),
    item('track.moveDown'),
    item('track.duplicate'),
    { kind: 'separator', id: 'sound' },
    ...printMenu(trackId, { freeze: keyOf('track.freeze'), bounce: keyOf('track.bounce') }),
    delayEntry(trackId),
    { kind: 'separator', id: 's2' },
    item('track.remove'),
  ];
}
