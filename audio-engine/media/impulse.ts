/**
 * Reads an impulse response: a factory one or a file in the session's folder, at the session's rate, without the
 * silence around it, at unit energy, so that every response is as loud as the next.
 */
import { join } from 'node:path';
import { FIRST_IMPULSE } from '../effects/convolution/parameters.ts';
import type { Impulse } from '../effects/convolution/prepare.ts';
import { programFolder } from '../entries.ts';
import { effectWords, ThresholdError } from '../words/index.ts';
import { createRateConverter } from './import/rate.ts';
import { openAudio } from './open-audio.ts';

const words = effectWords.convolution.failures;

/** Longer ones are cut here: the kernel keeps no more of the past. */
const LONGEST_SECONDS = 8;
/** Amplitudes relative to the peak: what lies before the sound (−60 dB) and what is left of it (−110 dB). */
const ONSET = 1e-3;
const END = 3.2e-6;
const READ_FRAMES = 1 << 14;

/** Where a document's `impulse` lies: `factory:<name>`, or `impulses/<file>` inside the session; null is the first of the factory's. */
export function impulsePath(sessionFolder: string, impulse: string | null): string {
  const name = impulse ?? FIRST_IMPULSE;
  const factory = /^factory:([a-z0-9-]+)$/.exec(name);
  if (factory) {
    const program = programFolder().replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
    return join(program, 'assets', 'impulses', `${factory[1]}.wav`);
  }
  if (name.startsWith('factory:')) throw new ThresholdError(words.unknown(name.slice('factory:'.length)));
  if (!/^impulses\/[^/\\]+$/.test(name) || name.endsWith('/..'))
    throw new ThresholdError(words.outside(name));
  return join(sessionFolder, name);
}

/** Throws a ThresholdError with a sentence for what is not there, cannot be read or is no impulse response. */
export async function loadImpulse(sessionFolder: string, name: string, sampleRate: number): Promise<Impulse> {
  const path = impulsePath(sessionFolder, name);
  const source = await openAudio(path);
  try {
    const { channels } = source;
    if (channels !== 1 && channels !== 2 && channels !== 4)
      throw new ThresholdError(words.channels(path, channels));
    const blocks: Float64Array[] = [];
    let frames = 0;
    while (frames < (LONGEST_SECONDS + 2) * source.sampleRate) {
      const block = await source.read(READ_FRAMES);
      if (!block) break;
      // Some decoders hand out the same memory again.
      blocks.push(block.slice());
      frames += block.length / channels;
    }
    const samples = trim(join64(blocks), channels);
    if (!samples) throw new ThresholdError(words.silent(path));
    const resampled =
      source.sampleRate === sampleRate
        ? samples
        : convert(path, samples, channels, source.sampleRate, sampleRate);
    const lengthSamples = Math.min(resampled.length / channels, Math.floor(LONGEST_SECONDS * sampleRate));
    return {
      samples: toUnitEnergy(resampled.subarray(0, lengthSamples * channels), channels),
      channels,
      lengthSamples,
    };
  } finally {
    source.close();
  }
}

function join64(blocks: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** Without the silence before and after; undefined where there is nothing else. NaN counts as silence. */
function trim(samples: Float64Array, channels: number): Float64Array | undefined {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = Math.abs(samples[i]!);
    if (!(value < 1e6)) samples[i] = 0;
    else if (value > peak) peak = value;
  }
  if (peak === 0) return undefined;
  let first = 0;
  while (Math.abs(samples[first]!) < peak * ONSET) first++;
  let last = samples.length - 1;
  while (Math.abs(samples[last]!) < peak * END) last--;
  return samples.subarray(
    Math.floor(first / channels) * channels,
    (Math.floor(last / channels) + 1) * channels,
  );
}

function convert(
  path: string,
  samples: Float64Array,
  channels: number,
  from: number,
  to: number,
): Float64Array {
  const converter = createRateConverter(path, from, to, channels);
  const head = converter.process(samples, samples.length / channels).slice();
  const tail = converter.flush();
  converter.close();
  return join64([head, tail]);
}

/** White noise through it keeps its level: one channel's energy is 1, two or four share it. */
function toUnitEnergy(samples: Float64Array, channels: 1 | 2 | 4): Float64Array {
  let energy = 0;
  for (let i = 0; i < samples.length; i++) energy += samples[i]! * samples[i]!;
  const gain = 1 / Math.sqrt(channels === 1 ? energy : energy / 2);
  return samples.map((value) => value * gain);
}
