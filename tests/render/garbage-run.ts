/**
 * Renders 20,000 quanta with every effect, buses, sends, side-chains, automation, moving parameters and a plan swap, and prints what the
 * garbage collector had to do meanwhile. Started by garbage.test.ts in a process of its own.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { EFFECT_KINDS, effectKinds } from '../../audio-engine/effects/registry.ts';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { Impulses } from '../../audio-engine/render/impulses.ts';
import {
  FeedWord,
  MeterReader,
  ParameterRing,
  PlanHost,
  QUANTUM,
  RunMap,
} from '../../audio-engine/render/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { testDocument } from './rig.ts';
import { addBus, addEffect, addSend } from './routes.ts';
import { effect, noise } from './sessions.ts';

const QUANTA = 20_000;
const WARM = 4000;
const { kernels, allocator } = loadKernels();
const room = noise(2);
const impulses = new Impulses({
  kernels,
  allocator,
  sampleRate: 48000,
  load: async () => ({
    samples: Float64Array.from({ length: 9600 }, () => room() * 0.1),
    channels: 1,
    lengthSamples: 9600,
  }),
});
const host = new PlanHost(kernels, allocator, {
  sampleRate: 48000,
  capacityQuanta: 2,
  ringQuanta: 64,
  impulses,
});
const ids = ['a', 'b', 'c'];
const document = testDocument(Object.fromEntries(ids.map((id) => [id, { output: 'x' }])));
addBus(document, 'x', { width: 1.5 });
addBus(document, 'y', { kind: 'return', channels: 1 });
for (const id of ids) {
  document.effects[id] = {
    e: effect('equaliser', `${id}1`, { band3GainDb: 3 }),
    c: effect('compressor', `${id}2`, { thresholdDb: -30, lookAheadMs: 2 }),
  };
  addSend(document, id, 'y', { point: id === 'a' ? 'pre' : 'post', levelDb: -6 });
}
for (const [index, kind] of EFFECT_KINDS.entries()) {
  const sideChain = effectKinds[kind].keyed ? { stripId: 'c', point: 'post' as const } : null;
  addEffect(document, index % 2 ? 'x' : 'a', kind, { sideChain });
}
document.effects[MASTER_STRIP] = { l: effect('limiter', 'l') };
document.automation.b = {
  faderDb: {
    id: 'faderDb',
    mode: 'read',
    held: false,
    pages: {
      p: {
        id: 'p',
        points: Array.from({ length: 200 }, (_, i) => ({
          sample: i * 6400 + 7,
          value: -(i % 20),
          bend: 0.3,
        })),
      },
    },
  },
};
const describe = () => describePlan(document, { latencyOf: host.latencyOf });
await impulses.load(impulses.missing(describe()));
host.follow(RunMap.from(0));
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
function pushChanges(quanta: number): void {
  for (let q = 0; q < quanta; q += 16) {
    if (!ring.push(q, fader, -(q % 13)) || !ring.push(q + 1, gain, q % 9))
      throw new Error('the ring is full');
  }
}

/** The audio thread's. */
function render(from: number, until: number): void {
  for (let q = from; q < until; q += 2) {
    for (let i = 0; i < feeds.length; i++) Atomics.store(feeds[i]!, FeedWord.filledUntil, q + 2);
    runPlan((q / 1000) & 1 ? first.pointer : second.pointer, q, 2);
  }
}

let collections = 0;
const observer = new PerformanceObserver((list) => {
  collections += list.getEntries().length;
});
observer.observe({ entryTypes: ['gc'] });
// Compiled and warm before anything is counted.
pushChanges(WARM);
render(0, WARM);
pushChanges(QUANTA);
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
