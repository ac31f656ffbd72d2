/** A thread that renders its share of a plan's strips whenever it is told a stretch of quanta. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '../kernels/index.ts';
import { SHARE_QUIT, type ShareData, ShareWord } from './parallel.ts';

const { module, memory, control, share, shares } = workerData as ShareData;
const { call } = instantiateKernels(module, memory);
const words = new Int32Array(control);
parentPort?.postMessage('ready');

// Turns are counted from 0, so that none is missed.
for (let turn = 0; ; turn++) {
  while (Atomics.load(words, ShareWord.turn) === turn) Atomics.wait(words, ShareWord.turn, turn);
  const plan = words[ShareWord.plan]!;
  if (plan === SHARE_QUIT) break;
  call.runStrips!(plan, words[ShareWord.quantum]!, words[ShareWord.count]!, share, shares);
  Atomics.add(words, ShareWord.done, 1);
  Atomics.notify(words, ShareWord.done);
}
