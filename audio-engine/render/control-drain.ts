/** Takes parameter changes out of the ring that no plan will take, because none runs: they count at once. */
import type { Pointer } from '../kernels/index.ts';
import { CHANGE_BYTES, RunWord } from './plan-layout.ts';

/** Only while the audio thread is parked. */
export function drainRing(memory: WebAssembly.Memory, run: Pointer): void {
  const words = new Int32Array(memory.buffer, run, 16);
  const view = new DataView(memory.buffer);
  const written = Atomics.load(words, RunWord.ringWritten);
  for (let n = Atomics.load(words, RunWord.ringTaken); n !== written; n = (n + 1) | 0) {
    const at = words[RunWord.ringPointer]! + (n & words[RunWord.ringMask]!) * CHANGE_BYTES;
    view.setFloat64(view.getInt32(at + 16, true), view.getFloat64(at + 8, true), true);
  }
  Atomics.store(words, RunWord.ringTaken, written);
}
