/** What must hold for lanes: they move something that is there, with values it can have, in the order of time. */
import { mixDocumentWords as words } from '../words/index.ts';
import { type LaneTarget, laneName, laneTarget, splitLaneId } from './automation-targets.ts';
import type { AutomationLane, AutomationMode, AutomationPoint, Id, SessionDocument } from './document.ts';
import { lanesOf, needFree, refuse, stripName } from './find.ts';
import { plain } from './plain.ts';

const { refused } = words;

export function needTarget(d: SessionDocument, stripId: Id, laneId: Id): LaneTarget {
  const target = laneTarget(d, stripId, laneId);
  if (!target) refuse('no-lane', refused.noLane(laneId, stripName(d, stripId)), refused.noLaneNext);
  return target;
}

/** What is wrong with the first point that is, or null: out of range, between steps, out of order, a third on a sample. */
export function wrongPoint(
  target: LaneTarget,
  points: readonly AutomationPoint[],
): 'range' | 'whole' | 'order' | 'three' | null {
  for (const [i, { sample, value }] of points.entries()) {
    if (!(value >= target.min && value <= target.max)) return 'range';
    if (target.stepped && !Number.isInteger(value)) return 'whole';
    if (i > 0 && points[i - 1]!.sample > sample) return 'order';
    if (i > 1 && points[i - 2]!.sample === sample) return 'three';
  }
  return null;
}

export function checkPoints(
  d: SessionDocument,
  target: LaneTarget,
  points: readonly AutomationPoint[],
  fromSample: number,
  toSample: number,
): void {
  const name = laneName(d, target.stripId, target.laneId);
  const outside = points.some(({ sample }) => sample < fromSample || sample > toSample);
  const wrong = outside || toSample < fromSample ? 'order' : wrongPoint(target, points);
  if (wrong === null) return;
  const value = points.find((p) => wrongPoint(target, [p]) === wrong)?.value ?? 0;
  const sentences = {
    range: refused.pointRange(name, value, target.min, target.max),
    whole: refused.pointWhole(name, value),
    order: refused.pointOrder(name),
    three: refused.pointThree(name),
  };
  refuse('automation-points', sentences[wrong], refused.pointNext);
}

/** The lane, made without points where it is not there yet. */
export function laneFor(d: SessionDocument, stripId: Id, laneId: Id, mode: AutomationMode): AutomationLane {
  const lanes = lanesOf(d, stripId);
  needTarget(d, stripId, laneId);
  if (!Object.hasOwn(lanes, laneId)) lanes[laneId] = { id: laneId, mode, held: false, pages: {} };
  return lanes[laneId]!;
}

/** Lanes of a strip that move a given send or insert. */
function lanesOwnedBy(d: SessionDocument, stripId: Id, owner: 'send' | 'effect', ownerId: Id): Id[] {
  return Object.keys(d.automation[stripId] ?? {}).filter((laneId) => {
    const split = splitLaneId(laneId);
    return split?.owner === owner && split.ownerId === ownerId;
  });
}

export function dropLanesOf(d: SessionDocument, stripId: Id, owner: 'send' | 'effect', ownerId: Id): void {
  for (const laneId of lanesOwnedBy(d, stripId, owner, ownerId)) delete d.automation[stripId]![laneId];
}

/** Drops what moves a send or an insert that is no longer there. */
export function dropStrayLanes(d: SessionDocument, stripId: Id): void {
  for (const laneId of Object.keys(d.automation[stripId] ?? {}))
    if (!laneTarget(d, stripId, laneId)) delete d.automation[stripId]![laneId];
}

/** A lane's copy under another id; nothing is shared with the one it comes from. */
function copyLane(lane: AutomationLane, laneId: Id): AutomationLane {
  return { ...plain(lane), id: laneId };
}

/** The lanes of a send or insert, on another strip or under another owner's id; the old ones stay where they are. */
export function copyLanesOf(
  d: SessionDocument,
  owner: 'send' | 'effect',
  from: { stripId: Id; ownerId: Id },
  to: { stripId: Id; ownerId: Id },
): void {
  for (const laneId of lanesOwnedBy(d, from.stripId, owner, from.ownerId)) {
    const newId = `${owner}:${to.ownerId}:${splitLaneId(laneId)!.field}`;
    needFree(lanesOf(d, to.stripId), newId, 'lane');
    lanesOf(d, to.stripId)[newId] = copyLane(d.automation[from.stripId]![laneId]!, newId);
  }
}

/** The strip's own lanes (fader, pan, mute...) onto another strip. */
export function copyStripLanes(d: SessionDocument, fromId: Id, toId: Id): void {
  for (const [laneId, lane] of Object.entries(d.automation[fromId] ?? {}))
    if (!splitLaneId(laneId)) lanesOf(d, toId)[laneId] = copyLane(lane, laneId);
}
