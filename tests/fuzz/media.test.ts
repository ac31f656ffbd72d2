import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWav, openAudio, openWav } from '../../audio-engine/media/index.ts';
import { ThresholdError } from '../../audio-engine/words/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-fuzz-'));
const file = (name: string): string => join(folder, name);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const ffmpeg = (...args: string[]): void => void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

const SEEDS: Record<string, string[]> = {
  'a.wav': ['-c:a', 'pcm_s16le', '-write_bext', '1', '-metadata', 'description=x'],
  'b.wav': ['-c:a', 'pcm_s24le', '-rf64', 'always'],
  'c.wav': ['-c:a', 'pcm_f32le', '-ac', '4'],
  'd.aiff': ['-c:a', 'pcm_s24be'],
  'e.aifc': ['-c:a', 'pcm_f32be', '-f', 'aiff'],
  'f.flac': ['-c:a', 'flac'],
  'g.oga': ['-c:a', 'flac', '-f', 'ogg'],
  'h.mp3': ['-b:a', '96k'],
  'i.ogg': ['-c:a', 'libvorbis'],
  'j.opus': ['-c:a', 'libopus', '-b:a', '64k'],
  'k.m4a': ['-c:a', 'aac', '-b:a', '64k'],
};
/** More rounds and other files on demand; the suite repeats the same ones. */
const ROUNDS = Number(process.env.THRESHOLD_FUZZ_ROUNDS ?? 30);
const FIRST_SEED = Number(process.env.THRESHOLD_FUZZ_SEED ?? 0);
/** Twenty times what the longest seed holds: a damaged header must not conjure up hours. */
const MOST_SAMPLES = 48000 * 4 * 20;
const MOST_BYTES = 1.5 * 2 ** 30;

beforeAll(() => {
  // What is tested is the taking apart; the decoding of AAC is the browser's own.
  vi.stubEnv('THRESHOLD_BROWSER', file('none'));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  for (const [name, how] of Object.entries(SEEDS)) {
    ffmpeg(
      '-f',
      'lavfi',
      '-i',
      'aevalsrc=0.3*sin(1000*t)+0.1*random(0)|0.2*sin(3000*t):s=48000:d=0.4',
      ...how,
      file(name),
    );
  }
});

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Flipped bytes, extreme numbers, cut tails, doubled and lost stretches; half of it where the headers are. */
function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  let out = Buffer.from(bytes);
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const at = random(random(2) === 0 ? Math.min(200, out.length) : out.length);
    switch (random(6)) {
      case 0:
        out[at] = random(256);
        break;
      case 1:
        out[at]! ^= 1 << random(8);
        break;
      case 2:
        out.fill([0, 255, 127, 128][random(4)]!, at, Math.min(out.length, at + 4));
        break;
      case 3:
        if (random(3) === 0) out = out.subarray(0, at + 1);
        break;
      case 4:
        out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - random(500)))]);
        break;
      case 5:
        out = Buffer.concat([out.subarray(0, at), out.subarray(at + random(500))]);
        break;
    }
  }
  return out;
}

async function readWhole(path: string): Promise<number> {
  const source = await openAudio(path);
  try {
    let values = 0;
    for (let block = await source.read(4096); block; block = await source.read(4096)) {
      expect(block.length).toBeGreaterThan(0);
      values += block.length;
      if (values > MOST_SAMPLES) throw new Error(`${values} samples came out of a short file`);
    }
    return values;
  } finally {
    source.close();
  }
}

describe('mutated files end as sound or as a sentence, never as a crash, a hang or a flood', () => {
  it.each(Object.keys(SEEDS))('%s', async (name) => {
    const seed = readFileSync(file(name));
    const random = randomOf(name.charCodeAt(0) * 7919 + FIRST_SEED);
    let sound = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = mutate(seed, random);
      writeFileSync(file('mutant'), bytes);
      try {
        if ((await readWhole(file('mutant'))) > 0) sound++;
      } catch (error) {
        if (!(error instanceof ThresholdError)) {
          throw new Error(`${name}, round ${round}: ${(error as Error).stack}`, { cause: error });
        }
        expect(error.failure.sentence).toContain('mutant');
        expect(error.failure.nextStep).not.toBe('');
      }
    }
    // A reader that refuses everything would pass otherwise. (A short Vorbis file is one page under one checksum.)
    if (name !== 'k.m4a') expect(sound).toBeGreaterThan(ROUNDS / (name === 'i.ogg' ? 20 : 4));
    expect(process.memoryUsage().rss).toBeLessThan(MOST_BYTES);
  });
});

it('every cut of a WAV file opens or fails with a sentence, and never claims more than there is', () => {
  const writer = createWav(file('whole.wav'), {
    channels: 2,
    sampleRate: 48000,
    format: 's16',
    software: 'Fuzz',
  });
  writer.write(new Float64Array(40).fill(0.5), 20);
  writer.close();
  const bytes = readFileSync(file('whole.wav'));
  for (let length = 0; length <= bytes.length; length++) {
    writeFileSync(file('cut.wav'), bytes.subarray(0, length));
    try {
      const reader = openWav(file('cut.wav'));
      expect(reader.lengthSamples * 4).toBeLessThanOrEqual(length);
      reader.close();
    } catch (error) {
      expect(error).toBeInstanceOf(ThresholdError);
    }
  }
});
