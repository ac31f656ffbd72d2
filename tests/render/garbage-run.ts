/**
 * Renders 20,000 quanta with every effect, moving parameters and a plan swap in the middle, and prints what the
 * garbage collector had to do meanwhile. Started by garbage.test.ts in a process of its own.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { FeedWord, MeterReader, ParameterRing, PlanHost, QUANTUM } from '../../audio-engine/render/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { testDocument } from './rig.ts';
import { effect, noise } from './sessions.ts';

const QUANTA = 20_000;
const { kernels, allocator } = loadKernels();
const host = new PlanHost(kernels, allocator, { sampleRate: 48000, capacityQuanta: 2, ringQuanta: 64 });
const ids = ['a', 'b', 'c'];
const document = testDocument(Object.fromEntries(ids.map((id) => [id, {}])));
for (const id of ids) {
  document.effects[id] = {
    e: effect('equaliser', `${id}1`, { band3GainDb: 3 }),
    c: effect('compressor', `${id}2`, { thresholdDb: -30, lookAheadMs: 2 }),
  };
}
document.effects[MASTER_STRIP] = { l: effect('limiter', 'l') };
const describe = () => describePlan(document, { latencyOf: host.latencyOf });
const first = host.install(describe());
document.effects.b = { e: effect('equaliser', 'b9', { band4GainDb: -6 }) };
const second = host.install(describe());

const next = noise(1);
const feeds = ids.map((id) => new Int32Array(kernels.memory.buffer, second.feeds.get(id)!, 16));
for (const words of feeds) {
  const ring = new Float64Array(kernels.memory.buffer, words[FeedWord.ringPointer]!, 64 * QUANTUM * 2);
  for (let i = 0; i < ring.length; i++) ring[i] = next() * 0.5;
}
const ring = new ParameterRing(kernels.memory, host.run);
const fader = second.stripTarget('a', 'faderDb');
const gain = second.effectTarget('a1', 3)!;
const meter = new MeterReader(kernels.memory, second.meters.get(MASTER_STRIP)!);
const levels = new Float32Array(8);
const runPlan = kernels.call.runPlan!;

/** Another thread's work: what will move during the run. */
function pushChanges(): void {
  for (let q = 0; q < QUANTA; q += 16) {
    if (!ring.push(q, fader, -(q % 13)) || !ring.push(q + 1, gain, q % 9))
      throw new Error('the ring is full');
  }
}

/** The audio thread's. */
function render(from: number, until: number): void {
  for (let q = from; q < until; q += 2) {
    for (let i = 0; i < feeds.length; i++) Atomics.store(feeds[i]!, FeedWord.filledUntil, q + 2);
    runPlan(q < QUANTA / 2 ? first.pointer : second.pointer, q, 2);
  }
}

let collections = 0;
const observer = new PerformanceObserver((list) => {
  collections += list.getEntries().length;
});
observer.observe({ entryTypes: ['gc'] });
// Compiled and warm before anything is counted.
pushChanges();
render(0, QUANTA);
pushChanges();
kernels.call.resetPlan!(first.pointer);
kernels.call.resetPlan!(second.pointer);
globalThis.gc!();
await setImmediate();
await setImmediate();
// The collection may have thrown compiled code away: it comes back once, not with every quantum.
render(0, 2000);
collections = 0;
// Its first calls allocate for themselves.
for (let i = 0; i < 3; i++) process.memoryUsage();
const before = process.memoryUsage().heapUsed;
render(0, QUANTA);
const growth = process.memoryUsage().heapUsed - before;
await setImmediate();
await setImmediate();
observer.disconnect();
meter.read(levels, 0);
console.log(JSON.stringify({ collections, growth, peak: levels[0] }));
