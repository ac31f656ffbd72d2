import { afterEach, expect, test } from 'vitest';
import { noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

test('an untouched session is the plain sum of its files, bit for bit', async () => {
  const drums = noiseSamples(1, 30000);
  const bass = noiseSamples(2, 20001, 1);
  session = new TestSession([
    { id: 'drums', samples: drums },
    { id: 'bass', channels: 1, samples: bass, clip: { startSample: 777 } },
  ]);
  const { outputs, length } = await session.render();
  const expected = Float64Array.from(drums);
  bass.forEach((value, i) => {
    expected[(i + 777) * 2]! += value;
    expected[(i + 777) * 2 + 1]! += value;
  });
  expect(length.lengthSamples).toBe(30000);
  expect(outputs.get('master')).toEqual(expected);
});
