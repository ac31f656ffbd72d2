import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createWav, ensurePeaks, readPeaks, readSamples } from '../../audio-engine/media/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-peaks-'));
mkdirSync(join(folder, 'audio'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function noise(count: number): Float64Array {
  let state = 7;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround((state / 2147483648 - 1) * 1.5);
  });
}

function makeMedia(id: string, channels: 1 | 2, lengthSamples: number) {
  const media = { id, file: `audio/${id.replace(':', '-')}.wav`, channels, lengthSamples };
  const samples = noise(lengthSamples * channels);
  const writer = createWav(join(folder, media.file), { channels, sampleRate: 48000, format: 'f32' });
  writer.write(samples, lengthSamples);
  writer.close();
  return { media, samples };
}

/** Minimum, maximum, RMS per channel, straight from the samples. */
function bruteForce(samples: Float64Array, channels: number, first: number, end: number): number[] {
  return Array.from({ length: channels }, (_, channel) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let squares = 0;
    const last = Math.min(end, samples.length / channels);
    for (let i = first; i < last; i++) {
      const value = samples[i * channels + channel]!;
      low = Math.min(low, value);
      high = Math.max(high, value);
      squares += value * value;
    }
    return [low, high, Math.sqrt(squares / (last - first))];
  }).flat();
}

describe('the pyramid equals brute force at every level', () => {
  it.each([
    [1, 1],
    [1, 63],
    [2, 64],
    [1, 65],
    [2, 131_072],
    [1, 131_073],
    [2, 300_007],
  ] as const)('%i channels, %i samples', async (channels, length) => {
    const { media, samples } = makeMedia(`m${channels}-${length}`, channels, length);
    await ensurePeaks({ folder, media });
    for (let samplesPerColumn = 64; samplesPerColumn <= 2 ** 20; samplesPerColumn *= 2) {
      const columns = Math.ceil(length / samplesPerColumn);
      const peaks = readPeaks({ folder, media, samplesPerColumn, first: 0, count: columns });
      for (let column = 0; column < columns; column += Math.max(1, columns >> 6)) {
        const first = column * samplesPerColumn;
        const expected = bruteForce(samples, channels, first, first + samplesPerColumn);
        const actual = [...peaks.subarray(column * channels * 3, (column + 1) * channels * 3)];
        for (const [i, value] of expected.entries())
          expect(actual[i]).toBeCloseTo(value, i % 3 === 2 ? 6 : 7);
      }
    }
  });
});

it('answers from the middle and with silence beyond the end', async () => {
  const { media } = makeMedia('some:where', 2, 64 * 100);
  await ensurePeaks({ folder, media });
  const all = readPeaks({ folder, media, samplesPerColumn: 64, first: 0, count: 100 });
  const part = readPeaks({ folder, media, samplesPerColumn: 64, first: 90, count: 20 });
  expect(part.slice(0, 60)).toEqual(all.slice(540));
  expect([...part.slice(60)]).toEqual(Array(60).fill(0));
  expect(readPeaks({ folder, media, samplesPerColumn: 64, first: 500, count: 2 })).toEqual(
    new Float32Array(12),
  );
});

it('shows NaN before it is made, then what there is as it grows', async () => {
  const { media } = makeMedia('grows', 1, 400_000);
  const look = () => readPeaks({ folder, media, samplesPerColumn: 1024, first: 0, count: 391 });
  const known = () => look().filter((value) => !Number.isNaN(value)).length / 3;
  expect(known()).toBe(0);
  const seen: number[] = [];
  await ensurePeaks({ folder, media, onProgress: () => seen.push(known()) });
  expect(seen).toEqual([128, 256, 384, 391]);
});

it('is made anew when the file changed, and not when it did not', async () => {
  const { media } = makeMedia('changes', 1, 100_000);
  let passes = 0;
  const count = { folder, media, onProgress: () => passes++ };
  await ensurePeaks(count);
  await ensurePeaks(count);
  expect(passes).toBe(2);
  utimesSync(join(folder, media.file), 1, 1);
  expect(readPeaks({ folder, media, samplesPerColumn: 64, first: 0, count: 1 })[0]).toBeNaN();
  await ensurePeaks(count);
  expect(readPeaks({ folder, media, samplesPerColumn: 64, first: 0, count: 1 })[0]).not.toBeNaN();
});

it('a cancelled one is made from the start the next time', async () => {
  const { media } = makeMedia('stops', 1, 400_000);
  const stop = new AbortController();
  const work = ensurePeaks({ folder, media, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(work).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  await ensurePeaks({ folder, media });
  expect(readPeaks({ folder, media, samplesPerColumn: 64, first: 6000, count: 1 })[0]).not.toBeNaN();
});

it('of a file that is gone is unknown, not an error', async () => {
  const { media } = makeMedia('gone', 1, 1000);
  await ensurePeaks({ folder, media });
  rmSync(join(folder, media.file));
  expect(readPeaks({ folder, media, samplesPerColumn: 64, first: 0, count: 1 })[0]).toBeNaN();
});

it('refuses columns that no level has', () => {
  const { media } = makeMedia('odd', 1, 100);
  expect(() => readPeaks({ folder, media, samplesPerColumn: 100, first: 0, count: 1 })).toThrow(RangeError);
});

it('gives samples, with silence beyond the end', () => {
  const { media, samples } = makeMedia('close', 2, 1000);
  expect(readSamples({ folder, media, firstSample: 500, count: 100 })).toEqual(
    Float32Array.from(samples.subarray(1000, 1200)),
  );
  expect([...readSamples({ folder, media, firstSample: 999, count: 2 }).slice(2)]).toEqual([0, 0]);
});
