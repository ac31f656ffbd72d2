/** A thread that renders its share of a plan's strips whenever it is told a stretch of quanta. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '../kernels/index.ts';
import { SHARE_QUIT, type ShareData, ShareFiller, ShareWord } from './parallel.ts';

const { module, memory, control, share, shares, feeds } = workerData as ShareData;
const kernels = instantiateKernels(module, memory);
const filler = new ShareFiller(kernels, feeds);
const words = new Int32Array(control);
parentPort?.postMessage([]);

// Turns are counted from 0, so that none is missed.
for (let turn = 0; ; turn++) {
  while (Atomics.load(words, ShareWord.turn) === turn) Atomics.wait(words, ShareWord.turn, turn);
  const plan = words[ShareWord.plan]!;
  if (plan === SHARE_QUIT) break;
  const first = words[ShareWord.quantum]!;
  const count = words[ShareWord.count]!;
  try {
    filler.fill(first, count);
    kernels.call.runStrips!(plan, first, count, share, shares);
  } catch {
    // The first thread waits for this one: it must hear of it.
    Atomics.store(words, ShareWord.failed, 1);
  }
  Atomics.add(words, ShareWord.done, 1);
  Atomics.notify(words, ShareWord.done);
}
parentPort?.postMessage(filler.close());
