/** Faults of recording, files and cables. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { biquad, filter, peakOf, RATE, rms } from '../dsp.ts';
import type { Random } from '../random.ts';
import type { Fault } from './fault.ts';

const TAU = 2 * Math.PI;
const db = (level: number): number => 10 ** (level / 20);

function added(mix: Float64Array, make: (frame: number, side: 0 | 1) => number): Float64Array {
  const samples = new Float64Array(mix.length);
  for (let i = 0; i < mix.length; i++) samples[i] = mix[i]! + make(i >> 1, (i & 1) as 0 | 1);
  return samples;
}

function mains(mix: Float64Array, baseHz: number, levelDb: number, lines: number): Float64Array {
  const size = rms(mix) * db(levelDb) * Math.SQRT2;
  const weights = Array.from({ length: lines }, (_, h) =>
    lines > 5 ? 1 / (h + 1) ** 0.3 : [1, 0.7, 0.5, 0.3][h]!,
  );
  const norm = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
  return added(mix, (i) => {
    let sum = 0;
    for (const [h, w] of weights.entries()) sum += w * Math.sin((TAU * baseHz * (h + 1) * i) / RATE + h);
    return (size * sum) / norm;
  });
}

/** Where there is sound, away from the ends. */
function places(mix: Float64Array, count: number, random: Random): number[] {
  const frames = mix.length / 2;
  const found: number[] = [];
  for (let tries = 0; found.length < count && tries < 1000; tries++) {
    const at = random.whole(RATE, frames - 3 * RATE);
    if (rms(mix.subarray((at - 2000) * 2, at * 2)) > rms(mix) * 0.3) found.push(at);
  }
  return found;
}

/** Through an MP3 at so many kbit/s, by ffmpeg's LAME. */
function throughMp3(mix: Float64Array, kilobits: number): Float64Array {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-lossy-'));
  try {
    const [raw, mp3, back] = ['in.f32', 'a.mp3', 'out.f32'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(raw, Buffer.from(Float32Array.from(mix).buffer));
    const shape = ['-f', 'f32le', '-ar', String(RATE), '-ac', '2'];
    const run = (args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', '-threads', '1', ...args]);
    run([...shape, '-i', raw, '-c:a', 'libmp3lame', '-b:a', `${kilobits}k`, mp3]);
    run(['-i', mp3, ...shape, back]);
    const bytes = readFileSync(back);
    return Float64Array.from(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const qualityFaults: readonly Fault[] = [
  {
    name: 'DC offset',
    does: '0.15 / 0.5 / 3 % of full scale added',
    codes: ['quality.dc'],
    amounts: { weak: 0.0015, middle: 0.005, strong: 0.03 },
    apply: ({ mix }, offset) => ({ samples: mix.map((v) => v + offset) }),
  },
  {
    name: 'infrasonic',
    does: 'drifting noise below 16 Hz, −26 / −18 / −8 dB against the mix',
    codes: ['low.infrasonic'],
    amounts: { weak: -26, middle: -18, strong: -8 },
    apply: ({ mix }, level, random) => {
      const noise = Float64Array.from({ length: mix.length / 2 }, () => random.noise());
      for (let pass = 0; pass < 2; pass++) filter(noise, biquad('lowpass', 13, 0.7));
      filter(noise, biquad('highpass', 5, 0.7));
      const gain = (rms(mix) * db(level)) / rms(noise);
      return { samples: added(mix, (i) => noise[i]! * gain) };
    },
  },
  {
    name: 'hum 50 Hz',
    does: 'four lines, −54 / −42 / −30 dB against the mix',
    codes: ['quality.hum', 'quality.buzz'],
    amounts: { weak: -54, middle: -42, strong: -30 },
    apply: ({ mix }, level) => ({ samples: mains(mix, 50, level, 4) }),
  },
  {
    name: 'buzz 60 Hz',
    does: 'ten lines, −54 / −42 / −30 dB against the mix',
    codes: ['quality.hum', 'quality.buzz'],
    amounts: { weak: -54, middle: -42, strong: -30 },
    apply: ({ mix }, level) => ({ samples: mains(mix, 60, level, 10) }),
  },
  {
    name: 'hiss',
    does: 'white noise −52 / −42 / −32 dB against the mix',
    codes: ['quality.noise'],
    amounts: { weak: -52, middle: -42, strong: -32 },
    apply: ({ mix }, level, random) => {
      const gain = rms(mix) * db(level) * Math.sqrt(3);
      return { samples: added(mix, () => random.noise() * gain) };
    },
  },
  {
    name: 'clicks',
    does: 'five steps of 4 / 12 / 35 % of full scale that fall within ten samples',
    codes: ['quality.click'],
    amounts: { weak: 0.04, middle: 0.12, strong: 0.35 },
    apply: ({ mix }, size, random) => {
      const samples = mix.slice();
      for (const at of places(mix, 5, random)) {
        const sign = random.next() < 0.5 ? -1 : 1;
        for (let i = 0; i < 10; i++)
          for (const side of [0, 1]) samples[2 * (at + i) + side]! += (sign * size * (10 - i)) / 10;
      }
      return { samples };
    },
  },
  {
    name: 'dropouts',
    does: 'three gaps of 0.8 / 4 / 25 ms',
    codes: ['quality.dropout'],
    amounts: { weak: 0.8, middle: 4, strong: 25 },
    apply: ({ mix }, ms, random) => {
      const samples = mix.slice();
      const length = Math.round((ms * RATE) / 1000);
      for (const at of places(mix, 3, random)) samples.fill(0, at * 2, (at + length) * 2);
      return { samples };
    },
  },
  {
    name: 'broken samples',
    does: '1 / 20 / 500 samples that are no numbers',
    codes: ['quality.not-numbers'],
    amounts: { weak: 1, middle: 20, strong: 500 },
    apply: ({ mix }, count, random) => {
      const samples = mix.slice();
      for (let n = 0; n < count; n++)
        samples[random.whole(0, samples.length - 1)] = n & 1 ? Number.NaN : Infinity;
      return { samples, bitDepth: 32 };
    },
  },
  {
    name: 'fake 24 bit',
    does: 'rounded to 20 / 18 / 16 bit in a 24-bit file',
    codes: ['quality.bits'],
    amounts: { weak: 20, middle: 18, strong: 16 },
    apply: ({ mix }, bits) => {
      const scale = 2 ** (bits - 1);
      return { samples: mix.map((v) => Math.round(v * scale) / scale), bitDepth: 24 };
    },
  },
  {
    name: 'lossy source',
    does: 'through an MP3 of 256 / 192 / 128 kbit/s',
    codes: ['quality.lossy'],
    amounts: { weak: 256, middle: 192, strong: 128 },
    apply: ({ mix }, kilobits) => ({ samples: throughMp3(mix, kilobits) }),
  },
  {
    name: 'whistle',
    does: 'a line at 15.7 kHz, −62 / −50 / −40 dB against the mix',
    codes: ['quality.whine'],
    amounts: { weak: -62, middle: -50, strong: -40 },
    apply: ({ mix }, level) => {
      const size = rms(mix) * db(level) * Math.SQRT2;
      return { samples: added(mix, (i) => size * Math.sin((TAU * 15734 * i) / RATE)) };
    },
  },
];

export const peakRoom = (samples: Float64Array): Float64Array => {
  const peak = peakOf(samples);
  return peak > 0.7 ? samples.map((v) => (v * 0.7) / peak) : samples;
};
