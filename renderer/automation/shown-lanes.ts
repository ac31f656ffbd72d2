/** Which lanes are unfolded under a track: part of the view, not of the document. */
import { laneTargets } from '../../audio-engine/session/index.ts';
import { selection, setView, shownDocument, viewValue } from '../state/index.ts';

export const LANES_VIEW = 'timeline.automation';

type Shown = Readonly<Record<string, readonly string[]>>;
const NONE: Shown = {};

export const shownLanes = (): Shown => viewValue<Shown>(LANES_VIEW, NONE);
export const lanesOfTrack = (stripId: string): readonly string[] => shownLanes()[stripId] ?? [];

function setLanes(stripId: string, lanes: readonly string[]): void {
  const { [stripId]: _gone, ...others } = shownLanes();
  setView({ [LANES_VIEW]: lanes.length > 0 ? { ...others, [stripId]: lanes } : others });
}

/** What there is to show first: lanes that hold something, or the fader. */
function firstLanes(stripId: string): string[] {
  const written = Object.values(shownDocument().automation[stripId] ?? {})
    .filter((lane) => Object.keys(lane.pages).length > 0)
    .map((lane) => lane.id);
  return written.length > 0 ? written.slice(0, 4) : ['faderDb'];
}

export function toggleLanes(stripId: string): void {
  setLanes(stripId, lanesOfTrack(stripId).length > 0 ? [] : firstLanes(stripId));
}

/** The same for all chosen strips: unfolds where any of them is folded. */
export function toggleChosenLanes(): void {
  const { strips } = shownDocument();
  const ids = selection().stripIds.filter((id) => strips[id]);
  const anyFolded = ids.some((id) => lanesOfTrack(id).length === 0);
  for (const id of ids) if (lanesOfTrack(id).length > 0 !== anyFolded) toggleLanes(id);
}

export function showLane(stripId: string, laneId: string): void {
  if (!lanesOfTrack(stripId).includes(laneId)) setLanes(stripId, [...lanesOfTrack(stripId), laneId]);
}

export function hideLane(stripId: string, laneId: string): void {
  setLanes(
    stripId,
    lanesOfTrack(stripId).filter((id) => id !== laneId),
  );
}

export function changeLane(stripId: string, from: string, to: string): void {
  const lanes = lanesOfTrack(stripId);
  setLanes(stripId, lanes.includes(to) ? lanes : lanes.map((id) => (id === from ? to : id)));
}

/** One more lane: the next target that none shows yet. */
export function addLane(stripId: string): void {
  const shown = lanesOfTrack(stripId);
  const next = laneTargets(shownDocument(), stripId).find(({ laneId }) => !shown.includes(laneId));
  if (next) showLane(stripId, next.laneId);
}
