/** What is seen in the samples themselves: levels by step, DC, clipped runs, clicks, dropouts, bits in use. */
import { Growing } from './growing.ts';
import { FINE_SECONDS, type Place, type SampleFaults, STEP_SECONDS, type Steps } from './types.ts';

const MOST_PLACES = 512;
/** −80 dBFS: where sound begins and ends. */
const SOUND = 1e-4;
/** Below −90 dBFS there is nothing. */
export const NOTHING = 3.2e-5;

/** A flat top: samples this close to each other, as a part of their level, after a step at least ten times as large. */
const FLAT = 1e-4;
const CORNER = 1e-3;
const LEAST_RUN = 3;
const LEAST_RUN_LEVEL = 0.05;

/** Pieces the click detector compares, frames at 48 kHz: 0.67 ms. */
const PIECE_SECONDS = 32 / 48000;
/** Pieces looked at to each side of the one that may hold a click. */
const AROUND = 8;
const CLICK_RATIO = 6;
const CLICK_LEAST = 4e-3;
const NOTE_RISE = 1.4;
/** Second over first difference: 1 for a step of one sample, less the rounder it is. */
const SHARP = 0.5;

const DROPOUT_LEAST_SECONDS = 0.0005;
const DROPOUT_MOST_SECONDS = 0.25;
const DROPOUT_EDGE = 0.003;

class Places {
  count = 0;
  readonly places: Place[] = [];
  add(sample: number, lengthSamples: number, value: number): void {
    this.count++;
    if (this.places.length < MOST_PLACES) this.places.push({ sample, lengthSamples, value });
  }
}

/** A run of nearly equal samples in one channel. */
class RunFinder {
  #before = 0;
  #last = 0;
  #length = 0;
  #step = 0;
  readonly #found: Places;

  constructor(found: Places) {
    this.#found = found;
  }

  take(x: number, at: number): void {
    const size = x < 0 ? -x : x;
    const change = x - this.#last;
    if (size > LEAST_RUN_LEVEL && (change < 0 ? -change : change) <= size * FLAT) {
      if (this.#length === 0) {
        this.#length = 2;
        this.#step = this.#last - this.#before;
      } else this.#length++;
    } else if (this.#length > 0) {
      if (this.#length >= LEAST_RUN) this.#end(change, at);
      this.#length = 0;
    }
    this.#before = this.#last;
    this.#last = x;
  }

  /** A top: it came up to the level and goes back from it, with corners. */
  #end(change: number, at: number): void {
    const level = this.#last;
    const size = Math.abs(level);
    const sign = level < 0 ? -1 : 1;
    if (this.#step * sign < CORNER * size || change * sign > -CORNER * size) return;
    this.#found.add(at - this.#length, this.#length, 20 * Math.log10(size));
  }
}

/** The oldest goes, `newest` comes. A loop: for so few, a call of `copyWithin` takes longer. */
function shift(line: Float64Array, newest: number): void {
  const last = line.length - 1;
  for (let i = 0; i < last; i++) line[i] = line[i + 1]!;
  line[last] = newest;
}

export class SampleAnalyser {
  readonly #stepFrames: number;
  readonly #pieceFrames: number;
  readonly #chunkFrames: number;
  readonly #dropoutLeast: number;
  readonly #dropoutMost: number;
  #at = 0;
  // The current step.
  #inStep = 0;
  #peak = 0;
  #ll = 0;
  #rr = 0;
  #lr = 0;
  readonly #peaks = new Growing();
  readonly #lefts = new Growing();
  readonly #rights = new Growing();
  readonly #crosses = new Growing();
  // The whole.
  #sumLeft = 0;
  #sumRight = 0;
  #allLl = 0;
  #allRr = 0;
  #allLr = 0;
  #samplePeak = 0;
  #soundStart: number | null = null;
  #soundEnd: number | null = null;
  #notNumbers = 0;
  #same = true;
  #bits = 0;
  #finer = false;
  // Clipped runs.
  readonly #runs = new Places();
  readonly #runLeft = new RunFinder(this.#runs);
  readonly #runRight = new RunFinder(this.#runs);
  // Clicks: second differences by piece, the newest last.
  readonly #clicks = new Places();
  readonly #pieceMost = new Float64Array(2 * AROUND + 1);
  #pieces = 0;
  #inPiece = 0;
  #pieceMax = 0;
  readonly #pieceLevel = new Float64Array(2 * AROUND + 1);
  #pieceSize = 0;
  readonly #pieceSteepest = new Float64Array(2 * AROUND + 1);
  #pieceStep = 0;
  #l1 = 0;
  #l2 = 0;
  #r1 = 0;
  #r2 = 0;
  // Dropouts.
  readonly #dropouts = new Places();
  #zeros = 0;
  #levelBefore = 0;
  #recent = 0;
  // Peaks of short chunks.
  #inChunk = 0;
  #chunkPeak = 0;
  readonly #fine = new Growing(4096);
  #firstSample = 0;
  readonly #sampleRate: number;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#stepFrames = Math.round(sampleRate * STEP_SECONDS);
    this.#pieceFrames = Math.round(sampleRate * PIECE_SECONDS);
    this.#chunkFrames = Math.round(sampleRate * FINE_SECONDS);
    this.#dropoutLeast = Math.round(sampleRate * DROPOUT_LEAST_SECONDS);
    this.#dropoutMost = Math.round(sampleRate * DROPOUT_MOST_SECONDS);
  }

  /** Puts 0 in place of what is no number; says whether all of it is silence. */
  clean(samples: Float64Array, frames: number): boolean {
    let silent = true;
    for (let i = 0; i < frames * 2; i++) {
      const x = samples[i]!;
      if (x - x !== 0) {
        samples[i] = 0;
        this.#notNumbers++;
      } else if (x !== 0) silent = false;
    }
    return silent;
  }

  /** The same as `push` with zeros, in a fraction of the time. */
  pushSilence(frames: number): void {
    if (frames === 0) return;
    if (!this.#finer) this.#takeBits(0, 0);
    if (this.#zeros === 0) this.#levelBefore = this.#recent;
    this.#zeros += frames;
    for (let i = 0; i < frames; i++) {
      const at = this.#at++;
      if (i < 3) {
        this.#runLeft.take(0, at);
        this.#runRight.take(0, at);
        this.#takeDifference(0, 0, at);
      } else if (++this.#inPiece === this.#pieceFrames) this.#endPiece(at);
      this.#recent *= 0.8;
      if (++this.#inChunk === this.#chunkFrames) this.#endChunk();
      if (++this.#inStep === this.#stepFrames) this.#endStep();
    }
    if (this.#recent < 1e-60) this.#recent = 0;
  }

  /** In stretches that end where a piece, a chunk or a step does, so that nothing else is asked for each frame. */
  push(samples: Float64Array, frames: number): void {
    if (this.#at === 0 && frames > 0)
      this.#firstSample = Math.max(Math.abs(samples[0]!), Math.abs(samples[1]!));
    for (let i = 0; i < frames; ) {
      const count = Math.min(
        frames - i,
        this.#pieceFrames - this.#inPiece,
        this.#chunkFrames - this.#inChunk,
        this.#stepFrames - this.#inStep,
      );
      this.#pushStretch(samples, i, count);
      i += count;
      this.#inPiece += count;
      this.#inChunk += count;
      this.#inStep += count;
      if (this.#inPiece === this.#pieceFrames) this.#endPiece(this.#at - 1);
      if (this.#inChunk === this.#chunkFrames) this.#endChunk();
      if (this.#inStep === this.#stepFrames) this.#endStep();
    }
  }

  #pushStretch(samples: Float64Array, from: number, frames: number): void {
    // What the whole stretch changes stands in locals: this is where most of a check's time goes.
    let peak = 0;
    let ll = this.#ll;
    let rr = this.#rr;
    let lr = this.#lr;
    let sumLeft = this.#sumLeft;
    let sumRight = this.#sumRight;
    let l1 = this.#l1;
    let l2 = this.#l2;
    let r1 = this.#r1;
    let r2 = this.#r2;
    let pieceMax = this.#pieceMax;
    let pieceStep = this.#pieceStep;
    let at = this.#at;
    for (let i = from * 2, end = i + frames * 2; i < end; i += 2) {
      const l = samples[i]!;
      const r = samples[i + 1]!;
      const sizeL = l < 0 ? -l : l;
      const sizeR = r < 0 ? -r : r;
      const size = Math.max(sizeL, sizeR);
      if (size > peak) peak = size;
      ll += l * l;
      rr += r * r;
      lr += l * r;
      sumLeft += l;
      sumRight += r;
      if (size > SOUND) {
        this.#soundStart ??= at;
        this.#soundEnd = at;
      }
      if (!this.#finer) this.#takeBits(l, r);
      this.#runLeft.take(l, at);
      if (l !== r) {
        this.#same = false;
        this.#runRight.take(r, at);
      }
      this.#takeDropout(size, at);
      const a = l - 2 * l1 + l2;
      const b = r - 2 * r1 + r2;
      const stepL = l > l1 ? l - l1 : l1 - l;
      const stepR = r > r1 ? r - r1 : r1 - r;
      if (stepL > pieceStep) pieceStep = stepL;
      if (stepR > pieceStep) pieceStep = stepR;
      l2 = l1;
      l1 = l;
      r2 = r1;
      r1 = r;
      const sizeA = a < 0 ? -a : a;
      const sizeB = b < 0 ? -b : b;
      const d = Math.max(sizeA, sizeB);
      if (d > pieceMax) pieceMax = d;
      at++;
    }
    this.#at = at;
    if (peak > this.#peak) this.#peak = peak;
    if (peak > this.#pieceSize) this.#pieceSize = peak;
    if (peak > this.#chunkPeak) this.#chunkPeak = peak;
    this.#ll = ll;
    this.#rr = rr;
    this.#lr = lr;
    this.#sumLeft = sumLeft;
    this.#sumRight = sumRight;
    this.#l1 = l1;
    this.#l2 = l2;
    this.#r1 = r1;
    this.#r2 = r2;
    this.#pieceMax = pieceMax;
    this.#pieceStep = pieceStep;
  }

  #takeBits(l: number, r: number): void {
    const a = l * 8388608;
    const b = r * 8388608;
    if (a !== Math.floor(a) || b !== Math.floor(b)) this.#finer = true;
    else this.#bits |= a | b;
  }

  #takeDropout(size: number, at: number): void {
    if (size === 0) {
      if (this.#zeros++ === 0) this.#levelBefore = this.#recent;
    } else {
      if (this.#zeros >= this.#dropoutLeast && this.#zeros <= this.#dropoutMost) {
        if (this.#levelBefore > DROPOUT_EDGE && size > DROPOUT_EDGE / 3)
          this.#dropouts.add(at - this.#zeros, this.#zeros, (this.#zeros / this.#sampleRate) * 1000);
      }
      this.#zeros = 0;
    }
    // The largest of the last few samples, falling: what stood right before a gap.
    this.#recent = Math.max(size, this.#recent * 0.8);
  }

  /** One frame's, where only few are looked at. */
  #takeDifference(l: number, r: number, at: number): void {
    const d = Math.max(Math.abs(l - 2 * this.#l1 + this.#l2), Math.abs(r - 2 * this.#r1 + this.#r2));
    this.#pieceStep = Math.max(this.#pieceStep, Math.abs(l - this.#l1), Math.abs(r - this.#r1));
    this.#l2 = this.#l1;
    this.#l1 = l;
    this.#r2 = this.#r1;
    this.#r1 = r;
    if (d > this.#pieceMax) this.#pieceMax = d;
    if (++this.#inPiece === this.#pieceFrames) this.#endPiece(at);
  }

  /** A click is one piece far above all of those around it, also above those right after: nothing rings on. */
  #endPiece(at: number): void {
    const most = this.#pieceMost;
    shift(most, this.#pieceMax);
    shift(this.#pieceLevel, this.#pieceSize);
    shift(this.#pieceSteepest, this.#pieceStep);
    this.#pieceStep = 0;
    this.#pieceSize = 0;
    this.#inPiece = 0;
    this.#pieceMax = 0;
    this.#pieces++;
    const here = most[AROUND]!;
    if (here < CLICK_LEAST || this.#pieces < 2 * AROUND) return;
    let around = 0;
    for (let i = 0; i <= 2 * AROUND; i++) {
      if (i !== AROUND && most[i]! > around) {
        // A click on the border of two pieces is in both.
        if ((i === AROUND - 1 || i === AROUND + 1) && most[i]! <= here) continue;
        around = most[i]!;
      }
    }
    if (here > CLICK_RATIO * around && here > most[AROUND - 1]! && !this.#isPlayed(here)) {
      const sample = Math.max(0, at - (AROUND + 1) * this.#pieceFrames);
      const ratio = around > 0 ? here / around : 1e6;
      this.#clicks.add(sample, this.#pieceFrames, Math.min(120, 20 * Math.log10(ratio)));
    }
  }

  /** Louder after than before, or rounded: something was struck or plucked there. A click is a step of one sample. */
  #isPlayed(difference: number): boolean {
    if (difference < SHARP * this.#pieceSteepest[AROUND]!) return true;
    const level = this.#pieceLevel;
    let before = 0;
    let after = 0;
    for (let i = 0; i < AROUND - 1; i++) before = Math.max(before, level[i]!);
    for (let i = AROUND + 2; i <= 2 * AROUND; i++) after = Math.max(after, level[i]!);
    return after > NOTE_RISE * before + CLICK_LEAST;
  }

  #endChunk(): void {
    this.#fine.push(this.#chunkPeak);
    this.#inChunk = 0;
    this.#chunkPeak = 0;
  }

  #endStep(): void {
    const n = this.#inStep;
    this.#peaks.push(this.#peak);
    this.#lefts.push(this.#ll / n);
    this.#rights.push(this.#rr / n);
    this.#crosses.push(this.#lr / n);
    this.#allLl += this.#ll;
    this.#allRr += this.#rr;
    this.#allLr += this.#lr;
    if (this.#peak > this.#samplePeak) this.#samplePeak = this.#peak;
    this.#inStep = 0;
    this.#peak = 0;
    this.#ll = 0;
    this.#rr = 0;
    this.#lr = 0;
  }

  finish(): {
    steps: Steps;
    faults: SampleFaults;
    samplePeak: number;
    correlation: number;
    soundStart: number | null;
    soundEnd: number | null;
  } {
    if (this.#inStep > 0) this.#endStep();
    if (this.#inChunk > 0) this.#endChunk();
    const frames = Math.max(1, this.#at);
    const size = Math.sqrt(this.#allLl) * Math.sqrt(this.#allRr);
    let usedBits = 0;
    if (this.#finer) usedBits = 25;
    else if (this.#bits !== 0) usedBits = 24 - Math.log2(this.#bits & -this.#bits);
    return {
      steps: {
        peak: this.#peaks.finish(),
        left: this.#lefts.finish(),
        right: this.#rights.finish(),
        cross: this.#crosses.finish(),
        fine: this.#fine.finish(),
      },
      faults: {
        clippedRuns: this.#runs,
        clicks: this.#clicks,
        dropouts: this.#dropouts,
        notNumbers: this.#notNumbers,
        dcLeft: this.#sumLeft / frames,
        dcRight: this.#sumRight / frames,
        usedBits,
        sidesAreSame: this.#same,
        firstSample: this.#firstSample,
      },
      samplePeak: this.#samplePeak,
      correlation: size > 0 ? Math.max(-1, Math.min(1, this.#allLr / size)) : 0,
      soundStart: this.#soundStart,
      soundEnd: this.#soundEnd,
    };
  }
}
