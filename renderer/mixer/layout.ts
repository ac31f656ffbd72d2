/**
 * Where every strip stands: narrow or wide, a gap between groups of one colour, and which of hundreds are in
 * sight. Pure numbers, so that scrolling asks nothing of React but the range.
 */
import type { TrackColor } from '../../audio-engine/session/index.ts';

export const NARROW_WIDTH = 54;
export const WIDE_WIDTH = 104;
const STRIP_GAP = 1;
const GROUP_GAP = 4;
/** A folded group keeps this much: its colour, its name upright, its count. */
export const FOLDED_WIDTH = 24;
/** Strips drawn beyond each edge, so that a fast wheel meets no hole. */
const OVERSCAN = 3;

export interface MixerItem {
  id: string;
  color: TrackColor;
  wide: boolean;
  /** Strips beside one another with the same key stand under one band. */
  groupKey: string;
  groupName: string;
  groupColor: TrackColor;
}

export interface PlacedStrip extends MixerItem {
  index: number;
  left: number;
  width: number;
}

export interface PlacedGroup {
  /** Key and id of its first strip: stays the same while strips are added behind it. */
  id: string;
  key: string;
  name: string;
  color: TrackColor;
  count: number;
  folded: boolean;
  left: number;
  width: number;
}

export interface MixerLayout {
  strips: PlacedStrip[];
  groups: PlacedGroup[];
  width: number;
}

/** Adjacent strips of one key are one group; strips of a folded one take no room of their own. */
export function layOut(items: readonly MixerItem[], folded: ReadonlySet<string> = new Set()): MixerLayout {
  const strips: PlacedStrip[] = [];
  const groups: PlacedGroup[] = [];
  let left = 0;
  for (const item of items) {
    const group = groups.at(-1);
    const joins = group !== undefined && group.key === item.groupKey;
    if (joins && group.folded) {
      group.count++;
      continue;
    }
    if (group) left += joins ? STRIP_GAP : GROUP_GAP;
    const isFolded = folded.has(item.groupKey);
    const width = isFolded ? FOLDED_WIDTH : item.wide ? WIDE_WIDTH : NARROW_WIDTH;
    if (!isFolded) strips.push({ ...item, index: strips.length, left, width });
    if (joins) {
      group.count++;
      group.width = left + width - group.left;
    } else {
      groups.push({
        id: `${item.groupKey} ${item.id}`,
        key: item.groupKey,
        name: item.groupName,
        color: item.groupColor,
        count: 1,
        folded: isFolded,
        left,
        width,
      });
    }
    left += width;
  }
  return { strips, groups, width: left };
}

export interface VisibleRange {
  first: number;
  /** One past the last. */
  end: number;
}

export function visibleRange(layout: MixerLayout, scrollLeft: number, viewportWidth: number): VisibleRange {
  const { strips } = layout;
  let low = 0;
  let high = strips.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const strip = strips[middle] as PlacedStrip;
    if (strip.left + strip.width <= scrollLeft) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < strips.length && (strips[end] as PlacedStrip).left < scrollLeft + viewportWidth) end++;
  return { first: Math.max(0, low - OVERSCAN), end: Math.min(strips.length, end + OVERSCAN) };
}

/** Scroll position that brings a strip fully into sight; the present one when it already is. */
export function scrollToShow(strip: PlacedStrip, scrollLeft: number, viewportWidth: number): number {
  if (strip.left < scrollLeft) return strip.left;
  const right = strip.left + strip.width;
  return right > scrollLeft + viewportWidth ? right - viewportWidth : scrollLeft;
}

export interface Column {
  x: number;
  width: number;
}

/** Where the meter's channels and the gain reduction stand inside a strip, in whole pixels. */
export function meterColumns(wide: boolean, channels: 1 | 2): { bars: Column[]; reduction: Column } {
  if (wide) {
    const bars =
      channels === 2
        ? [
            { x: 59, width: 8 },
            { x: 68, width: 8 },
          ]
        : [{ x: 68, width: 8 }];
    return { bars, reduction: { x: 77, width: 3 } };
  }
  const bars =
    channels === 2
      ? [
          { x: 36, width: 5 },
          { x: 42, width: 5 },
        ]
      : [{ x: 40, width: 7 }];
  return { bars, reduction: { x: 48, width: 3 } };
}
