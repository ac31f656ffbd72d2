/**
 * The run's map in shared memory: which sample of the session sounds at a sample of the run. Whatever follows the
 * timeline inside a plan reads it there. See kernels/assembly/run-clock.ts.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { RunMap, RunMapData } from './run-map.ts';

const FIRST_STRETCH = 8;
const STRETCH_DOUBLES = 4;
/** Older ones are forgotten: the sound of them is long over. */
const KEPT = 64;

type Stretch = RunMapData['stretches'][number];

const doublesOf = ({ fromRunSample, sessionSample, loop }: Stretch): number[] => [
  fromRunSample,
  sessionSample ?? Number.NaN,
  loop?.startSample ?? 0,
  loop?.endSample ?? 0,
];

export class RunClock {
  readonly pointer: Pointer;
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;

  constructor(kernels: Kernels, allocator: Allocator) {
    const bytes = kernels.call.run_map_bytes!();
    this.pointer = allocator.allocate(bytes);
    this.#words = new Int32Array(kernels.memory.buffer, this.pointer, 1);
    this.#doubles = new Float64Array(kernels.memory.buffer, this.pointer, bytes / 8);
  }

  /**
   * Follows a map. While another thread runs the plan, what differs from the map before must lie ahead of what is
   * rendered, as it does for the threads that read files.
   */
  follow(map: RunMap): void {
    const { stretches } = map.data;
    const first = Math.max(0, stretches.length - KEPT);
    for (let i = first; i < stretches.length; i++) {
      const at = FIRST_STRETCH + (i % KEPT) * STRETCH_DOUBLES;
      const values = doublesOf(stretches[i]!);
      if (values.every((value, k) => Object.is(value, this.#doubles[at + k]))) continue;
      // Not there yet while it is half written.
      if (i > 0) this.#doubles[at] = Number.POSITIVE_INFINITY;
      this.#doubles.set(values.slice(1), at + 1);
      this.#doubles[at] = values[0]!;
    }
    Atomics.store(this.#words, 0, stretches.length);
  }
}
