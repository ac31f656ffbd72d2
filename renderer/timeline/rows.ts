/** Where each track lies vertically: heights by choice of the person, tops summed once per change. */
import {
  type Id,
  laneTarget,
  MASTER_STRIP,
  orderedBuses,
  orderedTracks,
  type SessionDocument,
  type Track,
} from '../../audio-engine/session/index.ts';
import { LANE_HEIGHT } from '../automation/index.ts';

export const ROW_HEIGHTS = { small: 24, normal: 36, tall: 64, large: 104 } as const;
export type RowSize = keyof typeof ROW_HEIGHTS;

/** An automation lane under its track. */
export interface RowLane {
  laneId: string;
  top: number;
}

export interface Row {
  track: Track;
  index: number;
  top: number;
  /** Of the track itself; its lanes are below. */
  height: number;
  fullHeight: number;
  lanes: readonly RowLane[];
}

/** A bus or the master, which have no clips: shown below the tracks while lanes of it are unfolded. */
export interface StripRow {
  stripId: Id;
  top: number;
  fullHeight: number;
  lanes: readonly RowLane[];
}

/** Of a bus or the master: its name only. */
export const STRIP_ROW_HEIGHT = 24;

export interface Rows {
  list: readonly Row[];
  byId: ReadonlyMap<Id, Row>;
  strips: readonly StripRow[];
  /** Of the tracks with their lanes; buses and the master come below. */
  tracksHeight: number;
  totalHeight: number;
}

export function makeRows(
  document: SessionDocument,
  heights: Readonly<Record<string, number>>,
  normal: number,
  shownLanes: Readonly<Record<string, readonly string[]>> = {},
): Rows {
  const list: Row[] = [];
  const byId = new Map<Id, Row>();
  let top = 0;
  for (const track of orderedTracks(document)) {
    const height = heights[track.id] ?? normal;
    const lanes = (shownLanes[track.id] ?? [])
      .filter((laneId) => laneTarget(document, track.id, laneId))
      .map((laneId, i) => ({ laneId, top: top + height + i * LANE_HEIGHT }));
    const fullHeight = height + lanes.length * LANE_HEIGHT;
    const row = { track, index: list.length, top, height, fullHeight, lanes };
    list.push(row);
    byId.set(track.id, row);
    top += fullHeight;
  }
  const tracksHeight = top;
  const strips: StripRow[] = [];
  for (const stripId of [...orderedBuses(document).map(({ id }) => id), MASTER_STRIP]) {
    const lanes = (shownLanes[stripId] ?? [])
      .filter((laneId) => laneTarget(document, stripId, laneId))
      .map((laneId, i) => ({ laneId, top: top + STRIP_ROW_HEIGHT + i * LANE_HEIGHT }));
    if (lanes.length === 0) continue;
    const fullHeight = STRIP_ROW_HEIGHT + lanes.length * LANE_HEIGHT;
    strips.push({ stripId, top, fullHeight, lanes });
    top += fullHeight;
  }
  return { list, byId, strips, tracksHeight, totalHeight: top };
}

/** Buses and the master that show in a window of the content. */
export function visibleStrips({ strips }: Rows, scrollTop: number, height: number): readonly StripRow[] {
  return strips.filter((row) => row.top < scrollTop + height && row.top + row.fullHeight > scrollTop);
}

/** The row of the track at a height of the content; undefined on its lanes and below the last. */
export function rowAt(rows: Rows, y: number): Row | undefined {
  const row = rowAround(rows, y);
  return row && y < row.top + row.height ? row : undefined;
}

/** The row at a height of the content, its lanes with it. */
function rowAround(rows: Rows, y: number): Row | undefined {
  let low = 0;
  let high = rows.list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows.list[middle] as Row;
    if (y < row.top) high = middle - 1;
    else if (y >= row.top + row.fullHeight) low = middle + 1;
    else return row;
  }
  return undefined;
}

/** Rows that show in a window of the content. */
export function visibleRows(rows: Rows, scrollTop: number, height: number): readonly Row[] {
  if (rows.list.length === 0 || scrollTop >= rows.tracksHeight) return [];
  const first = rowAround(rows, Math.max(0, scrollTop)) ?? rows.list[0];
  const last = rowAround(rows, scrollTop + height) ?? rows.list.at(-1);
  return rows.list.slice(first?.index ?? 0, (last?.index ?? -1) + 1);
}
