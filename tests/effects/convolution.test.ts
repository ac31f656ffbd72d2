import { describe, expect, it } from 'vitest';
import { convolutionParameters } from '../../audio-engine/effects/convolution/parameters.ts';
import { freeImpulse, prepareImpulse } from '../../audio-engine/effects/convolution/prepare.ts';
import { noise, startEffect, testHome } from './runner.ts';

const RATE = 48000;
const { kernels, allocator } = testHome;

/** A decaying response of noise: `channels` interleaved, -60 dB at `seconds`. */
function response(lengthSamples: number, channels: 1 | 2 | 4, seed: number, seconds = lengthSamples / RATE) {
  const white = noise(Math.ceil((lengthSamples * channels) / 2), seed);
  const samples = new Float64Array(lengthSamples * channels);
  for (let i = 0; i < lengthSamples; i++) {
    const gain = 10 ** ((-3 * i) / (seconds * RATE));
    for (let c = 0; c < channels; c++) samples[i * channels + c] = white[i * channels + c]! * gain * 0.1;
  }
  return { samples, channels, lengthSamples };
}

type Response = ReturnType<typeof response>;

/** Direct convolution at chosen frames. */
function direct(
  input: Float64Array,
  ir: Response,
  frame: number,
  shape = (_: number) => 1,
): [number, number] {
  const { samples, channels, lengthSamples } = ir;
  let left = 0;
  let right = 0;
  for (let j = 0; j < lengthSamples && j <= frame; j++) {
    const l = input[2 * (frame - j)]! * shape(j);
    const r = input[2 * (frame - j) + 1]! * shape(j);
    const h = (c: number) => samples[j * channels + c]!;
    if (channels === 1) {
      left += l * h(0);
      right += r * h(0);
    } else if (channels === 2) {
      left += l * h(0);
      right += r * h(1);
    } else {
      left += l * h(0) + r * h(2);
      right += l * h(1) + r * h(3);
    }
  }
  return [left, right];
}

const WET = { mixPercent: 100 };
const start = (values: Record<string, number> = {}) =>
  startEffect('convolution', convolutionParameters, { ...WET, ...values }, RATE);

function largestError(
  out: Float64Array,
  input: Float64Array,
  ir: Response,
  frames: readonly number[],
  shape?: (j: number) => number,
): number {
  let most = 0;
  let loudest = 0;
  for (const frame of frames) {
    const [l, r] = direct(input, ir, frame, shape);
    most = Math.max(most, Math.abs(out[2 * frame]! - l), Math.abs(out[2 * frame + 1]! - r));
    loudest = Math.max(loudest, Math.abs(l), Math.abs(r));
  }
  return 20 * Math.log10(most / loudest);
}

const spread = (count: number, length: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(((i + 0.37) * length) / count));

describe('convolution', () => {
  it('equals direct convolution without latency, at every length of response', () => {
    for (const [length, channels] of [
      [1, 2],
      [63, 1],
      [500, 2],
      [2049, 2],
      [9000, 4],
      [40000, 2],
    ] as const) {
      const ir = response(length, channels, 5 + length);
      const resource = prepareImpulse(kernels, allocator, ir, RATE);
      const fx = start();
      expect(fx.latencySamples).toBe(0);
      const input = noise(64 * 800, 9);
      const out = fx.processInContext(input, { resource });
      const frames = [0, 1, 63, 64, 127, 511, 512, 513, ...spread(60, 64 * 800)];
      expect(largestError(out, input, ir, frames), `${length} x ${channels}`).toBeLessThan(-240);
      freeImpulse(allocator, resource);
    }
  });
});
