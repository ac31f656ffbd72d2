/** `threshold check`: a list for people, JSON for programs, of sessions and of files. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWav } from '../../audio-engine/media/index.ts';
import { checkReportSchema } from '../../audio-engine/protocol/index.ts';
import { noiseMusic } from '../advice/noise-music.ts';
import { cli } from './fake-io.ts';

let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-check-'));
  mkdirSync(join(root, 'stems'));
  const save = (name: string, samples: Float64Array): void => {
    const writer = createWav(join(root, 'stems', `${name}.wav`), {
      channels: 2,
      sampleRate: 48_000,
      format: 's24',
    });
    writer.write(samples, samples.length / 2);
    writer.close();
  };
  save('Keys', noiseMusic(1, 4, -12));
  save(
    'Guitar',
    noiseMusic(2, 4, -12).map((v) => v + 0.04),
  );
  expect((await cli(root, ['new', 'Song', '--from', 'stems'])).code).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('lists what is wrong with a session by its tracks, worst first, and ends well all the same', async () => {
  const { code, out } = await cli(root, ['check', 'Song']);
  expect(code).toBe(0);
  const text = out.join('\n');
  expect(text).toContain('2 tracks');
  expect(text).toContain('Guitar has a DC offset');
  expect(text).toContain('Utility');
  expect(text).toContain('What was looked at:');
});

it('prints a report that is what the schema says', async () => {
  const { code, json } = await cli(root, ['check', 'Song', '--json']);
  expect(code).toBe(0);
  const report = checkReportSchema.parse(json[0]);
  expect(report.tracks).toBe(2);
  const costs = report.findings.map(({ cost }) => cost);
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
  expect(report.findings.some(({ code: found }) => found === 'quality.dc')).toBe(true);
});

it('checks a file, and says what it cannot read', async () => {
  const file = await cli(root, ['check', 'stems/Guitar.wav', '--json']);
  expect(file.code).toBe(0);
  const report = checkReportSchema.parse(file.json[0]);
  expect(report.revision).toBeNull();
  expect(report.findings.every(({ fix }) => fix.commands.length === 0)).toBe(true);
  const missing = await cli(root, ['check', 'nothing.wav']);
  expect(missing.code).toBe(1);
  expect(missing.errors.join()).toContain('nothing.wav');
});
