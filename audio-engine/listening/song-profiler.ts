/**
 * Measures a whole song in one pass: loudness, true peak, PSR, width and third octaves, of all of it and of its loudest
 * half minute. The song is weighed in pieces of five seconds, so that the loudest stretch need not be known before.
 */
import type { Pointer } from '../kernels/index.ts';
import { loadKernels } from '../kernels/index.ts';
import {
  type KernelHome,
  LoudnessMeter,
  psrOver,
  ThirdOctaveMeter,
  TruePeakMeter,
} from '../measure/index.ts';
import { type ProfileFigures, type SongProfile, THIRD_OCTAVES_HZ } from '../protocol/index.ts';

const PIECE_SECONDS = 5;
const LOUDEST_SECONDS = 30;
const STEPS_A_SECOND = 10;
/** Pieces this far below the song's loudness are pauses: their spectrum and width do not count. */
const PAUSE_LU = 20;
const CHUNK = 4096;
/** Ten hours: a meter's history grows no further. */
const MOST_STEPS = 360_000;

interface Piece {
  bandsDb: (number | null)[];
  middle: number;
  side: number;
  frames: number;
}

const power = (db: number): number => 10 ** (db / 10);
const decibels = (value: number): number | null => (value > 0 ? 10 * Math.log10(value) : null);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export class SongProfiler {
  readonly #home: KernelHome;
  readonly #sampleRate: number;
  readonly #loudness: LoudnessMeter;
  readonly #peaks: TruePeakMeter;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  readonly #stepFrames: number;
  readonly #pieceFrames: number;
  readonly #pieces: Piece[] = [];
  /** True peak of each tenth of a second, linear. */
  readonly #stepPeaks: number[] = [];
  #bands: ThirdOctaveMeter;
  #piece: Piece = { bandsDb: [], middle: 0, side: 0, frames: 0 };
  #frames = 0;

  constructor(sampleRate: number, lengthSamples: number | null = null, home: KernelHome = loadKernels()) {
    const { kernels, allocator } = home;
    this.#home = home;
    this.#sampleRate = sampleRate;
    this.#stepFrames = Math.round(sampleRate / STEPS_A_SECOND);
    this.#pieceFrames = this.#stepFrames * STEPS_A_SECOND * PIECE_SECONDS;
    const steps = lengthSamples ? Math.ceil(lengthSamples / this.#stepFrames) + 2 : MOST_STEPS;
    this.#loudness = new LoudnessMeter(kernels, allocator, sampleRate, 2, steps);
    this.#peaks = new TruePeakMeter(kernels, allocator, 2, 'live');
    this.#buffer = allocator.allocate(CHUNK * 16);
    this.#view = new Float64Array(kernels.memory.buffer, this.#buffer, CHUNK * 2);
    this.#bands = this.#bandMeter();
  }

  /** Interleaved stereo frames. */
  push(samples: Float64Array, frames: number): void {
    for (let at = 0; at < frames; ) {
      const inStep = this.#frames % this.#stepFrames;
      const inPiece = this.#frames % this.#pieceFrames;
      const count = Math.min(CHUNK, frames - at, this.#stepFrames - inStep, this.#pieceFrames - inPiece);
      const part = samples.subarray(at * 2, (at + count) * 2);
      this.#view.set(part);
      this.#loudness.process(this.#buffer, count);
      this.#peaks.process(this.#buffer, count);
      this.#bands.push(part, count);
      this.#weigh(part, count);
      this.#frames += count;
      at += count;
      if (this.#frames % this.#stepFrames === 0) this.#stepPeaks.push(this.#takePeak());
      if (this.#frames % this.#pieceFrames === 0) this.#endPiece();
    }
  }

  /** The figures; frees the meters, so it is the last call. */
  finish(): SongProfile {
    this.#peaks.flush();
    this.#stepPeaks.push(this.#takePeak());
    if (this.#piece.frames > 0) this.#endPiece();
    this.#bands.finish();
    const reading = this.#loudness.read();
    const { momentaryLufs, shortTermLufs } = this.#loudness.history();
    const { allocator } = this.#home;
    this.#loudness.dispose();
    this.#peaks.dispose();
    allocator.free(this.#buffer);
    const peaksDb = this.#stepPeaks.map((peak) => 20 * Math.log10(peak)); // a figure, not a sample
    const psr = psrOver(peaksDb, shortTermLufs, 1 / STEPS_A_SECOND);
    const lufs = finite(reading.integratedLufs);
    const steps = PIECE_SECONDS * STEPS_A_SECOND;
    const energies = this.#pieces.map((_, n) => meanPower(momentaryLufs, n * steps, (n + 1) * steps));
    const first = loudestOf(energies, LOUDEST_SECONDS / PIECE_SECONDS);
    const last = Math.min(this.#pieces.length, first + LOUDEST_SECONDS / PIECE_SECONDS);
    const gate = lufs === null ? 0 : power(lufs - PAUSE_LU);
    const stretch = (from: number, to: number, level: number | null): ProfileFigures => ({
      lufs: level,
      truePeakDbtp: peakOf(this.#stepPeaks, from * steps, to * steps),
      psrDb: median(psr.subarray(from * steps, to * steps)),
      ...tone(this.#pieces.slice(from, to).filter((_, n) => energies[from + n]! >= gate)),
    });
    const loudestPower = mean(energies.slice(first, last));
    return {
      version: 1,
      sampleRate: this.#sampleRate,
      lengthSamples: this.#frames,
      lraLu: reading.loudnessRangeLu,
      whole: stretch(0, this.#pieces.length, lufs),
      loudest: {
        startSample: Math.min(this.#frames, first * this.#pieceFrames),
        endSample: Math.min(this.#frames, last * this.#pieceFrames),
        figures: stretch(first, last, decibels(loudestPower)),
      },
    };
  }

  #bandMeter(): ThirdOctaveMeter {
    return new ThirdOctaveMeter(this.#sampleRate, THIRD_OCTAVES_HZ, this.#home);
  }

  #weigh(samples: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const left = samples[i * 2]!;
      const right = samples[i * 2 + 1]!;
      this.#piece.middle += (left + right) * (left + right);
      this.#piece.side += (left - right) * (left - right);
    }
    this.#piece.frames += frames;
  }

  #endPiece(): void {
    this.#piece.bandsDb = this.#bands.finish();
    this.#pieces.push(this.#piece);
    this.#piece = { bandsDb: [], middle: 0, side: 0, frames: 0 };
    this.#bands = this.#bandMeter();
  }

  /** Of what came since the last look: looking sets it back. */
  #takePeak(): number {
    const now = new Float64Array(this.#home.kernels.memory.buffer, this.#peaks.states[0]!, 4);
    const peak = Math.max(now[2]!, now[3]!);
    now[2] = 0;
    now[3] = 0;
    return peak;
  }
}

const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

/** Mean K-weighted power of [from, to) of a history of loudness. */
function meanPower(lufs: Float32Array, from: number, to: number): number {
  const part = lufs.subarray(from, Math.min(to, lufs.length));
  return mean([...part].map((value) => (Number.isFinite(value) ? power(value) : 0)));
}

function loudestOf(energies: readonly number[], count: number): number {
  let best = 0;
  let most = -1;
  for (let first = 0; first <= Math.max(0, energies.length - count); first++) {
    const sum = mean(energies.slice(first, first + count));
    if (sum > most) {
      most = sum;
      best = first;
    }
  }
  return best;
}

function peakOf(peaks: readonly number[], from: number, to: number): number | null {
  let peak = 0;
  for (let i = from; i < Math.min(to + 1, peaks.length); i++) peak = Math.max(peak, peaks[i]!);
  return peak > 0 ? 20 * Math.log10(peak) : null;
}

/** The middle one of those that there are. */
function median(values: Float32Array): number | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return sorted[sorted.length >> 1] ?? null;
}

/** Third octaves and width of pieces together: mean powers. */
function tone(pieces: readonly Piece[]): { width: number; bandsDb: (number | null)[] } {
  const frames = pieces.reduce((sum, piece) => sum + piece.frames, 0);
  const bandsDb = THIRD_OCTAVES_HZ.map((_, band) =>
    decibels(
      pieces.reduce((sum, piece) => {
        const db = piece.bandsDb[band];
        return db === null || db === undefined ? sum : sum + (power(db) * piece.frames) / frames;
      }, 0),
    ),
  );
  const middle = pieces.reduce((sum, piece) => sum + piece.middle, 0);
  const side = pieces.reduce((sum, piece) => sum + piece.side, 0);
  return { width: middle > 0 ? Math.sqrt(side / middle) : side > 0 ? 99 : 0, bandsDb };
}
