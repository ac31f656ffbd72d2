import { describe, expect, it } from 'vitest';
import { convolutionParameters } from '../../audio-engine/effects/convolution/parameters.ts';
import { freeImpulse, prepareImpulse } from '../../audio-engine/effects/convolution/prepare.ts';
import { loadImpulse } from '../../audio-engine/media/index.ts';
import { effectWords } from '../../audio-engine/words/index.ts';
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

const click = (frames: number): Float64Array => {
  const stereo = new Float64Array(2 * frames);
  stereo.fill(1, 0, 2);
  return stereo;
};

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

  it('shortens the decay exactly, and cuts with a fade', () => {
    const ir = response(30000, 2, 7);
    const resource = prepareImpulse(kernels, allocator, ir, RATE);
    const input = noise(64 * 700, 3);
    const shorter = start({ decayPercent: 50 }).processInContext(input, { resource });
    // The measured decay is the resource's own figure: 60 dB in it becomes 60 dB in half of it.
    const seconds = new Float64Array(kernels.memory.buffer, resource + 72, 1)[0]!;
    expect(Math.abs(seconds / (30000 / RATE) - 1)).toBeLessThan(0.05);
    const shape = (j: number) => Math.exp((-Math.log(1000) * j) / (seconds * RATE));
    expect(largestError(shorter, input, ir, spread(40, 64 * 700), shape)).toBeLessThan(-200);
    for (const lengthPercent of [3, 20, 70]) {
      const cut = Math.ceil((30000 * lengthPercent) / 100);
      const out = start({ lengthPercent }).processInContext(input, { resource });
      const hard = (j: number) => (j < cut ? 1 : 0);
      const quiet = start({ lengthPercent }).processInContext(click(64 * 600), { resource });
      expect(
        quiet.subarray(2 * cut).every((x) => Math.abs(x) < 1e-14),
        `${lengthPercent}`,
      ).toBe(true);
      // Only the last 20 ms differ from a hard cut, where the response is faded.
      expect(largestError(out, input, ir, spread(20, 64 * 700), hard)).toBeLessThan(-6);
    }
    freeImpulse(allocator, resource);
  });

  it('changes its response without a click, comes to rest, and rests leave no trace', () => {
    const one = prepareImpulse(kernels, allocator, response(20000, 2, 7), RATE);
    const other = prepareImpulse(kernels, allocator, response(9000, 4, 8), RATE);
    const tone = Float64Array.from(
      { length: 2 * 64 * 400 },
      (_, i) => 0.2 * Math.sin((2 * Math.PI * 200 * (i >> 1)) / RATE),
    );
    const roughest = (x: Float64Array, from: number) => {
      let most = 0;
      for (let i = from; i < x.length; i++)
        most = Math.max(most, Math.abs(x[i]! - 2 * x[i - 2]! + x[i - 4]!));
      return most;
    };
    const fx = start();
    const calm = roughest(fx.processInContext(tone, { resource: one }), 2 * 22000);
    // A bare change would step by as much as the wet sound is high; smoothed, no bend is a twelfth of that.
    for (const resource of [other, one, 0, one]) {
      const out = fx.processInContext(tone, { resource });
      const peak = out.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      expect(roughest(out, 4)).toBeLessThan(calm + peak / 12);
    }
    fx.processInContext(new Float64Array(2 * 64 * 1200), { resource: one });
    expect(kernels.call.convolution_at_rest!(fx.at.state, fx.at.params)).toBe(1);
    expect(fx.processInContext(new Float64Array(128), { resource: one }).every((x) => x === 0)).toBe(true);
    const slept = fx.processInContext(tone, { resource: one, frame: 64 * 3001 });
    expect(start().processInContext(tone, { resource: one, frame: 64 * 3001 })).toEqual(slept);
  });

  it('has its factory responses, at any rate, as loud as each other, and refuses what is none', async () => {
    for (const name of Object.keys(effectWords.convolution.impulses)) {
      const impulse = await loadImpulse('/nowhere', `factory:${name}`, 44100);
      const energy = impulse.samples.reduce((sum, x) => sum + x * x, 0) / (impulse.channels === 1 ? 1 : 2);
      expect(energy).toBeCloseTo(1, 9);
      expect(impulse.samples.length).toBe(impulse.lengthSamples * impulse.channels);
    }
    await expect(loadImpulse('/nowhere', 'factory:no-such', 48000)).rejects.toThrow(/./);
    await expect(loadImpulse('/nowhere', 'impulses/../../secret.wav', 48000)).rejects.toThrow(/outside/);
    await expect(loadImpulse('/nowhere', 'impulses/gone.wav', 48000)).rejects.toThrow(/not there/);
  });

  it('takes another response at the address of one that was freed for what it is', () => {
    const sound = noise(64 * 400, 31, 0.3);
    const [first, second] = [response(24_000, 2, 5), response(24_000, 2, 6)];
    const run = (free: boolean) => {
      const fx = start();
      const before = prepareImpulse(kernels, allocator, first, RATE);
      const head = fx.processInContext(sound.subarray(0, 128 * 150), { resource: before });
      if (free) freeImpulse(allocator, before);
      const after = prepareImpulse(kernels, allocator, second, RATE);
      const tail = fx.processInContext(sound.subarray(128 * 150), { resource: after });
      freeImpulse(allocator, after);
      if (!free) freeImpulse(allocator, before);
      return { same: before === after, out: [...head, ...tail] };
    };
    const elsewhere = run(false);
    const inPlace = run(true);
    expect([elsewhere.same, inPlace.same]).toEqual([false, true]);
    expect(inPlace.out).toEqual(elsewhere.out);
  });
});
