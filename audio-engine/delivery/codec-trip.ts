/**
 * A codec's round trip: the master encoded by a real encoder, decoded by ours, put back in its place to the sample, and
 * measured. What stands in a list after it is a measurement of this song and names the encoder.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Resampler } from '../kernels/index.ts';
import {
  AudioMeter,
  changeDb,
  edgeHz,
  type KernelHome,
  LAG_FRAMES,
  lagOf,
  MOST_LAG,
  PowerSpectrum,
  type Spectrum,
} from '../measure/index.ts';
import { createWav, openAudio, type WavReader, type WavWriter } from '../media/index.ts';
import {
  type CodecResult,
  EXTENSIONS,
  type FileFormat,
  formatSpec,
  formatTitle,
  isLossless,
} from '../protocol/index.ts';
import { failureOf, servicesWords } from '../words/index.ts';
import { openEncoder } from './encode/index.ts';
import type { Turns } from './turns.ts';

export interface Trip {
  home: KernelHome;
  master: WavReader;
  /** Of the master, at the same places as the decoded sound is looked at. */
  spectrum: Spectrum;
  /** Sample of the master around which the lag is sought: a loud place. */
  loudSample: number;
  file: FileFormat;
  /** Where the encoded file stands meanwhile. */
  folder: string;
  /** Where the decoded sound is kept, at the master's rate; null keeps none. */
  preview: string | null;
  turns: Turns;
  onProgress?: ((fraction: number) => void) | undefined;
}

const BLOCK_FRAMES = 16384;
const ENCODE_SHARE = 0.7;
/** What media says where nothing on this machine decodes AAC. */
const NEEDS_BROWSER = 'media.noBrowser';

/** What can be heard of it later: the preview's path, or null. Throws only where it was cancelled. */
export async function codecTrip(trip: Trip): Promise<CodecResult> {
  const { file } = trip;
  const empty: CodecResult = {
    spec: formatSpec(file),
    title: formatTitle(file),
    lossless: isLossless(file),
    encoder: null,
    truePeakDbtp: null,
    samplePeakDbfs: null,
    integratedLufs: null,
    kbps: null,
    edgeHz: null,
    changeDb: [],
    lagSamples: null,
    file: null,
    failure: null,
  };
  const path = join(trip.folder, `trip-${formatSpec(file)}.${EXTENSIONS[file.format]}`);
  try {
    const encoder = await encode(trip, path);
    const seconds = trip.master.lengthSamples / trip.master.sampleRate;
    const kbps = (statSync(path).size * 8) / 1000 / seconds;
    return { ...empty, encoder, kbps, ...(await decode(trip, path)) };
  } catch (error) {
    trip.turns.check();
    const failure = failureOf(error, servicesWords.codecFailed(empty.title));
    return { ...empty, failure: failure.code === NEEDS_BROWSER ? servicesWords.noBrowser : failure };
  } finally {
    rmSync(path, { force: true });
  }
}

async function encode({ home, master, file, turns, onProgress }: Trip, path: string): Promise<string> {
  const { channels, sampleRate, lengthSamples } = master;
  const encoder = await openEncoder(path, { file, sampleRate, channels, home });
  const block = new Float64Array(BLOCK_FRAMES * channels);
  try {
    for (let at = 0; at < lengthSamples; at += BLOCK_FRAMES) {
      await turns.take();
      const frames = master.read(at, BLOCK_FRAMES, block);
      await encoder.write(block.subarray(0, frames * channels), frames);
      onProgress?.((ENCODE_SHARE * at) / lengthSamples);
    }
    await encoder.close();
  } catch (error) {
    await encoder.abort();
    throw error;
  }
  return encoder.encoderName;
}

async function decode(trip: Trip, path: string): Promise<Partial<CodecResult>> {
  const { home, master, preview, turns } = trip;
  const { channels, sampleRate, lengthSamples } = master;
  const source = await openAudio(path);
  const meter = new AudioMeter({ sampleRate: source.sampleRate, channels: source.channels }, home);
  const back = new Resampler(home.kernels, home.allocator, source.sampleRate, sampleRate, source.channels);
  const spectrum = new PowerSpectrum(home, channels, sampleRate, lengthSamples);
  const around = new Around(trip.loudSample - MOST_LAG, LAG_FRAMES + 2 * MOST_LAG, channels);
  let wav: WavWriter | null = null;
  let kept = 0;
  const keep = (samples: Float64Array): void => {
    const frames = Math.min(samples.length / channels, lengthSamples - kept);
    if (frames <= 0) return;
    spectrum.push(samples, frames);
    around.push(samples, frames);
    wav?.write(samples, frames);
    kept += frames;
  };
  try {
    if (preview !== null) wav = createWav(preview, { channels, sampleRate, format: 'f32' });
    for (;;) {
      await turns.take();
      const samples = await source.read(BLOCK_FRAMES);
      if (!samples) break;
      const frames = samples.length / source.channels;
      meter.push(samples, frames);
      keep(back.process(samples, frames));
      trip.onProgress?.(ENCODE_SHARE + ((1 - ENCODE_SHARE) * kept) / lengthSamples);
    }
    keep(back.flush());
    wav?.close();
  } catch (error) {
    wav?.abort();
    throw error;
  } finally {
    source.close();
    back.dispose();
  }
  const { truePeakDbtp, samplePeakDbfs, integratedLufs } = meter.finish();
  const after = spectrum.finish();
  return {
    truePeakDbtp,
    samplePeakDbfs,
    integratedLufs,
    edgeHz: edgeHz(trip.spectrum, after),
    changeDb: changeDb(trip.spectrum, after),
    lagSamples: lagOf(readMono(master, trip.loudSample, LAG_FRAMES), around.mono),
    file: preview,
  };
}

/** The middle of frames that pass, from a sample on. */
class Around {
  readonly mono: Float64Array;
  readonly #first: number;
  readonly #channels: number;
  #at = 0;

  constructor(first: number, frames: number, channels: number) {
    this.mono = new Float64Array(frames);
    this.#first = first;
    this.#channels = channels;
  }

  push(samples: Float64Array, frames: number): void {
    const from = Math.max(0, this.#first - this.#at);
    const to = Math.min(frames, this.#first + this.mono.length - this.#at);
    for (let i = from; i < to; i++)
      this.mono[this.#at + i - this.#first] = middle(samples, i, this.#channels);
    this.#at += frames;
  }
}

const middle = (samples: Float64Array, frame: number, channels: number): number =>
  channels === 1 ? samples[frame]! : samples[2 * frame]! + samples[2 * frame + 1]!;

function readMono(master: WavReader, first: number, frames: number): Float64Array {
  const block = new Float64Array(frames * master.channels);
  const skip = Math.max(0, -first);
  master.read(Math.max(0, first), frames - skip, block, skip * master.channels);
  return Float64Array.from({ length: frames }, (_, i) => middle(block, i, master.channels));
}
