/**
 * Linked strips: the commands that one hand's move becomes. Faders and pans move by the same amount; where one of
 * them would leave its range all of them stop there, so that the balance between them is never lost.
 */
import type { Command } from './commands/index.ts';
import {
  type Id,
  type LinkGroup,
  type Send,
  type SessionDocument,
  SILENCE_DB,
  type Strip,
} from './document.ts';
import { orderedSends } from './mixer-order.ts';
import { orderedEffects } from './selectors.ts';

type Link = keyof LinkGroup['links'];
type LinkedFields = Partial<Pick<Strip, 'faderDb' | 'pan' | 'mute' | 'solo'>>;
type SendFields = Partial<Pick<Send, 'levelDb' | 'pan' | 'muted' | 'point'>>;

/** Other strips that follow this one in what the link names. */
export function linkedStripIds(document: SessionDocument, stripId: Id, link: Link): Id[] {
  const ids = new Set<Id>();
  for (const group of Object.values(document.groups))
    if (group.active && group.links[link] && group.stripIds.includes(stripId))
      for (const id of group.stripIds) if (Object.hasOwn(document.strips, id)) ids.add(id);
  ids.delete(stripId);
  return [...ids];
}

/** Least dB that a linked fader is pushed down to while the hand's own is above its stop. */
const ABOVE_STOP_DB = SILENCE_DB + 1;

/**
 * New values after one of several moved to `wanted`; the first is the one in the hand. Decibels: one at its stop
 * stays there and binds nobody, and the hand's fader at its stop takes all there.
 */
function moved(
  values: readonly number[],
  wanted: number,
  min: number,
  max: number,
  decibels: boolean,
): number[] {
  if (decibels && wanted <= SILENCE_DB) return values.map(() => SILENCE_DB);
  if (decibels && values[0]! <= SILENCE_DB) return values.map((value, i) => (i === 0 ? wanted : value));
  const moving = values.filter((value) => !decibels || value > SILENCE_DB);
  const low = Math.max(...moving.map((value) => Math.min(0, min - value)));
  const high = Math.min(...moving.map((value) => max - value));
  const by = Math.min(high, Math.max(low, wanted - values[0]!));
  return values.map((value) => (decibels && value <= SILENCE_DB ? value : value + by));
}

/**
 * The commands for a change of a strip's fields and what follows it by its link groups, its own first. `document` is
 * the one before the hand moved: previews of one gesture all start from it.
 */
export function linkedCommands(document: SessionDocument, stripId: Id, fields: LinkedFields): Command[] {
  const changes = new Map<Id, LinkedFields>([[stripId, { ...fields }]]);
  const give = (id: Id, change: LinkedFields) => changes.set(id, { ...changes.get(id), ...change });
  const own = document.strips[stripId];
  if (own) {
    for (const [key, link, min, max] of [
      ['faderDb', 'fader', ABOVE_STOP_DB, 12],
      ['pan', 'pan', -1, 1],
    ] as const) {
      const wanted = fields[key];
      const others = linkedStripIds(document, stripId, link);
      if (wanted === undefined || others.length === 0) continue;
      const ids = [stripId, ...others];
      const now = ids.map((id) => document.strips[id]![key]);
      const values = moved(now, wanted, min, max, key === 'faderDb');
      for (const [i, id] of ids.entries()) give(id, { [key]: values[i]! });
    }
  }
  for (const key of ['mute', 'solo'] as const)
    if (fields[key] !== undefined)
      for (const id of linkedStripIds(document, stripId, key)) give(id, { [key]: fields[key] });
  return [...changes].map(([id, change]) => ({ id: 'strip.set', payload: { stripId: id, ...change } }));
}

/** The same for a send: sends of linked strips to the same bus follow, levels by the same dB. */
export function linkedSendCommands(
  document: SessionDocument,
  stripId: Id,
  sendId: Id,
  fields: SendFields,
): Command[] {
  const own = document.sends[stripId]?.[sendId];
  if (!own) return [];
  const all = [
    { stripId, send: own },
    ...linkedStripIds(document, stripId, 'sends').flatMap((id) => {
      const send = orderedSends(document, id).find(({ toStripId }) => toStripId === own.toStripId);
      return send ? [{ stripId: id, send }] : [];
    }),
  ];
  const alone = all.length === 1;
  const spread = (key: 'levelDb' | 'pan', min: number, max: number) => {
    const wanted = fields[key];
    const now = all.map(({ send }) => send[key]);
    return wanted === undefined ? null : alone ? [wanted] : moved(now, wanted, min, max, key === 'levelDb');
  };
  const levels = spread('levelDb', ABOVE_STOP_DB, 12);
  const pans = spread('pan', -1, 1);
  return all.map(({ stripId: id, send }, i) => ({
    id: 'send.set',
    payload: {
      ...fields,
      stripId: id,
      sendId: send.id,
      ...(levels && { levelDb: levels[i]! }),
      ...(pans && { pan: pans[i]! }),
    },
  }));
}

/** The same for an insert: inserts of that kind in the same place among their kind take the same values. */
export function linkedEffectCommands(
  document: SessionDocument,
  stripId: Id,
  effectId: Id,
  change: { parameters: Record<string, number>; bypassed?: boolean },
): Command[] {
  const own = document.effects[stripId]?.[effectId];
  if (!own) return [];
  const ofKind = (id: Id) => orderedEffects(document, id).filter(({ kind }) => kind === own.kind);
  const place = ofKind(stripId).findIndex(({ id }) => id === effectId);
  const others = linkedStripIds(document, stripId, 'inserts').flatMap((id) => {
    const twin = ofKind(id)[place];
    return twin ? [{ stripId: id, effectId: twin.id }] : [];
  });
  return [{ stripId, effectId }, ...others].map((at) => ({
    id: 'effect.set',
    payload: { ...at, ...change },
  }));
}
