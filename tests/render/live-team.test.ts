/** Blocks that the audio thread renders with the help of DSP threads are those it renders alone, and the offline render. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { entryPath } from '../../audio-engine/entries.ts';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { ControlBlock, ControlWord, Order, PlanSlot } from '../../audio-engine/render/control-block.ts';
import {
  describeFeeds,
  FILL_SCRATCH_BYTES,
  PlanHost,
  RunMap,
  TrackFiller,
} from '../../audio-engine/render/index.ts';
import { LIVE_QUANTA, LiveAudio } from '../../audio-engine/render/live-audio.ts';
import { createTeam, type ShareData, TEAM_LOOKS } from '../../audio-engine/render/parallel.ts';
import { PlanRunner } from '../../audio-engine/render/plan-runner.ts';
import { applyCommand } from '../../audio-engine/session/index.ts';
import { buildWorkers } from './build.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;
const FRAMES = 24_576;
const RING_QUANTA = 512;

beforeAll(buildWorkers);

let session: TestSession;
let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
  session.remove();
});

/** The audio thread with `shares - 1` helpers; what it hands over in blocks of `blockFrames`. */
async function live(shares: number, blockFrames: number): Promise<Float32Array> {
  const { kernels, allocator } = loadKernels();
  const { call, module, memory } = kernels;
  const host = new PlanHost(kernels, allocator, {
    sampleRate: RATE,
    capacityQuanta: LIVE_QUANTA,
    ringQuanta: RING_QUANTA,
    shares,
  });
  const plan = host.install(describePlan(session.document, { latencyOf: host.latencyOf }));
  const filler = new TrackFiller(kernels, allocator.allocate(FILL_SCRATCH_BYTES));
  for (const track of describeFeeds(session.document, session.folder, plan.feeds))
    filler.fill(track, RunMap.from(0), 0, RING_QUANTA);
  filler.close();
  let team = 0;
  if (shares > 1) {
    team = createTeam(kernels, allocator, shares, TEAM_LOOKS);
    const workers = Array.from({ length: shares - 1 }, (_, index) => {
      const workerData: ShareData = { module, memory, team, share: index + 1, filling: null };
      return new Worker(entryPath('engine/dsp-worker.js'), { workerData });
    });
    const gone = workers.map((worker) => once(worker, 'exit'));
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    ends.push(() => {
      call.team_leave!(team);
      return Promise.all(gone);
    });
  }
  const runner = new PlanRunner(kernels, team, shares);
  const control = new ControlBlock();
  control.set(ControlWord.filledUntil, RING_QUANTA);
  const audio = new LiveAudio(kernels, control, { onTaken() {} }, undefined, runner);
  const slot = control.plan(1);
  slot[PlanSlot.pointer] = plan.pointer;
  slot[PlanSlot.run] = host.run;
  slot[PlanSlot.master] = plan.master;
  slot[PlanSlot.latency] = plan.latencySamples;
  control.set(ControlWord.planEpoch, 1);
  host.reset(plan);
  control.order(Order.play);
  const heard = new Float32Array(FRAMES * 2);
  for (let at = 0; at < FRAMES; at += blockFrames) {
    // As if every block so far had taken all the time there is.
    for (let n = 0; n < 100; n++) runner.took(1);
    expect(runner.isHelped).toBe(shares > 1);
    audio.fill(heard.subarray(at * 2, Math.min(FRAMES, at + blockFrames) * 2), RATE, blockFrames);
  }
  return heard;
}

it.each([
  [1, 256],
  [2, 256],
  [3, 256],
  [3, 100],
])(
  'with %i threads and blocks of %i frames it is the offline render to the bit',
  async (shares, blockFrames) => {
    session = new TestSession(
      Array.from({ length: 7 }, (_, i) => ({
        id: `t${i}`,
        samples: noiseSamples(i + 1, FRAMES, 2, 0.1),
        effects: [
          effect('equaliser', `e${i}`, { band3GainDb: i }),
          effect('compressor', `c${i}`, { thresholdDb: -30, lookAheadMs: i % 3 }),
        ],
      })),
    );
    let { document } = session;
    const add = (id: string): void => {
      const bus = { id, name: id, kind: 'bus', color: 'clay', channels: 2, order: id, folderId: null };
      document = applyCommand(document, { id: 'bus.add', payload: { bus } }).document;
    };
    add('drums');
    add('room');
    for (const id of ['t0', 't1', 't2'])
      document = applyCommand(document, {
        id: 'strip.set',
        payload: { stripId: id, output: 'drums' },
      }).document;
    for (const id of ['t4', 'drums']) {
      const send = {
        id: `s-${id}`,
        toStripId: 'room',
        order: 'a',
        point: 'post',
        levelDb: -8,
        pan: 0.2,
        muted: false,
      };
      document = applyCommand(document, { id: 'send.add', payload: { stripId: id, send } }).document;
    }
    Object.assign(session.document, document);
    const { outputs } = await session.render();
    const expected = Float32Array.from(outputs.get('master')!);
    const heard = await live(shares, blockFrames);
    expect(heard.some((x) => x !== 0)).toBe(true);
    expect(heard.findIndex((x, i) => x !== expected[i])).toBe(-1);
  },
);
