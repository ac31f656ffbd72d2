/** Level and pan of a send as controls see them, and how a hand writes them. */
import { linkedSendCommands } from '../../audio-engine/session/index.ts';
import { type Binding, faderScale, linkedBinding } from '../controls/index.ts';
import type { SendRef } from './send-actions.ts';

export const sendLevelScale = faderScale;

export function sendBinding({ stripId, sendId }: SendRef, field: 'levelDb' | 'pan', name: string): Binding {
  return linkedBinding(
    name,
    (document, value) => linkedSendCommands(document, stripId, sendId, { [field]: value }),
    { stripId, laneId: `send:${sendId}:${field}` },
  );
}
