/** A thread that listens to some of the signals of a render: see listeners.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadKernels } from '../../kernels/index.ts';
import { LISTEN_SLOTS, type ListenData, ListenWord, TAKEN_WORD } from './listeners.ts';
import { SignalAnalyser } from './signal-analyser.ts';
import { Transform } from './transform.ts';

const { module, words, samples, facts, mine, thread, sampleRate, lengthSamples, blockFrames } =
  workerData as ListenData;
const home = loadKernels(module);
const transform = new Transform(sampleRate, home);
const analysers = mine.map(
  (index) => new SignalAnalyser(facts[index]!, { sampleRate, lengthSamples, transform, home }),
);
const length = blockFrames * 2;
const slot = facts.length * length;

for (let taken = 0; ; taken++) {
  while (Atomics.load(words, ListenWord.written) === taken) Atomics.wait(words, ListenWord.written, taken);
  if (Atomics.load(words, ListenWord.ended) === taken + 1) break;
  const at = taken % LISTEN_SLOTS;
  const frames = words[ListenWord.frames + at]!;
  for (const [i, index] of mine.entries()) {
    const first = at * slot + index * length;
    analysers[i]!.push(samples.subarray(first, first + length), frames);
  }
  Atomics.store(words, TAKEN_WORD + thread, taken + 1);
  Atomics.notify(words, TAKEN_WORD + thread);
}
for (const [i, index] of mine.entries()) parentPort?.postMessage([index, analysers[i]!.finish()]);
