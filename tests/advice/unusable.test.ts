import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from '../../audio-engine/advice/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import { checkReportSchema } from '../../audio-engine/protocol/index.ts';
import { RATE } from './corpus/dsp.ts';
import { noiseMusic } from './noise-music.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threshold-check-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function checked(samples: Float64Array, channels = 2, format: 's24' | 'f32' = 's24') {
  const path = join(folder, `x${Math.round(performance.now() * 1000)}.wav`);
  const writer = createWav(path, { channels, sampleRate: RATE, format });
  writer.write(samples, samples.length / channels);
  writer.close();
  const report = await checkFile({ path });
  // Whatever comes in, what comes out is what the schema says, through JSON and back.
  expect(checkReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  return report;
}

const codes = (report: { findings: { code: string }[] }): string[] => report.findings.map(({ code }) => code);

describe('sound that can hardly be checked', () => {
  it('says that silence is silence', async () => {
    const report = await checked(new Float64Array(RATE * 4 * 2));
    expect(report.findings).toEqual([]);
    expect(report.measured).toMatchObject({ integratedLufs: null, truePeakDbtp: null, plrDb: null });
    expect(report.notices.join()).toContain('no sound');
  });

  it('finds nothing but the offset in an offset', async () => {
    const report = await checked(new Float64Array(RATE * 4 * 2).fill(0.25));
    expect(codes(report)).toContain('quality.dc');
  });

  it('leaves out what a second is too short for', async () => {
    const report = await checked(noiseMusic(3, 1));
    expect(report.notices.join()).toContain('three seconds');
    expect(report.lines.some(({ code }) => code.startsWith('tone.mud'))).toBe(false);
  });

  it('takes a few samples', async () => {
    const report = await checked(Float64Array.from([0.1, 0.1, -0.1, 0.2, 0, 0]));
    expect(report.lengthSamples).toBe(3);
  });

  it('asks nothing about left and right of one channel', async () => {
    const stereo = noiseMusic(4, 5);
    const report = await checked(
      stereo.filter((_, i) => i % 2 === 0),
      1,
    );
    expect(report.lines.some(({ code }) => code.startsWith('stereo.width'))).toBe(false);
    expect(codes(report).filter((code) => code.startsWith('stereo'))).toEqual([]);
  });

  it('folds six channels and says so', async () => {
    const stereo = noiseMusic(5, 4);
    const six = new Float64Array((stereo.length / 2) * 6);
    for (let i = 0; i < stereo.length / 2; i++) {
      six[6 * i] = stereo[2 * i]!;
      six[6 * i + 1] = stereo[2 * i + 1]!;
      six[6 * i + 3] = 0.9;
    }
    const report = await checked(six, 6);
    expect(report.notices.join()).toContain('6 channels');
    // The low-frequency channel is left out, or its 0.9 would be an offset.
    expect(codes(report)).not.toContain('quality.dc');
  });

  it('counts samples that are no numbers and measures the rest', async () => {
    const samples = noiseMusic(6, 4);
    samples[50_000] = Number.NaN;
    samples[60_001] = Infinity;
    const report = await checked(samples, 2, 'f32');
    const found = report.findings.find(({ code }) => code === 'quality.not-numbers');
    expect(found?.measured.value).toBe(2);
    expect(report.measured.integratedLufs).toBeGreaterThan(-40);
  });

  it('says that a square of noise at full scale is clipped', async () => {
    const loud = noiseMusic(7, 4, 0).map((v) => Math.max(-1 + 2 ** -23, Math.min(1 - 2 ** -23, v * 4)));
    expect(codes(await checked(loud))).toContain('level.clipped');
  });
});
