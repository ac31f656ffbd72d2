/**
 * Doing things to the document: `run` for one command, `beginGesture` for a hand that moves. Both show their
 * effect at once and take it back, with the reason, when the studio refuses.
 */

import type { CommandMessage, Patch } from '../../audio-engine/protocol/index.ts';
import { applyCommand } from '../../audio-engine/session/index.ts';
import { acknowledge, addPending, dropPending, setOverlay } from './replica.ts';
import { changeReplica, showFailure, store } from './store.ts';
import { failureFrom, studio } from './studio.ts';

type Payload = CommandMessage['payload'];

let counter = 0;
const origin = Math.random().toString(36).slice(2, 8);

/** A fresh id for things that this window creates. */
export function newId(prefix: string): string {
  counter += 1;
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `${prefix}-${(random[0] ?? 0).toString(36)}${(random[1] ?? 0).toString(36)}${counter.toString(36)}`;
}

function fits(command: CommandMessage): boolean {
  try {
    applyCommand(store.getState().replica.shown, command);
    return true;
  } catch (error) {
    showFailure(failureFrom(error));
    return false;
  }
}

/** What was done here and is not answered yet: undo must not overtake it. */
const unsettled = new Set<Promise<unknown>>();

function track(done: Promise<boolean>): Promise<boolean> {
  unsettled.add(done);
  void done.finally(() => unsettled.delete(done));
  return done;
}

async function settle(tag: string, sent: Promise<{ revision: number }>): Promise<boolean> {
  try {
    const { revision } = await sent;
    changeReplica((r) => acknowledge(r, tag, revision));
    return true;
  } catch (error) {
    changeReplica((r) => dropPending(r, tag));
    showFailure(failureFrom(error));
    return false;
  }
}

/** Asked before a command is run: true where it was taken for something else, as a switch that is being written. */
let intercept: ((command: SomeCommand) => boolean) | undefined;

export function interceptRuns(next: typeof intercept): void {
  intercept = next;
}

/** Runs one command. `name` is what the history calls it; without one, the command's own title. Answers whether it was taken. */
export async function run(commandId: string, payload: unknown, name?: string): Promise<boolean> {
  const command: CommandMessage = { id: commandId, payload: payload as Payload };
  if (intercept?.(command)) return true;
  if (!fits(command)) return false;
  counter += 1;
  const tag = `${origin}-${counter}`;
  changeReplica((r) => addPending(r, tag, command));
  return track(
    settle(tag, studio().invoke('studio.command', { command, name: name ?? null, clientTag: tag })),
  );
}

export interface SomeCommand {
  id: string;
  payload: unknown;
}

/** Several commands as one: one step, all or none. */
export function together(commands: readonly SomeCommand[]): SomeCommand {
  const [first, ...others] = commands;
  return first && others.length === 0 ? first : { id: 'batch', payload: { commands } };
}

/** Runs them as one step; `name` is what the history calls several, one alone names itself. Nothing to do is no step. */
export async function runTogether(commands: readonly SomeCommand[], name?: string): Promise<boolean> {
  if (commands.length === 0) return false;
  const { id, payload } = together(commands);
  return run(id, payload, commands.length === 1 ? undefined : name);
}

export interface Gesture {
  readonly id: string;
  /** The whole overlay so far, replacing the one before. Sent at most once a frame. */
  preview(patches: readonly Patch[]): void;
  /** Ends as one command and one step in the history. */
  commit(command: { id: string; payload: unknown }): Promise<boolean>;
  /** Everything is as it was. */
  cancel(): void;
}

/** Stands between a hand and the document: what it previews and keeps may become something else. */
export type GestureWrap = (name: string, gesture: Gesture) => Gesture;
let wrap: GestureWrap | undefined;

export function wrapGestures(next: GestureWrap | undefined): void {
  wrap = next;
}

/** A hand on something of the document; one that is automated is heard instead of its lane, and may write it. */
export function beginGesture(name: string): Gesture {
  const gesture = beginPlainGesture(name);
  return wrap ? wrap(name, gesture) : gesture;
}

export function beginPlainGesture(name: string): Gesture {
  counter += 1;
  const id = `${origin}-g${counter}`;
  let over = false;
  let frame: number | undefined;
  let latest: readonly Patch[] = [];
  /** False where the studio did not hear of it, because the line to it dropped. */
  const begun = studio()
    .invoke('gesture.begin', { gesture: id, name })
    .then(
      () => true,
      (error: unknown) => {
        showFailure(failureFrom(error));
        return false;
      },
    );

  const flush = () => {
    frame = undefined;
    if (over) return;
    changeReplica((r) => setOverlay(r, id, latest));
    studio().send('gesture.preview', { gesture: id, patches: [...latest] });
  };
  const end = () => {
    over = true;
    if (frame !== undefined) cancelAnimationFrame(frame);
  };

  return {
    id,
    preview(patches) {
      if (over) return;
      latest = patches;
      frame ??= requestAnimationFrame(flush);
    },
    async commit({ id: commandId, payload }) {
      if (over) return false;
      end();
      const command: CommandMessage = { id: commandId, payload: payload as Payload };
      changeReplica((r) => addPending(r, id, command, id));
      return track(
        settle(
          id,
          begun.then((known) =>
            known
              ? studio().invoke('gesture.commit', { gesture: id, command })
              : studio().invoke('studio.command', { command, name, clientTag: id }),
          ),
        ),
      );
    },
    cancel() {
      if (over) return;
      end();
      changeReplica((r) => setOverlay(r, id, null));
      void begun
        .then(async (known) => {
          if (known) await studio().invoke('gesture.cancel', { gesture: id });
        })
        .catch(() => undefined);
    },
  };
}

export async function undo(): Promise<void> {
  await Promise.allSettled(unsettled);
  await studio()
    .invoke('studio.undo', {})
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export async function redo(): Promise<void> {
  await Promise.allSettled(unsettled);
  await studio()
    .invoke('studio.redo', {})
    .catch((error: unknown) => showFailure(failureFrom(error)));
}
