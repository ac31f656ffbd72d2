/** The control room: neutral it is not there, and every switch does what it says without a click. */
import { afterEach, describe, expect, it } from 'vitest';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { type Monitor, NEUTRAL_MONITOR } from '../../audio-engine/protocol/index.ts';
import { ControlBlock, ControlWord, Order, PlanSlot } from '../../audio-engine/render/control-block.ts';
import { ControlRoom } from '../../audio-engine/render/control-room.ts';
import {
  describeFeeds,
  FILL_SCRATCH_BYTES,
  PlanHost,
  QUANTUM,
  RunMap,
  TrackFiller,
} from '../../audio-engine/render/index.ts';
import { LIVE_QUANTA, LiveAudio } from '../../audio-engine/render/live-audio.ts';
import { noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;
const BLOCK = 512;

/** A kernel over arrays: `mix` and `listen` in, what the speakers get out. */
class Speakers {
  readonly #kernels;
  readonly #room: ControlRoom;
  readonly #block: number;
  readonly #at: number[];
  readonly heard: number[] = [];

  constructor() {
    const { kernels, allocator } = loadKernels();
    this.#kernels = kernels;
    this.#block = allocator.allocate(kernels.call.monitor_bytes!());
    this.#room = new ControlRoom(kernels, this.#block);
    this.#room.begin(RATE);
    this.#at = [0, 1, 2].map(() => allocator.allocate(QUANTUM * 16));
  }

  set(change: Partial<Monitor>, listening: string[] = []): void {
    this.#room.set({ settings: { ...NEUTRAL_MONITOR, ...change }, listening });
  }

  /** Quanta of `mix` from one frame to another. */
  run(mix: Float64Array, from: number, to: number, listen?: Float64Array): void {
    const views = this.#at.map((at) => new Float64Array(this.#kernels.memory.buffer, at, QUANTUM * 2));
    const [inMix, inListen, out] = views as [Float64Array, Float64Array, Float64Array];
    const [mixAt, listenAt, outAt] = this.#at as [number, number, number];
    for (let frame = from; frame < to; frame += QUANTUM) {
      inMix.set(mix.subarray(frame * 2, (frame + QUANTUM) * 2));
      if (listen) inListen.set(listen.subarray(frame * 2, (frame + QUANTUM) * 2));
      this.#kernels.call.monitor_process!(this.#block, mixAt, listen ? listenAt : 0, outAt, 1);
      this.heard.push(...out);
    }
  }
}

const source = noiseSamples(11, 6400);
/** What comes out long after a change, as [left, right] of frame 3200. */
function settled(change: Partial<Monitor>, listening: string[] = [], listen?: Float64Array): number[] {
  const speakers = new Speakers();
  speakers.set(change, listening);
  speakers.run(source, 0, 3264, listen);
  return speakers.heard.slice(6400, 6402);
}
const [L, R] = source.subarray(6400, 6402) as unknown as [number, number];
const dB = (db: number): number => 10 ** (db / 20);

describe('the control room', () => {
  it('passes the mix to the bit while it is neutral, also after it was not', () => {
    const speakers = new Speakers();
    speakers.run(source, 0, 1280);
    speakers.set({ mono: true, dim: true });
    speakers.run(source, 1280, 2560);
    speakers.set({});
    speakers.run(source, 2560, 6400);
    const { heard } = speakers;
    expect(heard.slice(0, 2560)).toEqual([...source.subarray(0, 2560)]);
    // 10 ms later.
    expect(heard.slice(2 * 3072)).toEqual([...source.subarray(2 * 3072)]);
    expect(heard.slice(2 * 2000, 2 * 2010)).not.toEqual([...source.subarray(2 * 2000, 2 * 2010)]);
  });

  it('does what each switch says', () => {
    const near = (pair: number[], left: number, right: number): void => {
      expect(pair[0]).toBeCloseTo(left, 12);
      expect(pair[1]).toBeCloseTo(right, 12);
    };
    near(settled({ mono: true }), (L + R) / 2, (L + R) / 2);
    near(settled({ swap: true }), R, L);
    near(settled({ solo: 'left' }), L, 0);
    near(settled({ solo: 'right' }), 0, R);
    near(settled({ solo: 'side' }), (L - R) / 2, (L - R) / 2);
    near(settled({ solo: 'left', swap: true }), R, 0);
    near(settled({ solo: 'left', mono: true }), L / 2, L / 2);
    near(settled({ mute: true }), 0, 0);
    near(settled({ levelDb: -12 }), L * dB(-12), R * dB(-12));
    near(settled({ levelDb: -12, dim: true, dimDb: -15 }), L * dB(-27), R * dB(-27));
    near(settled({ levelDb: -144 }), 0, 0);
  });

  it('hears what is listened to instead of the mix, or over it, and only where a plan has it', () => {
    const other = noiseSamples(12, 6400);
    const [l, r] = other.subarray(6400, 6402) as unknown as [number, number];
    const instead = settled({ listenDb: -6 }, ['a'], other);
    expect(instead[0]).toBeCloseTo(l * dB(-6), 12);
    expect(instead[1]).toBeCloseTo(r * dB(-6), 12);
    const over = settled({ listenMixDb: -20 }, ['a'], other);
    expect(over[0]).toBeCloseTo(L * dB(-20) + l, 12);
    expect(settled({}, ['a'])).toEqual([L, R]);
    expect(settled({}, [], other)).toEqual([L, R]);
  });

  it('changes without a click', () => {
    const sine = Float64Array.from(
      { length: 12_800 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 100 * (i >> 1)) / RATE + (i & 1)),
    );
    const speakers = new Speakers();
    const changes: Partial<Monitor>[] = [
      {},
      { mute: true },
      { swap: true },
      { mono: true, dim: true },
      { solo: 'side' },
    ];
    for (const [i, change] of changes.entries()) {
      speakers.set(change, i === 4 ? ['a'] : []);
      speakers.run(sine, i * 1280, (i + 1) * 1280, sine);
    }
    let step = 0;
    for (let i = 2; i < speakers.heard.length; i++)
      step = Math.max(step, Math.abs(speakers.heard[i]! - speakers.heard[i - 2]!));
    // The sine's own slope, and 10 ms for all of it.
    expect(step).toBeLessThan((2 * Math.PI * 100 * 0.5) / RATE + 1.2 / 480);
  });
});

let session: TestSession | undefined;
afterEach(() => session?.remove());

describe('the outputs of a device', () => {
  /** Blocks of `channels` outputs with a control room in front, as the audio thread hands them over. */
  function played(monitor: Partial<Monitor>, channels: number, blocks: number): Float32Array {
    const { kernels, allocator } = loadKernels();
    const host = new PlanHost(kernels, allocator, {
      sampleRate: RATE,
      capacityQuanta: LIVE_QUANTA,
      ringQuanta: 1024,
    });
    const plan = host.install(describePlan(session!.document, { latencyOf: host.latencyOf }));
    const filler = new TrackFiller(kernels, allocator.allocate(FILL_SCRATCH_BYTES));
    for (const track of describeFeeds(session!.document, session!.folder, plan.feeds))
      filler.fill(track, RunMap.from(0), 0, 1024);
    filler.close();
    const block = allocator.allocate(kernels.call.monitor_bytes!());
    const output = allocator.allocate(LIVE_QUANTA * QUANTUM * 16);
    const room = new ControlRoom(kernels, block);
    room.begin(RATE);
    room.set({ settings: { ...NEUTRAL_MONITOR, ...monitor }, listening: [] });
    const control = new ControlBlock();
    const live = new LiveAudio(kernels, control, { onTaken() {} }, { block, output });
    control.set(ControlWord.filledUntil, 1024);
    const slot = control.plan(1);
    slot[PlanSlot.pointer] = plan.pointer;
    slot[PlanSlot.run] = host.run;
    slot[PlanSlot.master] = plan.master;
    slot[PlanSlot.latency] = plan.latencySamples;
    slot[PlanSlot.firstPair + 1] = plan.outputs.get('hardware:2') ?? 0;
    control.set(ControlWord.planEpoch, 1);
    host.reset(plan);
    control.order(Order.play);
    const all = new Float32Array(blocks * BLOCK * channels);
    for (let b = 0; b < blocks; b++)
      live.fill(all.subarray(b * BLOCK * channels, (b + 1) * BLOCK * channels), RATE, BLOCK, channels);
    return all;
  }
  const channel = (all: Float32Array, channels: number, n: number): number[] =>
    [...all].filter((_, i) => i % channels === n);

  it('get the offline render on the first pair to the bit, with a neutral control room', async () => {
    session = new TestSession([{ id: 'a', samples: noiseSamples(1, 10_240) }]);
    const { outputs } = await session.render();
    const expected = Float32Array.from(outputs.get('master')!);
    const got = played({}, 2, 20);
    expect(got.findIndex((x, i) => x !== expected[i])).toBe(-1);
  });

  it('an export is the same whatever the control room does', async () => {
    session = new TestSession([{ id: 'a', samples: noiseSamples(2, 10_240) }]);
    const before = (await session.render()).outputs.get('master')!;
    const got = played({ mono: true, mute: true, levelDb: -40 }, 2, 20);
    expect(got.every((x) => x === 0)).toBe(true);
    const after = (await session.render()).outputs.get('master')!;
    expect(after.findIndex((x, i) => x !== before[i])).toBe(-1);
  });

  it('give a strip that goes to the second pair there, apart from the master and its control room', () => {
    session = new TestSession([
      { id: 'a', samples: noiseSamples(3, 10_240) },
      { id: 'b', samples: noiseSamples(4, 10_240), strip: { output: 'hardware:2' } },
    ]);
    const a = Float32Array.from(noiseSamples(3, 10_240));
    const b = Float32Array.from(noiseSamples(4, 10_240));
    const got = played({ mute: true }, 6, 10);
    const heard = played({}, 6, 10);
    const side = (samples: Float32Array, n: number): number[] =>
      [...samples.subarray(0, 10_240)].filter((_, i) => i % 2 === n);
    expect(channel(got, 6, 0).every((x) => x === 0)).toBe(true);
    expect(channel(heard, 6, 0)).toEqual(side(a, 0));
    expect(channel(heard, 6, 1)).toEqual(side(a, 1));
    for (const all of [got, heard]) {
      expect(channel(all, 6, 2)).toEqual(side(b, 0));
      expect(channel(all, 6, 3)).toEqual(side(b, 1));
      expect(channel(all, 6, 4).some((x) => x !== 0)).toBe(false);
    }
    // A device with one pair plays that pair.
    expect(channel(played({}, 2, 10), 2, 0)).toEqual(side(a, 0));
  });
});
