import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { TailCutter } from '../../audio-engine/render/offline-tail.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { renderWords } from '../../audio-engine/words/index.ts';
import { buildWorkers } from './build.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

/** Strips of different shapes and latencies, and a master that does something. */
function mixedSession(): TestSession {
  const eq = (id: string, gain: number) => effect('equaliser', id, { band3GainDb: gain, band5GainDb: -gain });
  const made = new TestSession([
    {
      id: 'a',
      samples: noiseSamples(1, 20000),
      effects: [eq('a1', 4), effect('compressor', 'a2', { thresholdDb: -30 })],
    },
    {
      id: 'b',
      samples: noiseSamples(2, 20000),
      effects: [eq('b1', -3), effect('compressor', 'b2', { lookAheadMs: 5 })],
    },
    {
      id: 'c',
      channels: 1,
      samples: noiseSamples(3, 15000, 1),
      strip: { pan: -0.4, panLaw: '-3', faderDb: -4 },
    },
    {
      id: 'd',
      samples: noiseSamples(4, 9000),
      strip: { faderDb: 2.5 },
      clip: { startSample: 4000, gainDb: -1 },
    },
    {
      id: 'e',
      channels: 1,
      samples: noiseSamples(5, 20000, 1),
      effects: [eq('e1', 2)],
      strip: { inputTrimDb: -3 },
    },
  ]);
  made.document.effects[MASTER_STRIP] = { m: effect('equaliser', 'm', { band2GainDb: 1.5 }) };
  return made;
}

function hash(samples: Float64Array): string {
  return createHash('sha256')
    .update(new Uint8Array(Float32Array.from(samples).buffer))
    .digest('hex');
}

test('the bits do not depend on how many quanta are rendered in one go', async () => {
  session = mixedSession();
  const hashes = new Set<string>();
  for (const chunkQuanta of [1, 2, 3, 16, 64, 257, 1024]) {
    const { outputs } = await session.render({ chunkQuanta });
    hashes.add(hash(outputs.get('master')!));
  }
  expect(hashes.size).toBe(1);
});

test('the bits do not depend on the number of threads', async () => {
  await buildWorkers();
  session = mixedSession();
  const one = await session.render();
  const two = await session.render({ workers: 2 });
  const three = await session.render({ workers: 3, chunkQuanta: 5 });
  const many = await session.render({ workers: 5, range: { startSample: 3333, endSample: 9999 } });
  const alone = await session.render({ range: { startSample: 3333, endSample: 9999 } });
  expect(hash(many.outputs.get('master')!)).toBe(hash(alone.outputs.get('master')!));
  expect(hash(two.outputs.get('master')!)).toBe(hash(one.outputs.get('master')!));
  expect(hash(three.outputs.get('master')!)).toBe(hash(one.outputs.get('master')!));
});

test('threads tell of missing files, each once', async () => {
  await buildWorkers();
  session = mixedSession();
  for (const id of ['a', 'd']) rmSync(join(session.folder, 'audio', `${id}.wav`));
  const { length } = await session.render({ workers: 2 });
  expect(length.notices.sort()).toEqual(['a.wav', 'd.wav'].map((name) => renderWords.fileMissing(name)));
});

test('stems have one length, line up with the master, and add up to what goes into it', async () => {
  session = mixedSession();
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const { outputs } = await session.render({ outputs: [...ids, 'mix', 'master'] });
  const mix = outputs.get('mix')!;
  const sum = new Float64Array(mix.length);
  for (const id of ids) {
    const stem = outputs.get(id)!;
    expect(stem.length).toBe(mix.length);
    for (let i = 0; i < sum.length; i++) sum[i]! += stem[i]!;
  }
  expect(sum).toEqual(mix);
  expect(outputs.get('master')!.length).toBe(mix.length);
});

test('a look-ahead is not heard as delay: the copy without it cancels', async () => {
  const samples = noiseSamples(7, 24000);
  // Over its threshold by nothing, so that only the delay is left of it.
  const idle = effect('compressor', 'x', { thresholdDb: 0, lookAheadMs: 7 });
  session = new TestSession([
    { id: 'a', samples, effects: [idle] },
    { id: 'b', samples, strip: { polarityInverted: true } },
  ]);
  const { outputs, length } = await session.render();
  expect(length.latencySamples).toBe(336);
  expect(outputs.get('master')!.every((value) => value === 0)).toBe(true);
});

test('a cancelled render says so and an unknown output is refused', async () => {
  session = mixedSession();
  const stop = new AbortController();
  const cancelled = session.render({ signal: stop.signal, onProgress: () => stop.abort() });
  await expect(cancelled).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  await expect(session.render({ outputs: ['nobody'] })).rejects.toMatchObject({
    failure: { code: 'unknown-output' },
  });
  const empty = session.render({ range: { startSample: 5, endSample: 5 } });
  await expect(empty).rejects.toMatchObject({ failure: { code: 'empty-range' } });
});

test('a render on threads ends wherever it is cancelled, with its threads reading ahead', async () => {
  await buildWorkers();
  session = mixedSession();
  for (const after of [1, 2, 3, 5, 8]) {
    const stop = new AbortController();
    let blocks = 0;
    const cancelled = session.render({
      workers: 3,
      chunkQuanta: 4,
      signal: stop.signal,
      onProgress: () => {
        if (++blocks === after) stop.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  }
});

/** Lengths of what a cutter lets through of a signal given in blocks. */
async function cut(signal: (frame: number) => number, length: number, tailRate: number): Promise<number> {
  let written = 0;
  const cutter = new TailCutter(1, 1000, length, tailRate, (blocks, frames) => {
    const heard = blocks[0]!.subarray(0, frames * 2);
    if (heard.some((value, i) => value !== signal(written + (i >> 1)))) throw new Error('not what was given');
    written += frames;
  });
  for (let at = 0; !cutter.done; at += 1000) {
    const block = Float64Array.from({ length: 2000 }, (_, i) => signal(at + (i >> 1)));
    await cutter.take([block], 1000);
  }
  expect(cutter.written).toBe(written);
  return written;
}

test('the tail ends at the last sample above -100 dBFS after half a second below it', async () => {
  const rate = 8000;
  const until = (end: number, level: number) => (frame: number) => (frame < end ? level : 0);
  expect(await cut(until(500, 1), 2000, rate)).toBe(2000);
  expect(await cut(until(5321, 1.001e-5), 2000, rate)).toBe(5321);
  expect(await cut(until(5321, 0.999e-5), 2000, rate)).toBe(2000);
  // A gap of just under half a second does not end it, a longer one does.
  const gap = (frames: number) => (frame: number) => (frame < 3000 || frame === 3000 + frames ? 0.1 : 0);
  expect(await cut(gap(3999), 2000, rate)).toBe(7000);
  expect(await cut(gap(4001), 2000, rate)).toBe(3000);
  expect(await cut(() => 1, 2000, rate)).toBe(2000 + 30 * rate);
  expect(await cut(() => 1, 2345, 0)).toBe(2345);
  expect(await cut(() => 0, 0, rate)).toBe(0);
});
