/**
 * Strips shared among threads over one memory: this thread does its part, the others theirs, then this one sums
 * and runs the master. Sums keep their order, so the bits are those of one thread.
 */
import { Worker } from 'node:worker_threads';
import { entryPath } from '../entries.ts';
import type { Kernels, Pointer } from '../kernels/index.ts';

/** Int32 words of the block that threads meet at. */
export const ShareWord = { turn: 0, plan: 1, quantum: 2, count: 3, done: 4 } as const;
/** `plan` of a turn that ends a thread. */
export const SHARE_QUIT = 0;

export interface ShareData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: SharedArrayBuffer;
  share: number;
  shares: number;
}

export interface Shares {
  /** Runs a plan's quanta, as `runPlan` does. */
  run(plan: Pointer, firstQuantum: number, count: number): void;
  stop(): Promise<void>;
}

/**
 * Answers when every thread is there.
 * @param threads this one included.
 */
export async function startShares(kernels: Kernels, threads: number): Promise<Shares> {
  const { call } = kernels;
  if (threads <= 1) {
    return { run: (plan, first, count) => void call.runPlan!(plan, first, count), stop: async () => {} };
  }
  const control = new SharedArrayBuffer(64);
  const words = new Int32Array(control);
  const workers = Array.from({ length: threads - 1 }, (_, index) => {
    const { module, memory } = kernels;
    const data: ShareData = { module, memory, control, share: index + 1, shares: threads };
    return new Worker(entryPath('engine/dsp-worker.js'), { workerData: data, name: `dsp ${index + 1}` });
  });
  const ends = workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
  const turn = (plan: Pointer, first: number, count: number): void => {
    words[ShareWord.plan] = plan;
    words[ShareWord.quantum] = first;
    words[ShareWord.count] = count;
    Atomics.store(words, ShareWord.done, 0);
    Atomics.add(words, ShareWord.turn, 1);
    Atomics.notify(words, ShareWord.turn);
  };
  const stop = async (): Promise<void> => {
    turn(SHARE_QUIT, 0, 0);
    await Promise.all(ends);
  };
  try {
    await Promise.all(workers.map(started));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    run(plan, first, count) {
      turn(plan, first, count);
      call.runStrips!(plan, first, count, 0, threads);
      for (let done = 0; done < workers.length; done = Atomics.load(words, ShareWord.done)) {
        Atomics.wait(words, ShareWord.done, done);
      }
      call.runMaster!(plan, first, count);
    },
    stop,
  };
}

function started(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
}
