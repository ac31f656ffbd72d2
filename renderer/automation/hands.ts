/** Which lanes a hand moves: read from the patches by which it is heard. */
import type { Patch } from '../../audio-engine/protocol/index.ts';
import { type AutomationLane, laneOf, type SessionDocument } from '../../audio-engine/session/index.ts';

export interface Moved {
  stripId: string;
  laneId: string;
  value: number;
  lane: AutomationLane;
  /** Which of the patches it is. */
  index: number;
}

/** The lane id of what a patch moves, whether there is such a lane or not. */
export function laneIdOf(path: readonly (string | number)[]): { stripId: string; laneId: string } | null {
  const [domain, strip, a, b, c] = path.map(String);
  if (strip === undefined || a === undefined) return null;
  if (domain === 'strips' && path.length === 3) return { stripId: strip, laneId: a };
  if (domain === 'sends' && path.length === 4) return { stripId: strip, laneId: `send:${a}:${b}` };
  if (domain === 'effects' && b === 'parameters' && path.length === 5)
    return { stripId: strip, laneId: `effect:${a}:${c}` };
  if (domain === 'effects' && b === 'bypassed') return { stripId: strip, laneId: `effect:${a}:bypassed` };
  return null;
}

/** The path of the value that a lane moves. */
export function pathOf(stripId: string, laneId: string): (string | number)[] {
  const match = /^(send|effect):(.+):([^:]+)$/.exec(laneId);
  if (!match) return ['strips', stripId, laneId];
  const [, owner, id, field] = match as unknown as [string, string, string, string];
  if (owner === 'send') return ['sends', stripId, id, field];
  return field === 'bypassed'
    ? ['effects', stripId, id, 'bypassed']
    : ['effects', stripId, id, 'parameters', field];
}

/** Lanes that are there and not switched off, among what the patches move. */
export function movedLanes(document: SessionDocument, patches: readonly Patch[]): Moved[] {
  return patches.flatMap((patch, index): Moved[] => {
    const at = laneIdOf(patch.path);
    const lane = at && laneOf(document, at.stripId, at.laneId);
    if (!lane || lane.mode === 'off') return [];
    const value = typeof patch.value === 'boolean' ? Number(patch.value) : patch.value;
    return typeof value === 'number' ? [{ ...at, value, lane, index }] : [];
  });
}

/** What a command switches on or off, where that is all it does. */
export function switchesOf(command: {
  id: string;
  payload: unknown;
}): { stripId: string; laneId: string; value: number }[] | null {
  const payload = command.payload as Record<string, unknown>;
  const { stripId, effectId, sendId } = payload as Record<string, string>;
  const only = (...keys: string[]) => Object.keys(payload).sort().join() === keys.sort().join();
  if (command.id === 'strip.set' && only('stripId', 'mute'))
    return [{ stripId: stripId!, laneId: 'mute', value: Number(payload.mute) }];
  if (command.id === 'send.set' && only('stripId', 'sendId', 'muted'))
    return [{ stripId: stripId!, laneId: `send:${sendId}:muted`, value: Number(payload.muted) }];
  if (command.id === 'effect.bypass')
    return [{ stripId: stripId!, laneId: `effect:${effectId}:bypassed`, value: Number(payload.bypassed) }];
  if (command.id !== 'batch') return null;
  const parts = (payload.commands as { id: string; payload: unknown }[]).map(switchesOf);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** Says that a hand is on the control, for the overlay. */
export function heldPatch(stripId: string, laneId: string): Patch {
  return { op: 'replace', path: ['automation', stripId, laneId, 'held'], value: true };
}
