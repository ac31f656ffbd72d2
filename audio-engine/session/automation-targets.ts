/** What can be automated: which ids lanes may have, the range and the unit of each, and what it is now. */
import { format, type Parameter } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import { mixDocumentWords } from '../words/index.ts';
import { db, panText } from '../words/numbers.ts';
import {
  type AutomationLane,
  type AutomationMode,
  type Id,
  type SessionDocument,
  SILENCE_DB,
} from './document.ts';
import { stripName } from './find.ts';

const words = mixDocumentWords.lanes;

export interface LaneTarget {
  stripId: Id;
  laneId: Id;
  /** The target's name without its strip's: `fader`, `send to Plate`, `Compressor Threshold`. */
  name: string;
  min: number;
  max: number;
  /** The value that the document says, heard where no lane is read. */
  value: number;
  /** Whole steps only; a lane of them holds each value until the next point. */
  stepped: boolean;
  /** The declaration, for an insert's parameter. */
  parameter: Parameter | null;
  text(value: number): string;
}

type Found = Omit<LaneTarget, 'stripId' | 'laneId'>;

const stripRanges = {
  faderDb: { min: SILENCE_DB, max: 12 },
  pan: { min: -1, max: 1 },
  width: { min: 0, max: 2 },
  inputTrimDb: { min: -48, max: 48 },
} as const;

const onOff = (value: number): string => (value >= 0.5 ? 'on' : 'off');
const percent = (value: number): string => `${Math.round(value * 100)} %`;
const texts = { faderDb: db, pan: panText, width: percent, inputTrimDb: db } as const;

const switched = (name: string, on: boolean): Found => ({
  name,
  min: 0,
  max: 1,
  value: on ? 1 : 0,
  stepped: true,
  parameter: null,
  text: onOff,
});

function ofStrip(d: SessionDocument, stripId: Id, laneId: Id): Found | null {
  const strip = d.strips[stripId];
  if (!strip) return null;
  if (laneId === 'mute') return switched(words.mute, strip.mute);
  if (!Object.hasOwn(stripRanges, laneId)) return null;
  const key = laneId as keyof typeof stripRanges;
  return {
    name: words[key],
    ...stripRanges[key],
    value: strip[key],
    stepped: false,
    parameter: null,
    text: texts[key],
  };
}

function ofSend(d: SessionDocument, stripId: Id, sendId: Id, field: string): Found | null {
  const sends = d.sends[stripId];
  const send = sends && Object.hasOwn(sends, sendId) ? sends[sendId] : undefined;
  if (!send) return null;
  const to = stripName(d, send.toStripId);
  const common = { stepped: false, parameter: null };
  if (field === 'levelDb')
    return { ...common, name: words.sendLevel(to), min: SILENCE_DB, max: 12, value: send.levelDb, text: db };
  if (field === 'pan')
    return { ...common, name: words.sendPan(to), min: -1, max: 1, value: send.pan, text: panText };
  return field === 'muted' ? switched(words.sendMuted(to), send.muted) : null;
}

function ofEffect(d: SessionDocument, stripId: Id, effectId: Id, field: string): Found | null {
  const effects = d.effects[stripId];
  const effect = effects && Object.hasOwn(effects, effectId) ? effects[effectId] : undefined;
  if (!effect) return null;
  const { title, parameters } = effectKinds[effect.kind];
  if (field === 'bypassed') return switched(words.effect(title, words.bypassed), effect.bypassed);
  const parameter = parameters.find((declared) => declared.id === field);
  if (!parameter?.automatable) return null;
  return {
    name: words.effect(title, parameter.name),
    min: parameter.min,
    max: parameter.max,
    value: effect.parameters[field] ?? parameter.default,
    stepped: parameter.curve === 'choice' || parameter.unit === 'switch',
    parameter,
    text: (value) => format(parameter, value),
  };
}

/** `send:<id>:levelDb` or `effect:<id>:<parameter>` in its three parts; ids may hold colons, fields never do. */
export function splitLaneId(laneId: Id): { owner: 'send' | 'effect'; ownerId: Id; field: string } | null {
  const match = /^(send|effect):(.+):([^:]+)$/.exec(laneId);
  return match ? { owner: match[1] as 'send' | 'effect', ownerId: match[2]!, field: match[3]! } : null;
}

/** What the lane moves; null where there is nothing of that name to automate. */
export function laneTarget(d: SessionDocument, stripId: Id, laneId: Id): LaneTarget | null {
  const split = splitLaneId(laneId);
  const found = !split
    ? ofStrip(d, stripId, laneId)
    : split.owner === 'send'
      ? ofSend(d, stripId, split.ownerId, split.field)
      : ofEffect(d, stripId, split.ownerId, split.field);
  return found && { stripId, laneId, ...found };
}

/** Everything of a strip that could be automated, in the order of its signal: strip, inserts, sends. */
export function laneTargets(d: SessionDocument, stripId: Id): LaneTarget[] {
  const ids = [
    ...['faderDb', 'pan', 'width', 'mute', 'inputTrimDb'],
    ...Object.values(d.effects[stripId] ?? {}).flatMap(({ id, kind }) =>
      [...effectKinds[kind].parameters.filter((p) => p.automatable).map((p) => p.id), 'bypassed'].map(
        (field) => `effect:${id}:${field}`,
      ),
    ),
    ...Object.keys(d.sends[stripId] ?? {}).flatMap((id) =>
      ['levelDb', 'pan', 'muted'].map((field) => `send:${id}:${field}`),
    ),
  ];
  return ids.flatMap((laneId) => laneTarget(d, stripId, laneId) ?? []);
}

/** A lane that sounds: switched on, with points, and with no hand on what it moves. */
export function isRead(lane: AutomationLane): boolean {
  return lane.mode !== 'off' && !lane.held && Object.keys(lane.pages).length > 0;
}

/** Modes in which a hand on the control writes while it plays. */
export function isWritten(mode: AutomationMode): boolean {
  return mode === 'touch' || mode === 'latch' || mode === 'write' || mode === 'trim';
}

/** The lane of a strip, if there is one. */
export function laneOf(d: SessionDocument, stripId: Id, laneId: Id): AutomationLane | null {
  const lanes = d.automation[stripId];
  return lanes && Object.hasOwn(lanes, laneId) ? lanes[laneId]! : null;
}

/** What a person calls a lane: the strip's name and the target's. */
export function laneName(d: SessionDocument, stripId: Id, laneId: Id): string {
  return words.of(stripName(d, stripId), laneTarget(d, stripId, laneId)?.name ?? laneId);
}
