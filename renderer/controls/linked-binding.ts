/** Bindings whose movement takes others along: what link groups and a choice of strips make of one hand's move. */
import type { Patch } from '../../audio-engine/protocol/index.ts';
import type { Command, SessionDocument } from '../../audio-engine/session/index.ts';
import { shownDocument, together } from '../state/index.ts';
import type { LaneRef } from './following.ts';
import type { Binding } from './value-gesture.ts';

type Fields = Record<string, unknown>;

function replaced(place: readonly string[], fields: Fields): Patch[] {
  return Object.entries(fields).map(([field, value]) => ({
    op: 'replace',
    path: [...place, field],
    value: value as NonNullable<Patch['value']>,
  }));
}

/** What commands that set values set, as the overlay of a gesture. */
export function previewOf(commands: readonly Command[]): Patch[] {
  return commands.flatMap(({ id, payload }) => {
    if (id === 'strip.set') {
      const { stripId, ...fields } = payload;
      return replaced(['strips', stripId], fields);
    }
    if (id === 'send.set') {
      const { stripId, sendId, ...fields } = payload;
      return replaced(['sends', stripId, sendId], fields);
    }
    if (id === 'effect.set')
      return replaced(['effects', payload.stripId, payload.effectId, 'parameters'], payload.parameters);
    return [];
  });
}

/** `at` makes the commands for a value from the document as it was when the movement began. */
export function linkedBinding<T = number>(
  name: string,
  at: (document: SessionDocument, value: T) => Command[],
  lane?: LaneRef,
): Binding<T> {
  let start: SessionDocument | undefined;
  const commands = (value: T): Command[] => {
    start ??= shownDocument();
    return at(start, value);
  };
  return {
    name,
    ...(lane && { lane }),
    preview: (value) => previewOf(commands(value)),
    command: (value) => together(commands(value)),
  };
}
