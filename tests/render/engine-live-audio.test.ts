/** The audio thread's work without threads and clocks: blocks counted by hand, so every figure is exact. */
import { afterEach, describe, expect, it } from 'vitest';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import {
  ControlBlock,
  ControlDouble,
  ControlWord,
  Order,
  PlanSlot,
  RunState,
} from '../../audio-engine/render/control-block.ts';
import {
  describeFeeds,
  FILL_SCRATCH_BYTES,
  type InstalledPlan,
  NOW,
  ParameterRing,
  PlanHost,
  QUANTUM,
  RunMap,
  TrackFiller,
} from '../../audio-engine/render/index.ts';
import { LIVE_QUANTA, LiveAudio } from '../../audio-engine/render/live-audio.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;

class Bench {
  readonly control = new ControlBlock();
  readonly live: LiveAudio;
  readonly plan: InstalledPlan;
  readonly ring: ParameterRing;
  readonly #host: PlanHost;

  constructor(session: TestSession, seconds = 2, startSample = 0) {
    const { kernels, allocator } = loadKernels();
    const ringQuanta = 2 ** Math.ceil(Math.log2((seconds * RATE) / QUANTUM));
    this.#host = new PlanHost(kernels, allocator, {
      sampleRate: RATE,
      capacityQuanta: LIVE_QUANTA,
      ringQuanta,
    });
    this.plan = this.#host.install(describePlan(session.document, { latencyOf: this.#host.latencyOf }));
    this.ring = new ParameterRing(kernels.memory, this.#host.run);
    const filler = new TrackFiller(kernels, allocator.allocate(FILL_SCRATCH_BYTES));
    for (const track of describeFeeds(session.document, session.folder, this.plan.feeds))
      filler.fill(track, RunMap.from(startSample), 0, ringQuanta);
    filler.close();
    this.control.set(ControlWord.filledUntil, ringQuanta);
    this.live = new LiveAudio(kernels, this.control, { onTaken() {} });
    const slot = this.control.plan(1);
    slot[PlanSlot.pointer] = this.plan.pointer;
    slot[PlanSlot.run] = this.#host.run;
    slot[PlanSlot.master] = this.plan.master;
    slot[PlanSlot.latency] = this.plan.latencySamples;
    this.control.set(ControlWord.planEpoch, 1);
  }

  play(fadeIn = false): void {
    this.#host.reset(this.plan);
    this.control.doubles[ControlDouble.fadeIn] = fadeIn ? 1 : 0;
    this.control.order(Order.play);
  }

  /** `blocks` blocks as one array. */
  blocks(blocks: number, frames: number): Float32Array {
    const all = new Float32Array(blocks * frames * 2);
    for (let b = 0; b < blocks; b++)
      this.live.fill(all.subarray(b * frames * 2, (b + 1) * frames * 2), RATE, frames);
    return all;
  }
}

let session: TestSession;
afterEach(() => session.remove());

const step = (samples: Float32Array): number => {
  let largest = 0;
  for (let i = 2; i < samples.length; i++)
    largest = Math.max(largest, Math.abs(samples[i]! - samples[i - 2]!));
  return largest;
};

const sine = (frames: number, hertz = 200, peak = 0.5): Float64Array =>
  Float64Array.from(
    { length: frames * 2 },
    (_, i) => peak * Math.cos((2 * Math.PI * hertz * (i >> 1)) / RATE),
  );
/** Between two samples of that sine, and of a fade over 64 frames. */
const SMOOTH = (2 * Math.PI * 200 * 0.5) / RATE + 0.5 / 64 + 0.001;

describe('the audio thread', () => {
  it('gives the offline render for every block length, latency dropped at the head', async () => {
    session = new TestSession([
      { id: 'a', samples: noiseSamples(1, 20_000), effects: [effect('compressor', 'c', { lookAheadMs: 3 })] },
      { id: 'b', samples: noiseSamples(2, 20_000) },
    ]);
    const { outputs } = await session.render();
    const expected = Float32Array.from(outputs.get('master')!);
    for (const frames of [64, 100, 256, 480, 1024]) {
      const bench = new Bench(session);
      expect(bench.blocks(2, frames).every((x) => x === 0)).toBe(true);
      bench.play();
      const got = bench.blocks(Math.ceil(expected.length / 2 / frames), frames);
      expect(expected.findIndex((x, i) => x !== got[i])).toBe(-1);
    }
    expect(new Bench(session).plan.latencySamples).toBeGreaterThan(0);
  });

  it('equals an offline range from the middle, but for the fade of the first 64 frames', async () => {
    session = new TestSession([
      {
        id: 'a',
        samples: noiseSamples(7, 40_000),
        effects: [effect('equaliser', 'e'), effect('compressor', 'c')],
      },
    ]);
    const { outputs } = await session.render({ range: { startSample: 9_999, endSample: 29_999 } });
    const expected = Float32Array.from(outputs.get('master')!);
    const bench = new Bench(session, 2, 9_999);
    bench.play(true);
    const got = bench.blocks(100, 200);
    expect(expected.findIndex((x, i) => i >= 128 && x !== got[i])).toBe(-1);
    expect(Math.abs(got[2]!)).toBeLessThan(Math.abs(expected[2]!));
  });

  it('lets a control be heard in the very next block', () => {
    session = new TestSession([{ id: 'a', samples: noiseSamples(3, 60_000) }]);
    for (const frames of [64, 256, 1024]) {
      const still = new Bench(session);
      const moved = new Bench(session);
      for (const bench of [still, moved]) {
        bench.play();
        bench.blocks(8, frames);
      }
      moved.ring.push(NOW, moved.plan.stripTarget('a', 'faderDb'), -20);
      const before = still.blocks(1, frames);
      const after = moved.blocks(1, frames);
      const first = after.findIndex((x, i) => x !== before[i]);
      expect(first).toBeGreaterThanOrEqual(0);
      // Within the first quantum of that block: far below the two blocks that are promised.
      expect(first >> 1).toBeLessThan(QUANTUM);
    }
  });

  it('starts in the middle, stops and parks without a click', () => {
    session = new TestSession([{ id: 'a', samples: sine(80_000) }]);
    const bench = new Bench(session);
    bench.play(true);
    const started = bench.blocks(20, 256);
    bench.control.order(Order.stop);
    const stopped = bench.blocks(4, 256);
    expect(step(Float32Array.of(0, 0, ...started, ...stopped))).toBeLessThan(SMOOTH);
    expect(stopped.slice(-512).every((x) => x === 0)).toBe(true);
    bench.control.order(Order.park);
    bench.blocks(1, 256);
    expect(bench.control.get(ControlWord.state)).toBe(RunState.parked);
    bench.play(true);
    const again = bench.blocks(20, 256);
    bench.control.order(Order.park);
    const parked = bench.blocks(2, 256);
    expect(step(Float32Array.of(0, 0, ...again, ...parked))).toBeLessThan(SMOOTH);
    expect(parked.slice(-256).every((x) => x === 0)).toBe(true);
    expect(bench.control.get(ControlWord.orderDone)).toBe(bench.control.get(ControlWord.orderCount));
  });

  it('waits for the disk instead of skipping music', async () => {
    session = new TestSession([{ id: 'a', samples: noiseSamples(5, 40_000) }]);
    const bench = new Bench(session);
    bench.control.set(ControlWord.filledUntil, 32);
    bench.play();
    const first = bench.blocks(10, 256);
    expect(first.slice(0, 32 * QUANTUM * 2).some((x) => x !== 0)).toBe(true);
    expect(first.slice(32 * QUANTUM * 2).every((x) => x === 0)).toBe(true);
    expect(bench.control.get(ControlWord.starved)).toBeGreaterThan(0);
    const held = bench.control.markAt(1e9);
    expect(held).toMatchObject({ sourceSample: 32 * QUANTUM, playing: false });
    bench.control.set(ControlWord.filledUntil, 512);
    const then = bench.blocks(4, 256);
    const { outputs } = await session.render();
    const expected = Float32Array.from(outputs.get('master')!).subarray(32 * QUANTUM * 2);
    expect(then.findIndex((x, i) => x !== expected[i])).toBe(-1);
  });

  it('leaves next to nothing for the garbage collector', () => {
    session = new TestSession([
      {
        id: 'a',
        samples: noiseSamples(6, 90_000),
        effects: [effect('equaliser', 'e'), effect('compressor', 'c')],
      },
    ]);
    const bench = new Bench(session, 16);
    bench.play();
    const block = new Float32Array(2048);
    const run = (blocks: number): number => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < blocks; i++) bench.live.fill(block, RATE, 1024);
      return (process.memoryUsage().heapUsed - before) / blocks;
    };
    // The first ones compile. Readings of the clock are boxed numbers; anything for each frame or quantum
    // would come to more than this.
    run(100);
    expect(Math.min(run(150), run(150), run(150))).toBeLessThan(1024);
  });
});
