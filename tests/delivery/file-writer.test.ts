/** Files as other programs read them: bit for bit by ffmpeg, header and checksum. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAudioFile, type FileOptions } from '../../audio-engine/delivery/file-writer.ts';
import { noise } from '../conformance/signals.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Noise on the grid of a depth, with both extremes in it. */
function onGrid(values: number, bits: 16 | 24): { floats: Float64Array; bytes: Buffer } {
  const scale = 2 ** (bits - 1);
  const random = noise(31);
  const bytes = Buffer.alloc((values * bits) / 8);
  const floats = new Float64Array(values);
  for (let i = 0; i < values; i++) {
    const n =
      i === 5 ? -scale : i === 6 ? scale - 1 : Math.floor(random() * scale * (0.1 + (i % 1000) / 1200));
    bytes.writeIntLE(n, (i * bits) / 8, bits / 8);
    floats[i] = n / scale;
  }
  return { floats, bytes };
}

async function write(path: string, options: FileOptions, samples: Float64Array): Promise<void> {
  const file = await createAudioFile(path, options);
  const frames = samples.length / options.channels;
  for (let at = 0; at < frames; at += 5000) {
    const count = Math.min(5000, frames - at);
    await file.write(samples.subarray(at * options.channels, (at + count) * options.channels), count);
  }
  await file.close();
}

const decode = (path: string, bits: 16 | 24): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', `s${bits}le`, '-'], { maxBuffer: 1 << 28 });

describe.each(['wav', 'flac'] as const)('%s', (format) => {
  it.each([
    [16, 2, 44100],
    [24, 2, 48000],
    [24, 1, 96000],
  ] as const)('%i bit, %i channels, %i Hz: every bit', async (bits, channels, sampleRate) => {
    const path = join(folder, `${bits}-${channels}.${format}`);
    const { floats, bytes } = onGrid(30001 * channels, bits);
    await write(path, { format, bits: `${bits}`, channels, sampleRate }, floats);
    expect(decode(path, bits).equals(bytes)).toBe(true);
    if (format === 'flac') {
      const header = readFileSync(path).subarray(0, 42);
      expect(header.subarray(26, 42).equals(createHash('md5').update(bytes).digest())).toBe(true);
      const decoded = readFileSync(path);
      expect(decoded.readUInt32BE(22)).toBe(30001);
    }
  });

  it('one sample is a file', async () => {
    const path = join(folder, `one.${format}`);
    await write(path, { format, bits: '16', channels: 2, sampleRate: 44100 }, Float64Array.of(0.5, -0.25));
    expect([...new Int16Array(new Uint8Array(decode(path, 16)).buffer)]).toEqual([16384, -8192]);
  });

  it('shows nothing under its name before it is whole, and nothing at all after an abort', async () => {
    const path = join(folder, `aborted.${format}`);
    const file = await createAudioFile(path, { format, bits: '24', channels: 2, sampleRate: 48000 });
    await file.write(new Float64Array(40000), 20000);
    expect(readdirSync(folder)).not.toContain(`aborted.${format}`);
    await file.abort();
    expect(readdirSync(folder).filter((name) => name.startsWith('aborted'))).toEqual([]);
  });
});

it.each(['wav', 'flac'] as const)('%s carries title and artist, in any script', async (format) => {
  const path = join(folder, `tagged.${format}`);
  const samples = onGrid(2000, 16);
  const tags = { title: 'Türöffner', artist: '戸口' };
  await write(path, { format, bits: '16', channels: 2, sampleRate: 48000, tags }, samples.floats);
  const read = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format_tags', path], {
    encoding: 'utf8',
  });
  expect(read).toMatch(/title=Türöffner/i);
  expect(read).toMatch(/artist=戸口/i);
  expect(decode(path, 16).equals(samples.bytes)).toBe(true);
});

it('says what FLAC cannot hold', async () => {
  const make = (options: Partial<FileOptions>): Promise<unknown> =>
    createAudioFile(join(folder, 'x.flac'), {
      format: 'flac',
      bits: '24',
      channels: 2,
      sampleRate: 48000,
      ...options,
    });
  await expect(make({ bits: '32f' })).rejects.toThrow(/16 or 24 bits/);
  await expect(make({ sampleRate: 37800 })).rejects.toThrow(/37.8 kHz/);
});
