/** Where each track lies vertically: heights by choice of the person, tops summed once per change. */
import {
  type Id,
  orderedTracks,
  type SessionDocument,
  type Track,
} from '../../audio-engine/session/index.ts';

export const ROW_HEIGHTS = { small: 24, normal: 36, tall: 64, large: 104 } as const;
export type RowSize = keyof typeof ROW_HEIGHTS;

export interface Row {
  track: Track;
  index: number;
  top: number;
  height: number;
}

export interface Rows {
  list: readonly Row[];
  byId: ReadonlyMap<Id, Row>;
  totalHeight: number;
}

export function makeRows(
  document: SessionDocument,
  heights: Readonly<Record<string, number>>,
  normal: number,
): Rows {
  const list: Row[] = [];
  const byId = new Map<Id, Row>();
  let top = 0;
  for (const track of orderedTracks(document)) {
    const height = heights[track.id] ?? normal;
    const row = { track, index: list.length, top, height };
    list.push(row);
    byId.set(track.id, row);
    top += height;
  }
  return { list, byId, totalHeight: top };
}

/** The row at a height of the content, or undefined below the last. */
export function rowAt(rows: Rows, y: number): Row | undefined {
  let low = 0;
  let high = rows.list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows.list[middle] as Row;
    if (y < row.top) high = middle - 1;
    else if (y >= row.top + row.height) low = middle + 1;
    else return row;
  }
  return undefined;
}

/** Rows that show in a window of the content. */
export function visibleRows(rows: Rows, scrollTop: number, height: number): readonly Row[] {
  if (rows.list.length === 0) return [];
  const first = rowAt(rows, Math.max(0, scrollTop)) ?? rows.list[0];
  const last = rowAt(rows, scrollTop + height) ?? rows.list.at(-1);
  return rows.list.slice(first?.index ?? 0, (last?.index ?? -1) + 1);
}
