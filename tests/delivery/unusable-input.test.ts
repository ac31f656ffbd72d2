/** Files that can hardly be mastered: each is refused with its reason, or mastered with a word about it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { masterFile, runTakeFile } from '../../audio-engine/delivery/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import { deliveryWords } from '../../audio-engine/words/index.ts';
import { beat } from '../measure/programmes.ts';

const RATE = 48_000;
const folder = mkdtempSync(join(tmpdir(), 'threshold-unusable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const music = (seconds: number): Float64Array => beat(RATE, seconds).samples;
const { notice } = deliveryWords;
let number = 0;

function write(samples: Float64Array, channels = 2): string {
  const path = join(folder, `In ${number++}.wav`);
  const wav = createWav(path, { channels, sampleRate: RATE, format: 'f32' });
  wav.write(samples, samples.length / channels);
  wav.close();
  return path;
}

async function mastered(inputPath: string): Promise<string[]> {
  const path = join(folder, `Out ${number++}.wav`);
  const job = { inputPath, path, format: 'wav', bits: '24', target: { lufs: -14, ceilingDbtp: -1 } } as const;
  try {
    return (await masterFile(job)).notices;
  } catch (error) {
    expect(existsSync(path)).toBe(false);
    throw error;
  }
}

/** Into a session: what the job answers. */
async function taken(path: string): Promise<string[]> {
  const into = mkdtempSync(join(folder, 'session-'));
  const about = { sessionSampleRate: null, documentNames: [], lastTrackOrder: null, atSample: 0 };
  const context = { post: () => {}, signal: new AbortController().signal };
  const end = await runTakeFile({ kind: 'takeFile', path, folder: into, ...about }, context);
  return (end.result as { notices: string[] }).notices;
}

it('an offset without sound is refused', async () => {
  const path = write(new Float64Array(2 * 4 * RATE).fill(0.25));
  await expect(mastered(path)).rejects.toThrow(/constant offset/);
  await expect(taken(path)).rejects.toThrow(/constant offset/);
});

it('silence is said, and is no source for a session', async () => {
  const path = write(new Float64Array(2 * 4 * RATE));
  expect(await mastered(path)).toContain(notice.silent);
  await expect(taken(path)).rejects.toThrow(/is silent from start to end/);
});

it('a second, one channel and flat tops are mastered with a word', async () => {
  expect(await mastered(write(music(1)))).toContain(notice.short(1));
  const one = music(4).filter((_, i) => i % 2 === 0);
  const mono = write(one, 1);
  expect(await mastered(mono)).toContain(notice.mono);
  expect(await taken(mono)).toContain(notice.mono);
  const clipped = write(music(4).map((x) => Math.max(-0.9, Math.min(0.9, 12 * x))));
  for (const said of [await mastered(clipped), await taken(clipped)])
    expect(said.join()).toMatch(/clipped before it came here: \d+ flat tops/);
});

it('six channels are refused', async () => {
  const path = write(new Float64Array(6 * RATE).fill(0.1), 6);
  await expect(mastered(path)).rejects.toThrow(/6 channels/);
  await expect(taken(path)).rejects.toThrow(/6 channels/);
});

it('what is no number is silence, counted, at any rate', async () => {
  const samples = music(4);
  samples[100_000] = Number.NaN;
  samples[100_003] = Number.POSITIVE_INFINITY;
  const path = write(samples);
  expect(await mastered(path)).toContain(notice.notNumbers(2));
  expect(await taken(path)).toContain(notice.notNumbers(2));
});

it('no audio at all is refused', async () => {
  const path = join(folder, 'Text.wav');
  writeFileSync(path, 'hello');
  await expect(mastered(path)).rejects.toThrow(/holds no audio/);
  await expect(taken(path)).rejects.toThrow(/holds no audio/);
});

it('a good mix is mastered without a word', async () => {
  const path = write(music(6).map((x) => 0.5 * x));
  expect(await mastered(path)).toEqual([]);
  expect(await taken(path)).toEqual([]);
});
