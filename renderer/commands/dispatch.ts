/** Who answers an action: views put their handlers here while they are mounted; the newest one wins. */
import { useEffect, useRef } from 'react';
import { type ActionId, actionOf } from '../../audio-engine/protocol/index.ts';
import { frameWords } from '../../audio-engine/words/views.ts';
import { showNote } from '../state/index.ts';

export interface ActionHandler {
  run: () => void;
  /** False where it makes no sense now: shown dimmed in menus. */
  isEnabled?: () => boolean;
  /** For actions that are a switch: menus show a tick. */
  isOn?: () => boolean;
}

export type ActionHandlers = Partial<Record<ActionId, ActionHandler | (() => void)>>;

const handlers = new Map<ActionId, ActionHandler[]>();

function toHandler(handler: ActionHandler | (() => void)): ActionHandler {
  return typeof handler === 'function' ? { run: handler } : handler;
}

/** Returns the function that takes them away again. */
export function registerActions(given: ActionHandlers): () => void {
  const added: [ActionId, ActionHandler][] = [];
  for (const [id, handler] of Object.entries(given) as [ActionId, ActionHandler | (() => void)][]) {
    const made = toHandler(handler);
    const list = handlers.get(id) ?? [];
    list.push(made);
    handlers.set(id, list);
    added.push([id, made]);
  }
  return () => {
    for (const [id, handler] of added) {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((h) => h !== handler),
      );
    }
  };
}

/** Registers a component's handlers while it is mounted; they always see its newest props. */
export function useActions(given: ActionHandlers): void {
  const newest = useRef(given);
  newest.current = given;
  useEffect(() => {
    const stable: ActionHandlers = {};
    for (const id of Object.keys(given) as ActionId[]) {
      stable[id] = {
        run: () => toHandler(newest.current[id] ?? (() => undefined)).run(),
        isEnabled: () => toHandler(newest.current[id] ?? (() => undefined)).isEnabled?.() ?? true,
        isOn: () => toHandler(newest.current[id] ?? (() => undefined)).isOn?.() ?? false,
      };
    }
    return registerActions(stable);
    // The set of ids a component answers does not change while it lives.
  }, []);
}

export function handlerOf(id: ActionId): ActionHandler | undefined {
  return handlers.get(id)?.at(-1);
}

export function canRun(id: ActionId): boolean {
  const handler = handlerOf(id);
  return handler !== undefined && (handler.isEnabled?.() ?? true);
}

/** Runs an action; answers false where nobody answers it now. */
export function runAction(id: ActionId): boolean {
  const handler = handlerOf(id);
  if (!handler) {
    showNote(frameWords.notHere(actionOf(id).title));
    return false;
  }
  if (handler.isEnabled && !handler.isEnabled()) return false;
  handler.run();
  return true;
}
