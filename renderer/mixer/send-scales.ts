/** Level and pan of a send as controls see them, and how a hand writes them. */
import { type Binding, faderScale } from '../controls/index.ts';
import type { SendRef } from './send-actions.ts';

export const sendLevelScale = faderScale;

export function sendBinding(ref: SendRef, field: 'levelDb' | 'pan', name: string): Binding {
  return {
    name,
    lane: { stripId: ref.stripId, laneId: `send:${ref.sendId}:${field}` },
    preview: (value) => [{ op: 'replace', path: ['sends', ref.stripId, ref.sendId, field], value }],
    command: (value) => ({ id: 'send.set', payload: { ...ref, [field]: value } }),
  };
}
