/** Masters of plain files: on the target, under the ceiling, as other meters read them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type MasterFileJob, masterFile } from '../../audio-engine/delivery/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { createWav, openAudio, openWav } from '../../audio-engine/media/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-master-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inputs: Record<string, string> = {};

function wav(name: string, samples: Float64Array, sampleRate: number, channels = 2): void {
  inputs[name] = join(folder, `${name}.wav`);
  const file = createWav(inputs[name], { channels, sampleRate, format: 'f32' });
  file.write(samples, samples.length / channels);
  file.close();
}

beforeAll(() => {
  const { samples } = beat(44100, 6, 0.4);
  wav(
    'quieter',
    samples.map((x) => x * 1e-5),
    44100,
  );
  wav('beat', samples, 44100);
  wav(
    'quiet',
    samples.map((x) => x * 0.002),
    44100,
  );
  wav(
    'hot',
    samples.map((x) => x * 8),
    44100,
  );
  wav(
    'mono',
    samples.filter((_, i) => i % 2 === 0),
    44100,
    1,
  );
  const random = noise(41);
  wav(
    'noise',
    Float64Array.from({ length: 2 * 5 * 48000 }, () => 0.3 * random()),
    48000,
  );
  wav('silence', new Float64Array(2 * 48000), 48000);
  wav('one', Float64Array.of(0.9, -0.9), 48000);
  wav('five', new Float64Array(5 * 100), 48000, 5);
  wav('empty', new Float64Array(0), 48000);
});

const target = (lufs: number | null, ceilingDbtp: number) => ({ lufs, ceilingDbtp });

async function master(input: string, options: Partial<MasterFileJob> = {}) {
  const path = join(folder, `master-${Math.round(performance.now() * 1e4)}.${options.format ?? 'wav'}`);
  const result = await masterFile({
    inputPath: inputs[input]!,
    path,
    format: 'wav',
    bits: '24',
    sampleRate: null,
    target: target(-14, -1),
    ...options,
  });
  const source = await openAudio(path);
  const measured = await measureAudio(source);
  source.close();
  return { result, path, measured };
}

describe('a master', () => {
  it.each([
    ['beat', { target: target(-14, -1) }],
    ['beat', { target: target(-9, -1), bits: '16' }],
    ['beat', { target: target(-23, -2), bits: '32f' }],
    ['beat', { target: target(-14, -1), sampleRate: 48000 }],
    ['beat', { target: target(-12, -2), sampleRate: 96000, format: 'flac' }],
    ['quiet', { target: target(-27, -2) }],
    ['quieter', { target: target(-14, -1) }],
    ['hot', { target: target(-14, -1), sampleRate: 48000, bits: '16', format: 'flac' }],
    ['mono', { target: target(-16, -1) }],
    ['noise', { target: target(-10, -1), sampleRate: 44100 }],
  ] satisfies [string, Partial<MasterFileJob>][])('of %s lands on %j', async (input, options) => {
    const { result, measured } = await master(input, options);
    expect(Math.abs(measured.integratedLufs! - options.target.lufs!)).toBeLessThanOrEqual(0.05);
    expect(measured.truePeakDbtp!).toBeLessThanOrEqual(options.target.ceilingDbtp);
    expect(result.measurement.integratedLufs).toBeCloseTo(measured.integratedLufs!, 9);
    expect(result.measurement.truePeakDbtp).toBeCloseTo(measured.truePeakDbtp!, 9);
    expect(result.passes).toBeLessThanOrEqual(8);
    expect(Math.round(result.limiter.gainDb * 100)).toBeCloseTo(result.limiter.gainDb * 100, 6);
  });

  it('reads the same in ffmpeg', async () => {
    const { path } = await master('beat', { format: 'flac', sampleRate: 48000 });
    const { stderr } = spawnSync(
      'ffmpeg',
      ['-hide_banner', '-nostats', '-i', path, '-filter_complex', 'ebur128', '-f', 'null', '-'],
      { encoding: 'utf8' },
    );
    const integrated = Number(/I:\s+(-?[\d.]+) LUFS/.exec(stderr.slice(stderr.lastIndexOf('Summary:')))?.[1]);
    expect(Math.abs(integrated + 14)).toBeLessThanOrEqual(0.1);
  });

  it('keeps length and place: round(n L/M) frames, the limiter’s look-ahead taken out', async () => {
    const { path } = await master('beat', { target: target(null, 0), bits: '32f' });
    const before = openWav(inputs.beat!);
    const after = openWav(path);
    expect(after.lengthSamples).toBe(before.lengthSamples);
    const a = new Float64Array(2 * 4410);
    const b = new Float64Array(2 * 4410);
    before.read(44100, 4410, a);
    after.read(44100, 4410, b);
    // At unity gain under a ceiling it never reaches, the limiter changes nothing.
    for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(1e-6);
    before.close();
    after.close();
    const { path: converted } = await master('beat', { target: target(null, 0), sampleRate: 48000 });
    const reader = openWav(converted);
    expect(reader.lengthSamples).toBe(Math.round((before.lengthSamples * 48000) / 44100));
    reader.close();
  });

  it('is the same file every time', async () => {
    const one = await master('beat');
    const two = await master('beat');
    expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true);
  });

  it('says what stood in the way', async () => {
    const silence = await master('silence');
    expect(silence.result.notices.join()).toMatch(/silent/);
    expect(silence.measured).toMatchObject({
      integratedLufs: null,
      samplePeakDbfs: null,
      durationSeconds: 1,
    });
    const one = await master('one');
    expect(one.result.notices.join()).toMatch(/shorter than 0.4 s/);
    expect(one.measured.durationSeconds).toBe(1 / 48000);
    expect(one.measured.truePeakDbtp!).toBeLessThanOrEqual(-1);
    const far = await master('noise', { target: target(-1, -12) });
    expect(far.result.notices.join()).toMatch(/out of the limiter’s reach/);
    await expect(master('five')).rejects.toThrow(/5 channels/);
    await expect(master('empty')).rejects.toThrow(/no audio/);
    await expect(master('beat', { format: 'flac', bits: '32f' })).rejects.toThrow(/16 or 24 bits/);
  });

  it('leaves nothing when it is cancelled or fails', async () => {
    const out = join(folder, 'out');
    // A place of its own: other tests master at the same time.
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const controller = new AbortController();
    const job: MasterFileJob = {
      inputPath: inputs.beat!,
      path: `${out}.wav`,
      format: 'wav',
      bits: '24',
      sampleRate: 48000,
      target: target(-14, -1),
      signal: controller.signal,
      onProgress: (fraction) => {
        if (fraction > 0.9) controller.abort();
      },
    };
    await expect(masterFile(job)).rejects.toThrow(/cancelled/);
    writeFileSync(`${out}-blocked`, '');
    await expect(
      masterFile({ ...job, signal: undefined, path: join(`${out}-blocked`, 'x.wav') }),
    ).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('out') && name !== 'out-blocked')).toEqual(
      [],
    );
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('tells how far it is, never backwards', async () => {
    const seen: number[] = [];
    await master('beat', { onProgress: (fraction) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    for (let i = 1; i < seen.length; i++) expect(seen[i]!).toBeGreaterThanOrEqual(seen[i - 1]!);
  });
});
