/** Automation has the same bits live and offline, at every block length, chunk and number of threads. */
import { createHash } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { Header } from '../../audio-engine/protocol/index.ts';
import {
  ControlBlock,
  ControlDouble,
  ControlWord,
  Order,
  PlanSlot,
} from '../../audio-engine/render/control-block.ts';
import {
  describeFeeds,
  FILL_SCRATCH_BYTES,
  PlanHost,
  RunMap,
  TrackFiller,
} from '../../audio-engine/render/index.ts';
import { LIVE_QUANTA, LiveAudio } from '../../audio-engine/render/live-audio.ts';
import { type AutomationPoint, createStrip, valueAmong } from '../../audio-engine/session/index.ts';
import { buildWorkers } from './build.ts';
import { firstSound, TestEngine } from './engine-harness.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;
let session: TestSession;
afterEach(() => session.remove());

const point = (sample: number, value: number, bend = 0): AutomationPoint => ({ sample, value, bend });
const lane = (id: string, ...points: AutomationPoint[]) => ({
  [id]: { id, mode: 'read' as const, held: false, pages: { p0: { id: 'p0', points } } },
});

/** Every kind of lane, on strips of different latencies that meet in a return and the master. */
function automated(): TestSession {
  const made = new TestSession([
    { id: 'a', samples: noiseSamples(1, 30_000), effects: [effect('compressor', 'c', { lookAheadMs: 3 })] },
    { id: 'b', channels: 1, samples: noiseSamples(2, 30_000, 1), strip: { panLaw: '-3' } },
    { id: 'd', samples: noiseSamples(3, 30_000), effects: [effect('equaliser', 'e', { band3GainDb: 4 })] },
  ]);
  const { document } = made;
  document.buses.fx = {
    id: 'fx',
    name: 'FX',
    kind: 'return',
    color: 'clay',
    channels: 2,
    order: 'V',
    folderId: null,
  };
  document.strips.fx = createStrip('fx');
  document.effects.fx = {};
  document.sends.a = {
    s: { id: 's', toStripId: 'fx', order: 'V', point: 'pre', levelDb: -6, pan: 0, muted: false },
  };
  document.automation.a = {
    ...lane('faderDb', point(1001, -6), point(9001, 3, 0.6), point(9001, -20), point(25_003, 0, -0.8)),
    ...lane('send:s:levelDb', point(0, -60), point(20_000, 0)),
    ...lane('effect:c:thresholdDb', point(0, 0), point(15_000, -40)),
    ...lane('mute', point(0, 0), point(27_777, 1)),
  };
  document.automation.b = {
    ...lane('pan', point(0, -1), point(29_000, 1)),
    ...lane('inputTrimDb', point(7, 0), point(77, 6)),
  };
  document.automation.d = {
    ...lane('width', point(0, 0), point(22_222, 2)),
    ...lane('effect:e:bypassed', point(0, 0), point(12_345, 1)),
  };
  document.automation.master = lane('faderDb', point(0, 0), point(30_000, -12));
  // The song's own fades follow the timeline as lanes do.
  document.master.song.fadeIn = { lengthSamples: 6_001, shape: 'equal-power' };
  document.master.song.fadeOut = { lengthSamples: 9_999, shape: 's-curve' };
  return made;
}

const hash = (samples: Float64Array) =>
  createHash('sha256')
    .update(new Uint8Array(Float32Array.from(samples).buffer))
    .digest('hex');

it('has the same bits at every chunk, on several threads, and makes a difference', async () => {
  await buildWorkers();
  session = automated();
  const hashes = new Set<string>();
  for (const options of [
    { chunkQuanta: 1 },
    { chunkQuanta: 7 },
    {},
    { workers: 3 },
    { workers: 2, chunkQuanta: 5 },
  ])
    hashes.add(hash((await session.render(options)).outputs.get('master')!));
  expect(hashes.size).toBe(1);
  session.document.automation = {};
  hashes.add(hash((await session.render()).outputs.get('master')!));
  expect(hashes.size).toBe(2);
});

it.each([
  [0, 64],
  [0, 100],
  [0, 480],
  [9_999, 1024],
])('from sample %d equals the offline render in live blocks of %d', async (startSample, frames) => {
  session = automated();
  const length = 20_000;
  const range = { startSample, endSample: startSample + length };
  const expected = Float32Array.from((await session.render({ range })).outputs.get('master')!);
  const { kernels, allocator } = loadKernels();
  const control = new ControlBlock();
  const host = new PlanHost(kernels, allocator, {
    sampleRate: RATE,
    capacityQuanta: LIVE_QUANTA,
    ringQuanta: 1024,
  });
  const plan = host.install(describePlan(session.document, { latencyOf: host.latencyOf }));
  const map = RunMap.from(startSample);
  const filler = new TrackFiller(kernels, allocator.allocate(FILL_SCRATCH_BYTES));
  for (const track of describeFeeds(session.document, session.folder, plan.feeds))
    filler.fill(track, map, 0, 1024);
  filler.close();
  control.set(ControlWord.filledUntil, 1024);
  const live = new LiveAudio(kernels, control, { onTaken() {} });
  const slot = control.plan(1);
  slot[PlanSlot.pointer] = plan.pointer;
  slot[PlanSlot.run] = host.run;
  slot[PlanSlot.master] = plan.master;
  slot[PlanSlot.latency] = plan.latencySamples;
  control.set(ControlWord.planEpoch, 1);
  live.fill(new Float32Array(frames * 2), RATE, frames);
  host.follow(map);
  host.reset(plan);
  control.doubles[ControlDouble.fadeIn] = 0;
  control.order(Order.play);
  const got = new Float32Array(Math.ceil(length / frames) * frames * 2);
  for (let at = 0; at < got.length; at += frames * 2)
    live.fill(got.subarray(at, at + frames * 2), RATE, frames);
  expect(expected.findIndex((value, i) => value !== got[i])).toBe(-1);
});

it('in the engine itself follows a loop round and round, to the sample', async () => {
  session = new TestSession([{ id: 'a', samples: new Float64Array(100_000).fill(0.5) }]);
  session.document.loop = { startSample: 10_007, endSample: 20_031, enabled: true };
  const ramp = [point(3001, 0), point(20_031, -24, 0.4)];
  session.document.automation.a = lane('faderDb', ...ramp);
  const engine = new TestEngine();
  try {
    await engine.load(session.document, session.folder, { blockFrames: 256 });
    const finish = engine.capture();
    engine.post({ type: 'play', fromSample: 0 });
    for (let round = 0; round < 2; round++) {
      await engine.reaches(17_000);
      await engine.frameWhere((frame) => frame.header[Header.positionSample]! < 13_000);
    }
    const samples = await finish();
    const played = samples.subarray(firstSound(samples) * 2);
    const map = RunMap.from(0, session.document.loop);
    let farthest = 0;
    expect(played.length / 2).toBeGreaterThan(28_000);
    for (let i = 0; i < 28_000; i++) {
      const gain = 10 ** (valueAmong(ramp, map.at(i)!)! / 20);
      farthest = Math.max(farthest, Math.abs(played[i * 2]! - 0.5 * gain));
    }
    expect(farthest).toBeLessThan(1e-7);
  } finally {
    await engine.end();
  }
});
