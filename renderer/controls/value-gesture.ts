/**
 * One movement of a hand on one value: previews while it lasts, one command and one undo step at its end,
 * nothing at all after Esc. Wheel and keys are movements too; they end when the hand has rested.
 */
import type { Patch } from '../../audio-engine/protocol/index.ts';
import { beginGesture, type Gesture } from '../state/index.ts';
import type { LaneRef } from './following.ts';

/** How a value is written: the overlay that sounds while it moves, and the command that keeps it. */
export interface Binding<T = number> {
  /** What the history calls the step. */
  name: string;
  preview(value: T): Patch[];
  command(value: T): { id: string; payload: unknown };
  /** What automation calls the value: the control follows its lane while one is read. */
  lane?: LaneRef;
  /** For values that are not of the document: what takes the place of a gesture on it. */
  begin?(): Gesture;
}

const REST_MS = 500;

export class ValueGesture<T = number> {
  private gesture: Gesture | undefined;
  private binding: Binding<T> | undefined;
  private last: T | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  get active(): boolean {
    return this.gesture !== undefined;
  }

  /** Moves to a value; the first move begins the gesture. */
  change(binding: Binding<T>, value: T): void {
    clearTimeout(this.timer);
    if (!this.gesture) {
      this.gesture = binding.begin?.() ?? beginGesture(binding.name);
      this.binding = binding;
    }
    this.last = value;
    this.gesture.preview((this.binding as Binding<T>).preview(value));
  }

  /** Like `change`, and keeps it by itself once nothing more came for half a second. */
  nudge(binding: Binding<T>, value: T): void {
    this.change(binding, value);
    this.timer = setTimeout(() => this.commit(), REST_MS);
  }

  commit(): void {
    clearTimeout(this.timer);
    const { gesture, binding } = this;
    if (!gesture || !binding) return;
    this.gesture = undefined;
    void gesture.commit(binding.command(this.last as T));
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.gesture?.cancel();
    this.gesture = undefined;
  }
}
