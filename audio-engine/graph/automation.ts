/**
 * The lanes of a document that are read, put where they act in a plan: on strips, on ways into sums, on inserts, each
 * with how late the sound is there, so that a lane's sample meets the sound of that sample.
 */
import { effectKinds } from '../effects/registry.ts';
import {
  type AutomationPoint,
  effectiveFaderDb,
  type Id,
  isRead,
  lanePoints,
  laneTarget,
  type SessionDocument,
  SILENCE_DB,
  splitLaneId,
} from '../session/index.ts';
import type { EdgeDescription, InsertDescription, StripDescription } from './description.ts';

/** How a lane gets from a point to the next: see kernels/assembly/automation.ts. */
export const LaneShape = { bent: 0, stepped: 1, switched: 2 } as const;

export interface LaneDescription {
  /** Index of what it moves: `StripField`, `EdgeField`, an effect's parameter, or `BYPASS_FIELD`. */
  field: number;
  shape: (typeof LaneShape)[keyof typeof LaneShape];
  /** The document's own array: the same one is the same lane. */
  points: readonly AutomationPoint[];
}

export interface AutomationDescription {
  /** How late the sound is where the lanes act: after the inserts on strips. */
  delaySamples: number;
  /** How late it is at a strip's input trim. */
  headDelaySamples: number;
  /** What the strip's VCAs add to its fader. */
  offsetDb: number;
  lanes: LaneDescription[];
}

export const StripField = { faderDb: 0, pan: 1, width: 2, inputTrimDb: 3, mute: 4 } as const;
export const EdgeField = { levelDb: 0, pan: 1, muted: 2 } as const;
export const BYPASS_FIELD = -1;
/** Fields that a strip's or an edge's lanes may move. */
export const MOST_GAIN_LANES = 5;

/** The document without the mutes that lanes decide: who is audible is asked of this one. */
export function withoutLaneMutes(document: SessionDocument): SessionDocument {
  let strips = document.strips;
  let sends = document.sends;
  for (const [stripId, lanes] of Object.entries(document.automation)) {
    for (const lane of Object.values(lanes)) {
      if (!isRead(lane)) continue;
      const strip = strips[stripId];
      if (lane.id === 'mute' && strip?.mute) strips = { ...strips, [stripId]: { ...strip, mute: false } };
      const split = splitLaneId(lane.id);
      if (split?.owner !== 'send' || split.field !== 'muted') continue;
      const send = sends[stripId]?.[split.ownerId];
      if (send?.muted)
        sends = { ...sends, [stripId]: { ...sends[stripId], [send.id]: { ...send, muted: false } } };
    }
  }
  return strips === document.strips && sends === document.sends ? document : { ...document, strips, sends };
}

const shapeOf = (stepped: boolean): LaneDescription['shape'] =>
  stepped ? LaneShape.stepped : LaneShape.bent;

/** Puts lanes onto strips whose arrivals and delays are known. `frozen` strips have no inserts and no trim of their own. */
export function describeAutomation(
  document: SessionDocument,
  strips: readonly StripDescription[],
  isFrozen: (stripId: Id) => boolean,
): void {
  const byId = new Map(strips.map((strip) => [strip.id, strip]));
  let sends: ReadonlyMap<string, SendPlace> | undefined;
  for (const [stripId, lanes] of Object.entries(document.automation)) {
    const strip = byId.get(stripId);
    if (!strip) continue;
    for (const lane of Object.values(lanes)) {
      const target = isRead(lane) ? laneTarget(document, stripId, lane.id) : null;
      if (!target) continue;
      const points = lanePoints(lane);
      const split = splitLaneId(lane.id);
      if (!split) {
        if (lane.id === 'inputTrimDb' && isFrozen(stripId)) continue;
        const shape = lane.id === 'mute' ? LaneShape.switched : LaneShape.bent;
        const field = StripField[lane.id as keyof typeof StripField];
        ofStrip(document, strip).lanes.push({ field, shape, points });
      } else if (split.owner === 'send') {
        const shape = split.field === 'muted' ? LaneShape.switched : LaneShape.bent;
        const field = EdgeField[split.field as keyof typeof EdgeField];
        sends ??= sendsOf(strips);
        const send = sends.get(sendKey(stripId, split.ownerId));
        if (send) ofSend(document, send).lanes.push({ field, shape, points });
      } else {
        ofInsert(document, strip, split.ownerId, split.field, points, shapeOf(target.stepped));
      }
    }
  }
}

/** A track that plays later than its clips say takes its lanes along. */
const trackDelay = (document: SessionDocument, stripId: Id): number =>
  document.tracks[stripId]?.delaySamples ?? 0;

const postLatency = (strip: StripDescription): number =>
  strip.postFader.reduce((sum, insert) => sum + insert.latencySamples, 0);

/** What a strip's VCAs add to its fader. */
export function vcaOffsetDb(document: SessionDocument, stripId: Id): number {
  const own = document.strips[stripId]?.faderDb ?? 0;
  // What the VCAs add is asked of a fader that is not at its stop.
  const raised =
    own > SILENCE_DB
      ? document
      : {
          ...document,
          strips: { ...document.strips, [stripId]: { ...document.strips[stripId]!, faderDb: 0 } },
        };
  const sum = effectiveFaderDb(raised, stripId);
  return Number.isFinite(sum) ? sum - (own > SILENCE_DB ? own : 0) : Number.NEGATIVE_INFINITY;
}

function ofStrip(document: SessionDocument, strip: StripDescription): AutomationDescription {
  if (strip.automation) return strip.automation;
  const late = trackDelay(document, strip.id);
  strip.automation = {
    delaySamples: strip.departureSamples - postLatency(strip) + late,
    headDelaySamples: (strip.trackId === null ? strip.arrivalSamples : 0) + late,
    offsetDb: vcaOffsetDb(document, strip.id),
    lanes: [],
  };
  return strip.automation;
}

interface SendPlace {
  /** The strip it goes into. */
  strip: StripDescription;
  edge: EdgeDescription;
}

const sendKey = (fromId: Id, sendId: Id): string => `${fromId} ${sendId}`;

function sendsOf(strips: readonly StripDescription[]): Map<string, SendPlace> {
  const sends = new Map<string, SendPlace>();
  for (const strip of strips)
    for (const edge of strip.inputs)
      if (edge.kind === 'send') sends.set(sendKey(edge.fromId, edge.id), { strip, edge });
  return sends;
}

function ofSend(document: SessionDocument, { strip, edge }: SendPlace): AutomationDescription {
  const delaySamples = strip.arrivalSamples + trackDelay(document, edge.fromId);
  edge.automation ??= { delaySamples, headDelaySamples: delaySamples, offsetDb: 0, lanes: [] };
  return edge.automation;
}

function ofInsert(
  document: SessionDocument,
  strip: StripDescription,
  effectId: Id,
  field: string,
  points: readonly AutomationPoint[],
  shape: LaneDescription['shape'],
): void {
  const late = trackDelay(document, strip.id);
  const put = (inserts: readonly InsertDescription[], arrival: number): void => {
    let delaySamples = arrival + late;
    for (const insert of inserts) {
      if (insert.node === 'effect' && insert.id === effectId) {
        const index = effectKinds[insert.kind].parameters.findIndex((parameter) => parameter.id === field);
        insert.automation ??= { delaySamples, headDelaySamples: delaySamples, offsetDb: 0, lanes: [] };
        insert.automation.lanes.push(
          field === 'bypassed'
            ? { field: BYPASS_FIELD, shape: LaneShape.stepped, points: activePoints(points) }
            : { field: index, shape, points },
        );
      }
      delaySamples += insert.latencySamples;
    }
  };
  put(strip.inserts, strip.arrivalSamples);
  put(strip.postFader, strip.departureSamples - postLatency(strip));
}

/** The plan knows what is heard, the document what is bypassed. The same points give the same array. */
function activePoints(points: readonly AutomationPoint[]): readonly AutomationPoint[] {
  let active = actives.get(points);
  if (!active) {
    active = points.map((point) => ({ ...point, value: 1 - point.value }));
    actives.set(points, active);
  }
  return active;
}
const actives = new WeakMap<readonly AutomationPoint[], readonly AutomationPoint[]>();

function samePoints(a: readonly AutomationPoint[], b: readonly AutomationPoint[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((point, i) => {
        const other = b[i]!;
        return point.sample === other.sample && point.value === other.value && point.bend === other.bend;
      }))
  );
}

export function sameAutomation(a?: AutomationDescription, b?: AutomationDescription): boolean {
  if (!a || !b) return a === b;
  return (
    a.delaySamples === b.delaySamples &&
    a.headDelaySamples === b.headDelaySamples &&
    a.offsetDb === b.offsetDb &&
    a.lanes.length === b.lanes.length &&
    a.lanes.every((lane, i) => {
      const other = b.lanes[i]!;
      return (
        lane.field === other.field && lane.shape === other.shape && samePoints(lane.points, other.points)
      );
    })
  );
}
