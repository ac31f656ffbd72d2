/** What a studio tells, and those who listen. */
import type { Patch } from '../protocol/index.ts';
import type { FailureValue } from '../words/index.ts';

export type StudioEvent =
  | {
      type: 'patches';
      fromRevision: number;
      revision: number;
      patches: Patch[];
      clientTag: string | null;
      undoName: string | null;
      redoName: string | null;
    }
  | { type: 'overlay'; gesture: string; patches: readonly Patch[]; ended: boolean }
  /** The session moved to another folder: replicas and the engine take the whole state. */
  | { type: 'reset' }
  | { type: 'onDisk'; revision: number; timeMs: number }
  | { type: 'failure'; failure: FailureValue };

export class Listeners {
  readonly #all = new Set<(event: StudioEvent) => void>();

  /** Answers the function that ends it. */
  add(listener: (event: StudioEvent) => void): () => void {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  tell(event: StudioEvent): void {
    for (const listener of [...this.#all]) {
      try {
        listener(event);
      } catch (error) {
        // One listener's fault must not keep the others, or the writer, from going on.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
