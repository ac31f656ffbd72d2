import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { FadeShape } from '../../audio-engine/session/index.ts';
import { noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

/** What one clip of ones sounds like, left side. */
async function heardOfOnes(
  clip: ConstructorParameters<typeof TestSession>[0][number]['clip'],
): Promise<Float64Array> {
  session = new TestSession([{ id: 'a', samples: new Float64Array(2000).fill(1), clip }]);
  const { outputs } = await session.render();
  return outputs.get('master')!.filter((_, i) => i % 2 === 0);
}

describe('fades', () => {
  const forms: [FadeShape, (t: number) => number][] = [
    ['linear', (t) => t],
    ['equal-power', (t) => Math.sin((t * Math.PI) / 2)],
    ['s-curve', (t) => (1 - Math.cos(t * Math.PI)) / 2],
  ];
  test.each(forms)('%s follows its form in and out', async (shape, form) => {
    const fadeIn = { lengthSamples: 300, shape };
    const fadeOut = { lengthSamples: 200, shape };
    const heard = await heardOfOnes({ fadeIn, fadeOut });
    for (const i of [0, 1, 150, 299]) expect(heard[i]).toBeCloseTo(form(i / 300), 14);
    expect(heard[300]).toBe(1);
    expect(heard[799]).toBe(1);
    for (const i of [800, 801, 900, 999]) expect(heard[i]).toBeCloseTo(form((1000 - i) / 200), 14);
  });

  test('two clips that overlap by linear fades add up to one', async () => {
    session = new TestSession([
      { id: 'a', samples: new Float64Array(4000).fill(1), clip: { lengthSamples: 1000 } },
    ]);
    const clips = session.document.clips.a!;
    const first = clips['a-clip']!;
    first.fadeOut = { lengthSamples: 256, shape: 'linear' };
    clips.b = {
      ...first,
      id: 'b',
      startSample: 744,
      fadeIn: first.fadeOut,
      fadeOut: { lengthSamples: 0, shape: 'linear' },
    };
    const { outputs } = await session.render();
    for (const value of outputs.get('master')!) expect(value).toBeCloseTo(1, 14);
  });
});

test('clip gain, offset and place are exact to the sample', async () => {
  const samples = noiseSamples(3, 5000);
  session = new TestSession([
    { id: 'a', samples, clip: { startSample: 333, offsetSamples: 1000, lengthSamples: 3001, gainDb: -6 } },
  ]);
  const { outputs, length } = await session.render();
  const gain = 10 ** (-6 / 20);
  const heard = outputs.get('master')!;
  expect(length.lengthSamples).toBe(3334);
  expect(heard.slice(0, 666).every((value) => value === 0)).toBe(true);
  for (let i = 0; i < 6002; i++) expect(heard[666 + i]).toBeCloseTo(samples[2000 + i]! * gain, 14);
});

test('a muted clip is not heard', async () => {
  expect((await heardOfOnes({ muted: true })).every((value) => value === 0)).toBe(true);
});

test('a stereo file on a mono track is the mean of its sides', async () => {
  session = new TestSession([{ id: 'a', samples: Float64Array.of(1, 0.5, 0.25, 0.75, 0, -1) }]);
  session.document.tracks.a!.channels = 1;
  const { outputs } = await session.render();
  expect([...outputs.get('master')!]).toEqual([0.75, 0.75, 0.5, 0.5, -0.5, -0.5]);
});

test('a missing file is silence and a sentence; a short one is silence from its end on', async () => {
  session = new TestSession([
    { id: 'a', samples: noiseSamples(1, 100), clip: { lengthSamples: 400 } },
    { id: 'b', samples: noiseSamples(2, 400) },
  ]);
  rmSync(join(session.folder, 'audio', 'b.wav'));
  const { outputs, length } = await session.render();
  expect(length.lengthSamples).toBe(400);
  expect(length.notices).toEqual([expect.stringContaining('a.wav'), expect.stringContaining('b.wav')]);
  const heard = outputs.get('master')!;
  expect([...heard.slice(0, 200)]).toEqual([...noiseSamples(1, 100)]);
  expect(heard.slice(200).every((value) => value === 0)).toBe(true);
});

test('a range is exact wherever it starts, and beyond the files it is silence', async () => {
  const samples = noiseSamples(9, 3000);
  session = new TestSession([{ id: 'a', samples }]);
  const { outputs } = await session.render({ range: { startSample: 1234, endSample: 3500 } });
  const heard = outputs.get('master')!;
  expect(heard.length).toBe(2266 * 2);
  expect([...heard.slice(0, 1766 * 2)]).toEqual([...samples.slice(1234 * 2)]);
  expect(heard.slice(1766 * 2).every((value) => value === 0)).toBe(true);
});
