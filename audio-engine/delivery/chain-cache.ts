/**
 * The chain's sound before the limiter, on disk as 64-bit floats at the file's rate: the search for a loudness
 * runs only limiter and meters over it, however long the chain took.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resampler } from '../kernels/index.ts';
import { AudioMeter, type KernelHome, type Measurement } from '../measure/index.ts';
import { createWav, openWav, type WavReader, type WavWriter } from '../media/index.ts';

export interface ChainFormat {
  channels: number;
  /** Of what is pushed. */
  fromRate: number;
  /** Of what is kept. */
  sampleRate: number;
}

export class ChainCache {
  readonly channels: number;
  readonly sampleRate: number;
  readonly #folder: string;
  readonly #writer: WavWriter;
  readonly #resampler: Resampler;
  readonly #meter: AudioMeter;
  #reader: WavReader | null = null;
  #doublings = 0;

  constructor(home: KernelHome, { channels, fromRate, sampleRate }: ChainFormat) {
    this.channels = channels;
    this.sampleRate = sampleRate;
    this.#folder = mkdtempSync(join(tmpdir(), 'threshold-chain-'));
    this.#writer = createWav(join(this.#folder, 'chain.wav'), {
      channels,
      sampleRate,
      format: 'f64',
      inPlace: true,
    });
    this.#resampler = new Resampler(home.kernels, home.allocator, fromRate, sampleRate, channels);
    this.#meter = new AudioMeter({ channels, sampleRate, truePeak: false }, home);
  }

  push(samples: Float64Array, frames: number): void {
    this.#keep(this.#resampler.process(samples, frames));
  }

  #keep(samples: Float64Array): void {
    for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i]!)) samples[i] = 0;
    const frames = samples.length / this.channels;
    if (frames === 0) return;
    this.#meter.push(samples, frames);
    this.#writer.write(samples, frames);
  }

  /** After the last push: what the chain measures, without its true peak. */
  finish(): Measurement {
    this.#keep(this.#resampler.flush());
    this.#resampler.dispose();
    this.#writer.close();
    this.#reader = openWav(join(this.#folder, 'chain.wav'));
    return this.#meter.finish();
  }

  get lengthSamples(): number {
    return this.#reader?.lengthSamples ?? 0;
  }

  /** From now on the chain is heard this many times doubled: 6.02 dB each, exactly and everywhere alike. */
  raise(doublings: number): void {
    this.#doublings = doublings;
  }

  /** Interleaved frames from `first`; silence past the end. */
  read(first: number, frames: number, into: Float64Array): void {
    const got = this.#reader?.read(first, frames, into) ?? 0;
    into.fill(0, got * this.channels, frames * this.channels);
    for (let doubling = 0; doubling < this.#doublings; doubling++) {
      for (let i = 0; i < got * this.channels; i++) into[i]! *= 2;
    }
  }

  dispose(): void {
    if (this.#reader) this.#reader.close();
    else this.#writer.abort();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
