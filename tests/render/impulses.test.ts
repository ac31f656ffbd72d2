import { afterEach, expect, test } from 'vitest';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { Impulses } from '../../audio-engine/render/impulses.ts';
import { FeedWord, PlanHost, QUANTUM } from '../../audio-engine/render/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { testDocument } from './rig.ts';
import { addEffect } from './routes.ts';
import { noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

function convolved(impulse: string | null): SessionDocument {
  const document = testDocument({ a: {} });
  addEffect(document, 'a', 'convolution', { impulse });
  return document;
}

test('a response is loaded before the plan, shared by what names it, and freed with the last plan', async () => {
  const { kernels, allocator } = loadKernels();
  const asked: string[] = [];
  const impulses = new Impulses({
    kernels,
    allocator,
    sampleRate: 48000,
    load: async (name) => {
      asked.push(name);
      return { samples: Float64Array.of(0, 0, 1, 0.5), channels: 1, lengthSamples: 4 };
    },
  });
  const host = new PlanHost(kernels, allocator, { sampleRate: 48000, impulses });
  const empty = allocator.used;
  const document = testDocument({ a: {}, b: {} });
  for (const id of ['a', 'b']) addEffect(document, id, 'convolution', { impulse: 'impulses/x.wav' });
  const describe = () => describePlan(document, { latencyOf: host.latencyOf });
  expect(impulses.missing(describe())).toEqual(['impulses/x.wav']);
  expect(await impulses.load(impulses.missing(describe()))).toEqual([]);
  expect(impulses.missing(describe())).toEqual([]);
  const first = host.install(describe());
  const second = host.install(describe());
  host.release(first);
  expect(impulses.missing(describe())).toEqual([]);
  const words = new Int32Array(kernels.memory.buffer, second.insert('a-convolution')! + 192, 8);
  const others = new Int32Array(kernels.memory.buffer, second.insert('b-convolution')! + 192, 8);
  expect(words[6]).toBe(impulses.find('impulses/x.wav')!.pointer);
  expect(others[6]).toBe(words[6]);

  const feed = new Int32Array(kernels.memory.buffer, second.feeds.get('a')!, 16);
  const ring = new Float64Array(kernels.memory.buffer, feed[FeedWord.ringPointer]!, QUANTUM * 2);
  ring[0] = 1;
  ring[1] = 1;
  for (const id of ['a', 'b'])
    Atomics.store(new Int32Array(kernels.memory.buffer, second.feeds.get(id)!, 16), FeedWord.filledUntil, 2);
  kernels.call.runPlan!(second.pointer, 0, 2);
  const out = new Float64Array(kernels.memory.buffer, second.outputs.get('a')!, QUANTUM * 4);
  expect(out.some((value) => Math.abs(value) > 0.01)).toBe(true);

  host.release(second);
  expect(impulses.missing(describe())).toEqual(['impulses/x.wav']);
  expect(allocator.used).toBe(empty);
  expect(asked).toEqual(['impulses/x.wav']);
});

test('what cannot be loaded is told once and not asked for again', async () => {
  const { kernels, allocator } = loadKernels();
  const load = () => Promise.reject(new Error('gone'));
  const impulses = new Impulses({ kernels, allocator, sampleRate: 48000, load });
  const description = describePlan(convolved('impulses/none.wav'), { latencyOf: () => 0 });
  expect(await impulses.load(impulses.missing(description))).toHaveLength(1);
  expect(impulses.missing(description)).toEqual([]);
});

test('an offline render has the room in it, or a sentence about the file that is not there', async () => {
  session = new TestSession([{ id: 'a', samples: noiseSamples(1, 4800) }]);
  const plain = await session.render();
  addEffect(session.document, 'a', 'convolution', { impulse: 'factory:drum-room' });
  const wet = await session.render();
  expect(wet.length.notices).toEqual([]);
  expect(wet.length.lengthSamples).toBeGreaterThan(plain.length.lengthSamples);
  addEffect(session.document, 'a', 'convolution', { impulse: 'impulses/missing.wav' });
  const { length } = await session.render();
  expect(length.notices).toEqual([expect.stringContaining('missing.wav')]);
});
