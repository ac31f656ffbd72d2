/**
 * Listens to many signals at once: on the thread that calls, or on threads of their own that take turns with it through
 * a few slots of shared memory. Every signal is heard by one listener, block by block, so the figures are the same.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { entryPath } from '../../entries.ts';
import { kernelModule, loadKernels } from '../../kernels/index.ts';
import { SignalAnalyser, type SignalFacts } from './signal-analyser.ts';
import { Transform } from './transform.ts';
import type { SignalFeatures } from './types.ts';

export interface Heard {
  sampleRate: number;
  /** As far as it is known. */
  lengthSamples: number | null;
  /** Most frames that are handed over in one go. */
  blockFrames: number;
}

export interface Listeners {
  /** The next `frames` frames of every signal, interleaved stereo; the arrays are free again when it resolves. */
  push(blocks: readonly Float64Array[], frames: number): void | Promise<void>;
  /** Features in the order of the signals. */
  finish(): Promise<SignalFeatures[]>;
  /** Ends the threads, whatever has been heard. */
  stop(): Promise<void>;
}

/** Int32 words that the threads meet at: blocks written, which of them is the end; frames by slot, blocks taken by thread. */
export const ListenWord = { written: 0, ended: 1, frames: 2 } as const;
/** Blocks that may wait for a slow listener. */
export const LISTEN_SLOTS = 4;
export const TAKEN_WORD = ListenWord.frames + LISTEN_SLOTS;

/** What a listening thread is started with. */
export interface ListenData extends Heard {
  module: WebAssembly.Module;
  words: Int32Array;
  samples: Float64Array;
  /** Of all signals, and which of them this thread listens to. */
  facts: readonly SignalFacts[];
  mine: readonly number[];
  thread: number;
}

const MOST_THREADS = 8;
/** How long the caller sleeps before it looks whether a thread has died. */
const NAP_MS = 20;

/** Threads that listen where nothing else is said: none from a source file, whose built twin may be older. */
export function listeningThreads(): number {
  return import.meta.url.endsWith('.ts') ? 0 : Math.min(MOST_THREADS, availableParallelism());
}

/** @param threads 0: the caller listens itself. */
export function startListeners(facts: readonly SignalFacts[], heard: Heard, threads: number): Listeners {
  return threads === 0 || facts.length === 1 ? listenHere(facts, heard) : listenApart(facts, heard, threads);
}

function listenHere(facts: readonly SignalFacts[], heard: Heard): Listeners {
  const home = loadKernels();
  const transform = new Transform(heard.sampleRate, home);
  const analysers = facts.map((fact) => new SignalAnalyser(fact, { ...heard, transform, home }));
  return {
    push(blocks, frames) {
      for (const [i, analyser] of analysers.entries()) analyser.push(blocks[i]!, frames);
    },
    finish: async () => analysers.map((analyser) => analyser.finish()),
    stop: async () => {},
  };
}

function listenApart(facts: readonly SignalFacts[], heard: Heard, most: number): Listeners {
  const threads = Math.min(most, facts.length);
  const slot = facts.length * heard.blockFrames * 2;
  const words = new Int32Array(new SharedArrayBuffer((TAKEN_WORD + threads) * 4));
  const samples = new Float64Array(new SharedArrayBuffer(LISTEN_SLOTS * slot * 8));
  const features = new Array<SignalFeatures>(facts.length);
  let failed: unknown;
  const workers = Array.from({ length: threads }, (_, thread) => {
    // The mix costs more than others and comes last: counted from there, its thread gets none of the odd ones.
    const mine = facts.map((__, i) => i).filter((i) => (facts.length - 1 - i) % threads === thread);
    const data: ListenData = { ...heard, module: kernelModule(), words, samples, facts, mine, thread };
    const worker = new Worker(entryPath('engine/listen-worker.js'), { workerData: data, name: 'listener' });
    worker.on('message', ([index, signal]: [number, SignalFeatures]) => {
      features[index] = signal;
    });
    worker.once('error', (error) => {
      failed ??= error;
    });
    return worker;
  });
  const ends = workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
  const tell = (): void => {
    Atomics.notify(words, ListenWord.written);
  };
  let written = 0;
  return {
    async push(blocks, frames) {
      for (let thread = 0; thread < threads; thread++) {
        const at = TAKEN_WORD + thread;
        for (let taken = words[at]!; written - taken >= LISTEN_SLOTS; taken = Atomics.load(words, at)) {
          Atomics.wait(words, at, taken, NAP_MS);
          if (failed === undefined && Atomics.load(words, at) === taken) await new Promise(setImmediate);
          if (failed !== undefined) throw failed;
        }
      }
      const first = (written % LISTEN_SLOTS) * slot;
      for (const [i, block] of blocks.entries()) {
        const samplesOf = frames * 2 === block.length ? block : block.subarray(0, frames * 2);
        samples.set(samplesOf, first + i * heard.blockFrames * 2);
      }
      words[ListenWord.frames + (written % LISTEN_SLOTS)] = frames;
      written++;
      Atomics.store(words, ListenWord.written, written);
      tell();
    },
    async finish() {
      // The end counts as one more block, so that nobody sleeps over it.
      Atomics.store(words, ListenWord.ended, ++written);
      Atomics.store(words, ListenWord.written, written);
      tell();
      await Promise.all(ends);
      if (failed !== undefined) throw failed;
      return features;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
