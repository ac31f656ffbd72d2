/** The master's meters while it plays: loudness in EBU mode, true peak, correlation, fed from the master's tap. */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { LoudnessMeter, PSR_QUIET_LUFS, TruePeakMeter } from '../measure/index.ts';
import { Header } from '../protocol/index.ts';

/** Frames measured in one go. */
const CHUNK = 1024;
/** Seconds over which PSR takes its peak: those of short-term loudness. */
const PSR_SECONDS = 3;

function decibels(linear: number): number {
  if (!(linear > 0)) return Number.NEGATIVE_INFINITY;
  return 20 * Math.log10(linear); // a reading, not a sample
}

export class MasterMeters {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #sampleRate: number;
  readonly #loudness: LoudnessMeter;
  readonly #correlation: Pointer;
  readonly #buffer: Pointer;
  readonly #samples: Float64Array;
  #peaks: TruePeakMeter;
  /** True peaks of the last seconds, one a chunk: for PSR. */
  readonly #recent: Float64Array;
  #recentAt = 0;
  #nowLeft = 0;
  #nowRight = 0;

  constructor(kernels: Kernels, allocator: Allocator, sampleRate: number) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#sampleRate = sampleRate;
    this.#loudness = new LoudnessMeter(kernels, allocator, sampleRate, 2);
    this.#peaks = new TruePeakMeter(kernels, allocator, 2, 'live');
    this.#correlation = allocator.allocate(kernels.call.correlation_bytes!());
    kernels.call.correlation_reset!(this.#correlation, sampleRate);
    this.#buffer = allocator.allocate(CHUNK * 16);
    this.#samples = new Float64Array(kernels.memory.buffer, this.#buffer, CHUNK * 2);
    this.#recent = new Float64Array(Math.ceil((PSR_SECONDS * sampleRate) / CHUNK));
  }

  /** Measures from now on only. */
  reset(): void {
    this.#loudness.reset();
    this.#peaks.dispose();
    this.#peaks = new TruePeakMeter(this.#kernels, this.#allocator, 2, 'live');
    this.#kernels.call.correlation_reset!(this.#correlation, this.#sampleRate);
    this.#recent.fill(0);
  }

  /** Interleaved stereo frames of a ring: [from, from + frames), which does not wrap. */
  push(ring: Float32Array, from: number, frames: number): void {
    for (let at = 0; at < frames; at += CHUNK) {
      const count = Math.min(CHUNK, frames - at);
      this.#samples.set(ring.subarray((from + at) * 2, (from + at + count) * 2));
      this.#loudness.process(this.#buffer, count);
      this.#kernels.call.correlation_process!(this.#correlation, this.#buffer, count, 16);
      this.#peaks.process(this.#buffer, count);
      this.#takePeaks();
    }
  }

  get integratedLufs(): number {
    return this.#loudness.read().integratedLufs;
  }

  header(header: Float64Array): void {
    const r = this.#loudness.read();
    const [correlation = 0] = new Float64Array(this.#kernels.memory.buffer, this.#correlation, 1);
    header[Header.momentaryLufs] = r.momentaryLufs;
    header[Header.shortTermLufs] = r.shortTermLufs;
    header[Header.integratedLufs] = r.integratedLufs;
    header[Header.loudnessRangeLu] = r.loudnessRangeLu;
    header[Header.maxMomentaryLufs] = r.maxMomentaryLufs;
    header[Header.maxShortTermLufs] = r.maxShortTermLufs;
    const most = decibels(this.#peaks.read().truePeak);
    header[Header.maxTruePeakDbtp] = most;
    header[Header.truePeakNowLeft] = this.#nowLeft;
    header[Header.truePeakNowRight] = this.#nowRight;
    header[Header.correlation] = correlation;
    header[Header.psrDb] =
      r.shortTermLufs > PSR_QUIET_LUFS
        ? difference(decibels(Math.max(...this.#recent)), r.shortTermLufs)
        : Number.NaN;
    header[Header.plrDb] = difference(most, r.integratedLufs);
    this.#nowLeft = 0;
    this.#nowRight = 0;
  }

  dispose(): void {
    this.#loudness.dispose();
    this.#peaks.dispose();
    this.#allocator.free(this.#correlation);
    this.#allocator.free(this.#buffer);
  }

  /** The peaks since the last look stand beside those since the reset; looking sets them back. */
  #takePeaks(): void {
    const now = new Float64Array(this.#kernels.memory.buffer, this.#peaks.states[0]!, 4);
    this.#nowLeft = Math.max(this.#nowLeft, now[2]!);
    this.#nowRight = Math.max(this.#nowRight, now[3]!);
    this.#recent[this.#recentAt] = Math.max(now[2]!, now[3]!);
    this.#recentAt = (this.#recentAt + 1) % this.#recent.length;
    now[2] = 0;
    now[3] = 0;
  }
}

/** Not a number where either side has no value yet. */
function difference(a: number, b: number): number {
  const value = a - b;
  return Number.isFinite(value) ? value : Number.NaN;
}
