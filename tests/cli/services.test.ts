import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { createWav } from '../../audio-engine/media/index.ts';
import { beat } from '../measure/programmes.ts';
import { cli } from './fake-io.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-services-'));
  const { samples } = beat(44_100, 3);
  const wav = createWav(join(root, 'song.wav'), { channels: 2, sampleRate: 44_100, format: 's16' });
  wav.write(samples, samples.length / 2);
  wav.close();
  return () => rmSync(root, { recursive: true, force: true });
});

it('measures a file through a service’s codecs and says by which encoder', async () => {
  const { code, out } = await cli(root, ['services', 'song.wav', '--only', 'Bandcamp', 'Deezer', '--json']);
  expect(code).toBe(0);
  const answer = JSON.parse(out.join('\n'));
  expect(answer.plays.map((play: { name: string }) => play.name)).toEqual(['Bandcamp', 'Deezer']);
  for (const codec of answer.codecs) {
    expect(codec.failure).toBeNull();
    expect(codec.lagSamples).toBe(0);
    if (!codec.lossless) expect(codec.encoder).toContain('LAME');
  }
  expect(answer.services[0].source).toBeTruthy();
});

it('prints a row a service and what it comes to', async () => {
  const { code, out } = await cli(root, ['services', 'song.wav', '--only', 'Bandcamp', '--no-ceiling']);
  expect(code).toBe(0);
  const text = out.join('\n');
  expect(text).toMatch(/Bandcamp\s+0\.0 dB \(plays as it is\)/);
  expect(text).toMatch(/MP3 128 kbps: .+ dBTP after it, encoded by LAME/);
  expect(text).toContain('No service here adds a limiter.');
});

it('names the services there are where one is unknown', async () => {
  const { code, errors } = await cli(root, ['services', 'song.wav', '--only', 'Napster']);
  expect(code).toBe(1);
  expect(errors.join('\n')).toMatch(/no service called “Napster”.*Spotify/);
});
