/**
 * Gestures under way: overlays outside the document that sound and show while a hand moves. Each is told at most
 * 120 times a second, the newest wins.
 */
import type { Patch } from '../protocol/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';

const SPACING_MS = 1000 / 120;

interface Gesture {
  name: string;
  patches: readonly Patch[];
  toldAtMs: number;
  timer: NodeJS.Timeout | undefined;
}

export interface OverlayEvent {
  gesture: string;
  patches: readonly Patch[];
  ended: boolean;
}

export class Gestures {
  readonly #open = new Map<string, Gesture>();
  readonly #tell: (event: OverlayEvent) => void;
  readonly #nowMs: () => number;

  constructor(tell: (event: OverlayEvent) => void, nowMs: () => number = () => performance.now()) {
    this.#tell = tell;
    this.#nowMs = nowMs;
  }

  begin(id: string, name: string): void {
    if (this.#open.has(id)) this.end(id);
    this.#open.set(id, { name, patches: [], toldAtMs: Number.NEGATIVE_INFINITY, timer: undefined });
  }

  has(id: string): boolean {
    return this.#open.has(id);
  }

  /** The whole overlay of the gesture so far, replacing the one before. */
  preview(id: string, patches: readonly Patch[]): void {
    const gesture = this.#need(id);
    gesture.patches = patches;
    if (gesture.timer) return;
    const wait = gesture.toldAtMs + SPACING_MS - this.#nowMs();
    if (wait <= 0) this.#say(id, gesture);
    else gesture.timer = setTimeout(() => this.#say(id, gesture), Math.ceil(wait));
  }

  #say(id: string, gesture: Gesture): void {
    gesture.timer = undefined;
    gesture.toldAtMs = this.#nowMs();
    this.#tell({ gesture: id, patches: gesture.patches, ended: false });
  }

  /** Name for the history. */
  nameOf(id: string): string {
    return this.#need(id).name;
  }

  /** Takes the overlay away, whether its values were committed or not. */
  end(id: string): void {
    const gesture = this.#need(id);
    clearTimeout(gesture.timer);
    this.#open.delete(id);
    this.#tell({ gesture: id, patches: [], ended: true });
  }

  endAll(): void {
    for (const id of [...this.#open.keys()]) this.end(id);
  }

  /** Overlays of all gestures under way, in the order they began. */
  overlay(): Patch[] {
    return [...this.#open.values()].flatMap((gesture) => [...gesture.patches]);
  }

  #need(id: string): Gesture {
    const gesture = this.#open.get(id);
    if (!gesture) throw new ThresholdError(studioWords.unknownGesture());
    return gesture;
  }
}
