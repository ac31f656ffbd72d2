/** Our figures beside those of ffmpeg's ebur128 on the same files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import { truePeakReference } from '../conformance/true-peak-reference.ts';
import { beat, programmes } from './programmes.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

function ebur128(path: string): { integrated: number; range: number; truePeak: number } {
  const { stderr } = spawnSync(
    'ffmpeg',
    ['-hide_banner', '-nostats', '-i', path, '-filter_complex', 'ebur128=peak=true', '-f', 'null', '-'],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const value = (pattern: RegExp): number => Number(pattern.exec(summary)?.[1]);
  return {
    integrated: value(/I:\s+(-?[\d.]+) LUFS/),
    range: value(/LRA:\s+(-?[\d.]+) LU/),
    truePeak: value(/Peak:\s+(-?[\d.]+) dBFS/),
  };
}

describe('measureAudio', () => {
  it.each(programmes().map((p) => [p.name, p] as const))(
    'agrees with ffmpeg on %s',
    async (name, programme) => {
      const path = join(folder, `${name}.wav`);
      const { channels, sampleRate, samples } = programme;
      const wav = createWav(path, { channels, sampleRate, format: 'f32' });
      wav.write(samples, samples.length / channels);
      wav.close();
      const theirs = ebur128(path);
      const ours = await measureAudio(sourceOf(samples.map(Math.fround), sampleRate, channels));
      expect(Math.abs(ours.integratedLufs! - theirs.integrated)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(ours.loudnessRangeLu - theirs.range)).toBeLessThanOrEqual(0.2);
      // ffmpeg's interpolator under-reads bright material; it never reads more than 0.1 dB above ours.
      expect(ours.truePeakDbtp! - theirs.truePeak).toBeGreaterThanOrEqual(-0.1);
      expect(ours.truePeakDbtp! - theirs.truePeak).toBeLessThanOrEqual(1.1);
      expect(ours.durationSeconds).toBe(samples.length / channels / sampleRate);
      expect(ours).toMatchObject({ sampleRate, channels });
      expect(ours.plrDb).toBeCloseTo(ours.truePeakDbtp! - ours.integratedLufs!, 12);
    },
  );

  it('reads the true peak of the 16x reference', async () => {
    const { samples, sampleRate } = beat(48000, 0.6);
    const measured = await measureAudio(sourceOf(samples, sampleRate, 2));
    const expected = 20 * Math.log10(truePeakReference(samples));
    expect(measured.truePeakDbtp).toBeCloseTo(expected, 6);
  });

  it('says null where there is nothing to measure', async () => {
    const silence = await measureAudio(sourceOf(new Float64Array(96000), 48000, 2));
    expect(silence).toMatchObject({ integratedLufs: null, truePeakDbtp: null, plrDb: null, correlation: 0 });
    const one = await measureAudio(sourceOf(Float64Array.of(0.5), 48000, 1));
    expect(one).toMatchObject({ integratedLufs: null, loudnessRangeLu: 0, durationSeconds: 1 / 48000 });
    expect(one.samplePeakDbfs).toBeCloseTo(-6.0206, 4);
    const none = await measureAudio(sourceOf(new Float64Array(0), 48000, 2));
    expect(none).toMatchObject({ integratedLufs: null, durationSeconds: 0 });
  });

  it('tells correlation, with sound of opposite polarity at −1', async () => {
    const { samples, sampleRate } = beat(48000, 1);
    const correlationOf = async (side: (l: number) => number): Promise<number> =>
      (
        await measureAudio(
          sourceOf(
            samples.map((x, i) => (i & 1 ? side(samples[i - 1]!) : x)),
            sampleRate,
            2,
          ),
        )
      ).correlation;
    expect(await correlationOf((l) => l)).toBeCloseTo(1, 12);
    expect(await correlationOf((l) => -0.5 * l)).toBeCloseTo(-1, 12);
    expect(await correlationOf(() => 0)).toBe(0);
  });

  it('hands out loudness over time', async () => {
    const { samples, sampleRate } = beat(48000, 8);
    const { history, maxMomentaryLufs } = await measureAudio(sourceOf(samples, sampleRate, 2));
    expect(history.momentaryLufs.length).toBe(80);
    expect(history.shortTermLufs.length).toBe(80);
    const loudest = Math.max(...history.momentaryLufs);
    expect(loudest).toBeLessThanOrEqual(maxMomentaryLufs! + 1e-5);
    expect(loudest).toBeGreaterThan(maxMomentaryLufs! - 1);
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const { samples, sampleRate } = beat(48000, 2);
    const source = sourceOf(samples, sampleRate, 2, () => controller.abort());
    await expect(measureAudio(source, { signal: controller.signal })).rejects.toThrow(/abort/i);
  });
});

function sourceOf(samples: Float64Array, sampleRate: number, channels: number, onRead?: () => void) {
  let at = 0;
  return {
    channels,
    sampleRate,
    lengthSamples: samples.length / channels,
    bitDepth: null,
    async read(frames: number) {
      onRead?.();
      const piece = samples.subarray(at, at + frames * channels);
      at += piece.length;
      return piece.length > 0 ? piece : null;
    },
  };
}
