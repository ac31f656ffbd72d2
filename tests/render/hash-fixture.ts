/**
 * One render with everything in it that computes: clip fades, every effect, every pan law, moving parameters, a
 * hosted plug-in's latency. Runs wherever WebAssembly does, so it knows neither files nor Node.
 */
import { describePlan } from '../../audio-engine/graph/index.ts';
import type { KernelExports } from '../../audio-engine/kernels/index.ts';
import { Allocator, createMemory } from '../../audio-engine/kernels/memory.ts';
import { ParameterRing } from '../../audio-engine/render/parameter-ring.ts';
import { PlanHost } from '../../audio-engine/render/plan-host.ts';
import { FeedWord, QUANTUM } from '../../audio-engine/render/plan-layout.ts';
import {
  createDocument,
  createStrip,
  createTrack,
  type Effect,
  MASTER_STRIP,
  PAN_LAWS,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';

const QUANTA = 768;
const FRAMES = QUANTA * QUANTUM;

function effect(kind: Effect['kind'], id: string, parameters: Record<string, number>): Effect {
  return {
    id,
    kind,
    order: id,
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  };
}

function fixtureDocument(sampleRate: number): SessionDocument {
  const document = createDocument({ id: 'h', name: 'Hash', sampleRate, createdAt: '2026-01-01T00:00:00Z' });
  PAN_LAWS.forEach((panLaw, index) => {
    const id = `t${index}`;
    document.tracks[id] = createTrack({
      id,
      name: id,
      color: 'clay',
      channels: index === 3 ? 2 : 1,
      order: id,
    });
    document.strips[id] = {
      ...createStrip(id),
      panLaw,
      pan: -0.7 + index * 0.45,
      faderDb: -3.7 - index,
      inputTrimDb: 1.3,
    };
    document.clips[id] = {};
    document.effects[id] = {
      a: effect('equaliser', `${id}a`, { band2GainDb: 3 - index, band4GainDb: 2.2 * index, band7GainDb: -4 }),
      b: effect('compressor', `${id}b`, {
        thresholdDb: -33,
        ratio: 3 + index,
        lookAheadMs: index % 2,
        kneeDb: 5,
      }),
    };
  });
  document.effects[MASTER_STRIP] = {
    a: effect('equaliser', 'ma', { band7GainDb: 2.5 }),
    b: effect('limiter', 'mb', { driveDb: 9 }),
  };
  return document;
}

/** The master's output as little-endian float32, interleaved stereo. */
export function renderFixture(module: WebAssembly.Module, chunk: number): Uint8Array {
  const memory = createMemory();
  const instance = new WebAssembly.Instance(module, { env: { memory, clock: () => 0 } });
  const call = instance.exports as unknown as KernelExports;
  const kernels = { module, memory, call };
  const allocator = new Allocator(memory, call.heapBase!());
  const sampleRate = 44100;
  const host = new PlanHost(kernels, allocator, { sampleRate, capacityQuanta: chunk, ringQuanta: 1024 });
  const hosted = {
    node: 'hosted',
    id: 'p',
    plugin: 'clap:x',
    bypassed: false,
    state: null,
    parameters: {},
    latencySamples: 77,
  } as const;
  const plan = host.install(
    describePlan(fixtureDocument(sampleRate), { latencyOf: host.latencyOf, hosted: { t1: [{ ...hosted }] } }),
  );
  fillRings(call, memory, allocator, [...plan.feeds.values()]);
  const ring = new ParameterRing(memory, host.run);
  for (let q = 3; q < QUANTA; q += 37) {
    ring.push(q, plan.stripTarget('t0', 'pan'), (q % 7) / 7);
    ring.push(q, plan.stripTarget('t2', 'faderDb'), -(q % 11));
    ring.push(q, plan.effectTarget('t1a', 3)!, q % 5);
    ring.push(q, plan.activeTarget('t3b')!, q % 2);
  }
  const out = new Float32Array(FRAMES * 2);
  const master = new Float64Array(memory.buffer, plan.master, chunk * QUANTUM * 2);
  for (let q = 0; q < QUANTA; q += chunk) {
    const count = Math.min(chunk, QUANTA - q);
    call.runPlan!(plan.pointer, q, count);
    out.set(master.subarray(0, count * QUANTUM * 2), q * QUANTUM * 2);
  }
  return new Uint8Array(out.buffer);
}

/** Two clips of noise that cross-fade, on every track. */
function fillRings(
  call: KernelExports,
  memory: WebAssembly.Memory,
  allocator: Allocator,
  feeds: number[],
): void {
  const clip = allocator.allocate(call.clip_bytes!());
  const length = (FRAMES / 4) * 3;
  const source = allocator.allocate(length * 8);
  const samples = new Float64Array(memory.buffer, source, length);
  let state = 1;
  feeds.forEach((feed, index) => {
    const words = new Int32Array(memory.buffer, feed, 16);
    const mask = (words[FeedWord.ringMask]! + 1) * QUANTUM - 1;
    for (const at of [0, FRAMES / 4]) {
      for (let i = 0; i < length; i++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        samples[i] = state / 2147483648;
      }
      call.clip_init!(clip, -1.5 * index, length, FRAMES / 8, FRAMES / 2, index % 3, (index + 1) % 3);
      call.clip_mix!(
        clip,
        source,
        1,
        words[FeedWord.channels]!,
        words[FeedWord.ringPointer]!,
        mask,
        at,
        length,
        0,
      );
    }
    Atomics.store(words, FeedWord.filledUntil, QUANTA);
  });
}
