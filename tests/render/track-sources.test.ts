import { afterEach, expect, test } from 'vitest';
import { soundEndSample } from '../../audio-engine/render/track-feed.ts';
import { addEffect } from './routes.ts';
import { noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

test.each([0, 1, 777, -300])(
  'a delay of %i samples moves a track against the others, exactly',
  async (delay) => {
    const samples = noiseSamples(1, 3000);
    session = new TestSession([{ id: 'a', samples, clip: { startSample: 1000 } }]);
    session.document.tracks.a!.delaySamples = delay;
    const { outputs, length } = await session.render();
    expect(length.lengthSamples).toBe(4000 + delay);
    const heard = outputs.get('master')!;
    const start = (1000 + delay) * 2;
    expect(heard.slice(0, start).every((value) => value === 0)).toBe(true);
    expect([...heard.slice(start)]).toEqual([...samples]);
  },
);

test('what a negative delay moves before the session’s start is not heard; the rest is in its place', async () => {
  const samples = noiseSamples(1, 3000);
  session = new TestSession([{ id: 'a', samples }]);
  session.document.tracks.a!.delaySamples = -500;
  const { outputs } = await session.render();
  expect([...outputs.get('master')!]).toEqual([...samples.slice(1000)]);
});

test('a frozen track plays its file in place of its clips, inserts, trim and polarity; its fader stays', async () => {
  const file = noiseSamples(2, 2000);
  session = new TestSession([
    {
      id: 'a',
      channels: 1,
      samples: noiseSamples(1, 3000, 1),
      strip: { inputTrimDb: 9, polarityInverted: true },
    },
    { id: 'b', samples: file, strip: { output: null } },
  ]);
  addEffect(session.document, 'a', 'compressor', { parameters: { thresholdDb: -60, lookAheadMs: 5 } });
  session.document.tracks.a!.frozen = { mediaId: 'b', startSample: 500 };
  session.document.tracks.a!.delaySamples = 20;
  const { outputs, length } = await session.render();
  expect(length.latencySamples).toBe(0);
  expect(soundEndSample(session.document)).toBe(2520);
  const heard = outputs.get('master')!;
  expect(heard.slice(0, 1040).every((value) => value === 0)).toBe(true);
  // Both sides, though the track is mono.
  expect([...heard.slice(1040, 1040 + 4000)]).toEqual([...file]);
});

test('a frozen track whose file is not known plays live', async () => {
  const samples = noiseSamples(1, 500);
  session = new TestSession([{ id: 'a', samples }]);
  session.document.tracks.a!.frozen = { mediaId: 'gone', startSample: 0 };
  expect([...(await session.render()).outputs.get('master')!]).toEqual([...samples]);
});
