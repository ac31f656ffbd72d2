import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  createWav,
  openWav,
  SAMPLE_FORMATS,
  type SampleFormat,
  setDiskFaults,
} from '../../audio-engine/media/index.ts';
import { wavHead } from '../../audio-engine/media/wav-head.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-wav-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => setDiskFaults(null));

const ffmpeg = (...args: string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { maxBuffer: 1 << 28 });

/** Numbers that use every bit of the format, both ends of its scale among them. */
function testSamples(format: SampleFormat, count: number): Float64Array {
  const scale = { u8: 128, s16: 32768, s24: 8388608, s32: 2147483648, f32: 0, f64: 0 }[format];
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
  const samples = Float64Array.from({ length: count }, () => {
    const value = random();
    if (scale > 0) return Math.floor(value * scale) / scale;
    return format === 'f32' ? Math.fround(value * 3) : value * 3 + random() * 1e-12;
  });
  samples[0] = -1;
  samples[1] = scale > 0 ? (scale - 1) / scale : 1;
  samples[2] = 0;
  return samples;
}

/** Byte comparison: quick, and the sign of zero and the bits of NaN count. */
function expectSame(actual: Float64Array, expected: Float64Array): void {
  const bytes = (values: Float64Array): Buffer =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  expect(Buffer.compare(bytes(actual), bytes(expected))).toBe(0);
}

function readAll(path: string): Float64Array {
  const reader = openWav(path);
  const into = new Float64Array(reader.lengthSamples * reader.channels);
  expect(reader.read(0, reader.lengthSamples + 10, into)).toBe(reader.lengthSamples);
  reader.close();
  return into;
}

function write(path: string, format: SampleFormat, channels: number, samples: Float64Array, more = {}): void {
  const writer = createWav(path, { channels, sampleRate: 48000, format, ...more });
  const frames = samples.length / channels;
  for (let at = 0; at < frames; at += 1000) {
    const count = Math.min(1000, frames - at);
    writer.write(samples.subarray(at * channels, (at + count) * channels), count);
  }
  writer.close();
}

const ffmpegRaw: Record<SampleFormat, string> = {
  u8: 'u8',
  s16: 's16le',
  s24: 's24le',
  s32: 's32le',
  f32: 'f32le',
  f64: 'f64le',
};

describe('every sample format', () => {
  for (const format of SAMPLE_FORMATS) {
    for (const channels of [1, 2, 5]) {
      it(`${format} in ${channels} channels comes back bit for bit and reads the same in ffmpeg`, () => {
        const path = join(folder, `round-${format}-${channels}.wav`);
        const samples = testSamples(format, 40001 * channels);
        write(path, format, channels, samples);
        expectSame(readAll(path), samples);

        const raw = ffmpeg('-i', path, '-f', ffmpegRaw[format], '-c:a', `pcm_${ffmpegRaw[format]}`, '-');
        const reader = openWav(path);
        const bytes = new Uint8Array(raw.length);
        expect(reader.readRaw(0, reader.lengthSamples, bytes)).toBe(40001);
        reader.close();
        expect(Buffer.compare(raw, Buffer.from(bytes))).toBe(0);
      });
    }

    it(`${format} as ffmpeg writes it`, () => {
      const source = join(folder, `source-${format}.wav`);
      const path = join(folder, `theirs-${format}.wav`);
      const samples = testSamples(format, 6000);
      write(source, format, 2, samples);
      ffmpeg(
        '-i',
        source,
        '-c:a',
        `pcm_${ffmpegRaw[format]}`,
        '-metadata',
        'title=odd',
        '-write_bext',
        '1',
        path,
      );
      expectSame(readAll(path), samples);
    });
  }

  it('as sox writes it, extensible', () => {
    const path = join(folder, 'sox.wav');
    execFileSync('sox', ['-n', '-r', '96000', '-b', '24', '-c', '3', path, 'synth', '0.1', 'sine', '1000']);
    const reader = openWav(path);
    expect([reader.channels, reader.sampleRate, reader.sampleFormat, reader.lengthSamples]).toEqual([
      3,
      96000,
      's24',
      9600,
    ]);
    expect(reader.clean).toBe(true);
    reader.close();
  });
});

it('reads from anywhere, to anywhere, and stops at the end', () => {
  const path = join(folder, 'anywhere.wav');
  const samples = testSamples('s24', 2 * 50000);
  write(path, 's24', 2, samples);
  const reader = openWav(path);
  const into = new Float64Array(2 * 30000 + 6);
  expect(reader.read(17, 30000, into, 6)).toBe(30000);
  expectSame(into.subarray(6), samples.subarray(34, 34 + 60000));
  expect(reader.read(49990, 100, into)).toBe(10);
  expect(reader.read(50000, 100, into)).toBe(0);
  expect(reader.read(-5, 100, into)).toBe(0);
  reader.close();
});

it('writes integers to the nearest step and stops at full scale', () => {
  const path = join(folder, 'edges.wav');
  write(
    path,
    's16',
    1,
    Float64Array.of(2, -2, Number.NaN, 0.6 / 32768, -0.6 / 32768, Number.POSITIVE_INFINITY),
  );
  expect(Array.from(readAll(path), (v) => v * 32768)).toEqual([32767, -32768, 0, 1, -1, 32767]);
});

describe('long files', () => {
  it('become RF64, which ffmpeg reads', () => {
    const path = join(folder, 'wide.wav');
    const samples = testSamples('f32', 2000);
    write(path, 'f32', 2, samples, { riffLimitBytes: 4000 });
    expect(readFileSync(path).toString('latin1', 0, 16)).toContain('RF64');
    expectSame(readAll(path), samples);
    expect(ffmpeg('-i', path, '-f', 'f32le', '-').length).toBe(8000);
  });

  it('of more than 4 GiB have a head that ffprobe agrees with', () => {
    const path = join(folder, 'six.wav');
    const frames = 1_100_000_000;
    const facts = { channels: 2, sampleRate: 48000, format: 's24' as const, trailingBytes: 0 };
    const broadcast = { description: 'long', originator: 'Test', dateTime: '2026-11-22T10:00:00Z' };
    const head = wavHead({
      ...facts,
      broadcast: { ...broadcast, timeReferenceSamples: 0 },
      dataBytes: frames * 6,
    });
    expect(Buffer.from(head).toString('latin1', 0, 4)).toBe('RF64');
    expect(head.length).toBe(
      wavHead({ ...facts, broadcast: { ...broadcast, timeReferenceSamples: 0 }, dataBytes: 0 }).length,
    );
    writeFileSync(path, head);
    truncateSync(path, head.length + frames * 6);
    const seconds = execFileSync(
      'ffprobe',
      ['-v', 'error', '-show_entries', 'stream=duration', '-of', 'csv=p=0', path],
      { encoding: 'utf8' },
    );
    expect(Number(seconds)).toBeCloseTo(frames / 48000, 3);
    rmSync(path);
  });

  it('of more than 4 GiB are read to their end', () => {
    const path = join(folder, 'five.wav');
    write(path, 's24', 2, testSamples('s24', 200), { riffLimitBytes: 100 });
    const header = readFileSync(path);
    const dataBytes = 5 * 2 ** 30 - 2;
    header.writeBigUInt64LE(BigInt(dataBytes), 28);
    const head = header.subarray(0, header.length - 600);
    writeFileSync(path, head);
    truncateSync(path, head.length + dataBytes);
    const reader = openWav(path);
    expect(reader.lengthSamples).toBe(Math.floor(dataBytes / 6));
    expect(reader.read(reader.lengthSamples - 4, 8, new Float64Array(16))).toBe(4);
    reader.close();
    rmSync(path);
  });
});

describe('faulty files', () => {
  const whole = (): Buffer => {
    const path = join(folder, 'whole.wav');
    write(path, 's16', 2, testSamples('s16', 2000));
    return readFileSync(path);
  };
  const broken = (change: (bytes: Buffer) => Buffer | undefined) => {
    const path = join(folder, 'broken.wav');
    const bytes = whole();
    writeFileSync(path, change(bytes) ?? bytes);
    const reader = openWav(path);
    reader.close();
    return reader;
  };
  const sizeAt = (bytes: Buffer): number => bytes.indexOf('data') + 4;

  it.each([0, 0xffffffff])('a data length of %i means the rest of the file', (length) => {
    const reader = broken((bytes) => void bytes.writeUInt32LE(length, sizeAt(bytes)));
    expect(reader.lengthSamples).toBe(1000);
    expect(reader.notices).toHaveLength(1);
    expect(reader.clean).toBe(false);
  });

  it('a broken-off tail gives what is there and says so', () => {
    const reader = broken((bytes) => bytes.subarray(0, bytes.length - 2003));
    expect(reader.lengthSamples).toBe(Math.floor((4000 - 2003) / 4));
    expect(reader.notices[0]).toMatch(/breaks off/);
  });

  it('a forgotten pad byte after an odd chunk', () => {
    const odd = (pad: string) => (bytes: Buffer) => {
      const at = bytes.indexOf('data');
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(`note\x03\0\0\0abc${pad}`),
        bytes.subarray(at),
      ]);
    };
    expect(broken(odd('\0')).lengthSamples).toBe(1000);
    expect(broken(odd('')).lengthSamples).toBe(1000);
  });

  it('an empty one is empty, with or without chunks after it', () => {
    const path = join(folder, 'none.wav');
    write(path, 's16', 2, new Float64Array(0), { software: 'Test' });
    expect(readAll(path)).toHaveLength(0);
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('LIST\x04\0\0\0INFO')]));
    const reader = openWav(path);
    reader.close();
    expect(reader.lengthSamples).toBe(0);
  });

  it.each([
    ['no WAV at all', (bytes: Buffer) => void bytes.write('JUNK', 0), 'media.notWav'],
    ['no sound', (bytes: Buffer) => bytes.subarray(0, bytes.indexOf('data')), 'media.damaged'],
    [
      'no channels',
      (bytes: Buffer) => void bytes.writeUInt16LE(0, bytes.indexOf('fmt ') + 10),
      'media.damaged',
    ],
    [
      '12 bits of float',
      (bytes: Buffer) => void bytes.writeUInt16LE(3, bytes.indexOf('fmt ') + 8),
      'media.damaged',
    ],
    [
      'MP3 inside',
      (bytes: Buffer) => void bytes.writeUInt16LE(0x55, bytes.indexOf('fmt ') + 8),
      'media.unsupported',
    ],
  ])('%s is a failure with a sentence', (_, change, code) => {
    expect(() => broken(change)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    );
  });

  it('nothing there, a folder', () => {
    expect(() => openWav(join(folder, 'missing.wav'))).toThrow(/not there/);
    expect(() => openWav(folder)).toThrow(/folder/);
  });
});

describe('a disk that fails', () => {
  const full = (): never => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };

  it.each(['sync', 'write'])('leaves no half file and harms none that was there, failing in %s', (edge) => {
    const path = join(folder, 'kept.wav');
    write(path, 's16', 1, testSamples('s16', 100));
    const before = readFileSync(path);
    setDiskFaults({ [edge]: full });
    expect(() => write(path, 's16', 1, testSamples('s16', 500000))).toThrow(/disk is full/);
    setDiskFaults(null);
    expect(readFileSync(path)).toEqual(before);
    expect(() => statSync(`${path}.part`)).toThrow();
  });

  it('abort leaves nothing', () => {
    const path = join(folder, 'aborted.wav');
    const writer = createWav(path, { channels: 1, sampleRate: 48000, format: 's16' });
    writer.write(new Float64Array(1000), 1000);
    writer.abort();
    expect(() => statSync(path)).toThrow();
    expect(() => statSync(`${path}.part`)).toThrow();
  });
});
