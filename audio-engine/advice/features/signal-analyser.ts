/** Listens to one signal while its blocks pass, and answers its features. */
import { AudioMeter, type KernelHome } from '../../measure/index.ts';
import { FrameAnalyser } from './frame-analyser.ts';
import { LowAnalyser } from './low-analyser.ts';
import { NOTHING, SampleAnalyser } from './sample-analyser.ts';
import type { Transform } from './transform.ts';
import type { EnergyGrid, Loudness, SignalFeatures, SignalKind } from './types.ts';

export interface SignalFacts {
  id: string;
  name: string;
  kind: SignalKind;
  channels: 1 | 2;
  pathGainDb: number | null;
}

export interface Listening {
  sampleRate: number;
  /** As far as it is known: sizes the loudness history. */
  lengthSamples: number | null;
  transform: Transform;
  home: KernelHome;
}

const LOWEST = 1e-7;
/** 30 dB below the loud frames. */
const ACTIVE_BELOW = 1e-3;

export class SignalAnalyser {
  readonly #facts: SignalFacts;
  readonly #meter: AudioMeter;
  readonly #frames: FrameAnalyser;
  readonly #samples: SampleAnalyser;
  readonly #low: LowAnalyser;
  #clean = new Float64Array(0);

  constructor(facts: SignalFacts, { sampleRate, lengthSamples, transform, home }: Listening) {
    const whole = facts.kind === 'mix' || facts.kind === 'file';
    this.#facts = facts;
    // A tail of half a minute at most may follow.
    const length = lengthSamples === null ? null : lengthSamples + 40 * sampleRate;
    this.#meter = new AudioMeter({ sampleRate, channels: 2, truePeak: whole, lengthSamples: length }, home);
    this.#frames = new FrameAnalyser(transform, sampleRate, whole);
    this.#samples = new SampleAnalyser(sampleRate);
    this.#low = new LowAnalyser(sampleRate);
  }

  /** `frames` frames of interleaved stereo. */
  push(samples: Float64Array, frames: number): void {
    if (this.#clean.length < frames * 2) this.#clean = new Float64Array(frames * 2);
    const clean = this.#clean;
    clean.set(frames * 2 === samples.length ? samples : samples.subarray(0, frames * 2));
    const silent = this.#samples.clean(clean, frames);
    if (silent) this.#samples.pushSilence(frames);
    else this.#samples.push(clean, frames);
    this.#frames.push(clean, frames, silent);
    this.#low.push(clean, frames, silent);
    this.#meter.push(clean, frames);
  }

  finish(): SignalFeatures {
    const { id, name, kind, channels, pathGainDb } = this.#facts;
    const { samplePeak, ...seen } = this.#samples.finish();
    const { erb, thirdOctaves, cross, spectrum } = this.#frames.finish();
    const history = this.#meter.history();
    const measured = this.#meter.finish();
    const loudness: Loudness = {
      integratedLufs: measured.integratedLufs,
      loudnessRangeLu: measured.loudnessRangeLu,
      maxShortTermLufs: measured.maxShortTermLufs,
      momentaryLufs: history.momentaryLufs,
      shortTermLufs: history.shortTermLufs,
    };
    const active = activeFrames(thirdOctaves);
    const gain = 10 ** ((pathGainDb ?? 0) / 10);
    return {
      id,
      name,
      kind,
      channels,
      silent: !(samplePeak > NOTHING),
      pathGainDb,
      erb: louder(erb, gain),
      thirdOctaves: louder(thirdOctaves, gain),
      cross,
      active,
      loudness,
      samplePeakDbfs: samplePeak > 0 ? 20 * Math.log10(samplePeak) : null,
      truePeakDbtp: kind === 'mix' || kind === 'file' ? measured.truePeakDbtp : null,
      spectrum,
      low: this.#low.finish(),
      ...seen,
    };
  }
}

function louder(grid: EnergyGrid, gain: number): EnergyGrid {
  if (gain !== 1) for (let i = 0; i < grid.data.length; i++) grid.data[i]! *= gain;
  return grid;
}

/** Energy of each frame over all bands. */
export function frameEnergies({ bands, frames, data }: EnergyGrid): Float32Array {
  const sums = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let band = 0; band < bands; band++) sum += data[frame * bands + band]!;
    sums[frame] = sum;
  }
  return sums;
}

function activeFrames(grid: EnergyGrid): Uint8Array {
  const sums = frameEnergies(grid);
  const heard = sums.filter((sum) => sum > LOWEST).sort();
  const loud = heard[Math.floor(heard.length * 0.95)] ?? 0;
  const least = Math.max(LOWEST, loud * ACTIVE_BELOW);
  return Uint8Array.from(sums, (sum) => (sum > least ? 1 : 0));
}
