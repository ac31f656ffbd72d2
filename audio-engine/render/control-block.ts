/**
 * What the control thread, the audio thread and the disk thread of an engine tell each other while sound runs:
 * words and doubles in shared memory instead of messages, so that the audio thread neither parses nor allocates.
 * Every slot has one writer, named here.
 */

/** Int32 slots. */
export const ControlWord = {
  /** Control: number of the newest published plan; its slot is `epoch & 1`. */
  planEpoch: 0,
  /** Audio: the plan it runs now. */
  planTaken: 1,
  /** Control: counts orders; the order itself is in `order`. */
  orderCount: 2,
  /** Audio: orders it has carried out. */
  orderDone: 3,
  order: 4,
  /** Audio: a `RunState`. */
  state: 5,
  /** Audio: the quantum it will render next; the disk thread fills ahead of it. */
  nextQuantum: 6,
  /** Disk: quanta below this are in the rings of all tracks. */
  filledUntil: 7,
  /** Audio. */
  xruns: 9,
  /** Audio: times it had to wait for the disk. */
  starved: 10,
  /** Audio: blocks ever handed to a device; a sign of life. */
  blocks: 11,
  /** Audio: odd while the clock doubles are being written. */
  clockSequence: 12,
  /** Audio: timeline marks ever written. */
  marks: 13,
  /** Control: 1 while what the device is given is to be kept for a test. */
  captureOn: 14,
  /** Audio and control: float32 samples ever put into and taken out of the capture ring. */
  captureWritten: 15,
  captureRead: 16,
  /** Audio: frames ever put into each tap ring (they move together). */
  tapWritten: 17,
  /** Control: bit n set while tap n is wanted; bit 0 is the master. */
  tapsWanted: 18,
  /** Control, with the order `play`: the run's number. */
  run: 19,
} as const;

/** Float64 slots. */
export const ControlDouble = {
  /** Audio, under clockSequence: frames ever handed to devices, and the wall time of that moment in ms since 1970. */
  deviceFrames: 0,
  deviceTimeMs: 1,
  /** Audio, under clockSequence: frames from the newest one handed over to the one heard. */
  deviceLatency: 2,
  /** Audio: sum of block time over deadline, count and maximum since control last took them. */
  loadSum: 3,
  loadCount: 4,
  loadMax: 5,
  /** Control, with the order `play`: 1 = fade the first quantum in. */
  fadeIn: 6,
} as const;

export const Order = {
  /** Start the published plan at quantum 0, sources sounding; only from `parked`. */
  play: 1,
  /** Sources fall silent within a quantum; the plan runs on, so that what rings rings out. */
  stop: 2,
  /** Fade the output within 64 frames and leave the plan alone, so that control may reset it. */
  park: 3,
} as const;

export const RunState = { parked: 0, playing: 1, silent: 2 } as const;

/** A published plan: Float64 values in one of two slots. */
export const PlanSlot = {
  pointer: 0,
  run: 1,
  master: 2,
  latency: 3,
  listen: 4,
  firstPair: 5,
  firstTap: 21,
} as const;
/** Pairs of outputs a plan may feed apart from the master. */
export const HARDWARE_PAIRS = PlanSlot.firstTap - PlanSlot.firstPair;
/** Taps: the master and four watched strips. */
export const TAPS = 5;
const PLAN_DOUBLES = PlanSlot.firstTap + TAPS;

/** Marks of the timeline: {device frame, source run sample, run number, playing}, newest 64 kept. */
export const MARKS = 64;
const MARK_DOUBLES = 4;

/** About 0.34 s at 48 kHz: far longer than the control thread ever stays away. */
export const TAP_FRAMES = 16384;
/** Samples of the capture ring, of as many channels as the device has. */
export const CAPTURE_SAMPLES = 131072;

/** Blocks ever rendered by the part of their deadline that they took, in steps of 1/LOAD_STEPS; the last takes all above. */
export const LOAD_STEPS = 128;
const LOAD_BUCKETS = 2 * LOAD_STEPS;

const WORDS = 32;
const DOUBLES = 16;

export interface Mark {
  deviceFrame: number;
  sourceSample: number;
  run: number;
  playing: boolean;
}

export class ControlBlock {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  /** Audio: counts of blocks by their load. */
  readonly loads: Int32Array;
  readonly #plans: Float64Array;
  readonly #marks: Float64Array;
  /** Interleaved float32 as handed to the device. */
  readonly capture: Float32Array;
  /** Interleaved stereo of the master (0) and the watched strips (1..4). */
  readonly taps: readonly Float32Array[];

  constructor(buffer = new SharedArrayBuffer(ControlBlock.bytes)) {
    this.buffer = buffer;
    let at = 0;
    const next = (bytes: number): number => {
      const start = at;
      at += bytes;
      return start;
    };
    this.words = new Int32Array(buffer, next(WORDS * 4), WORDS);
    this.doubles = new Float64Array(buffer, next(DOUBLES * 8), DOUBLES);
    this.loads = new Int32Array(buffer, next(LOAD_BUCKETS * 4), LOAD_BUCKETS);
    this.#plans = new Float64Array(buffer, next(2 * PLAN_DOUBLES * 8), 2 * PLAN_DOUBLES);
    this.#marks = new Float64Array(buffer, next(MARKS * MARK_DOUBLES * 8), MARKS * MARK_DOUBLES);
    this.capture = new Float32Array(buffer, next(CAPTURE_SAMPLES * 4), CAPTURE_SAMPLES);
    this.taps = Array.from(
      { length: TAPS },
      () => new Float32Array(buffer, next(TAP_FRAMES * 8), TAP_FRAMES * 2),
    );
  }

  static get bytes(): number {
    return (
      WORDS * 4 +
      DOUBLES * 8 +
      LOAD_BUCKETS * 4 +
      2 * PLAN_DOUBLES * 8 +
      MARKS * MARK_DOUBLES * 8 +
      CAPTURE_SAMPLES * 4 +
      TAPS * TAP_FRAMES * 8
    );
  }

  get(word: number): number {
    return Atomics.load(this.words, word);
  }

  set(word: number, value: number): void {
    Atomics.store(this.words, word, value);
  }

  /** Doubles of the slot that plan `epoch` stands in. */
  plan(epoch: number): Float64Array {
    return epoch & 1 ? this.#plans.subarray(PLAN_DOUBLES) : this.#plans.subarray(0, PLAN_DOUBLES);
  }

  /** True when the audio thread has the newest published plan. */
  get planIsTaken(): boolean {
    return this.get(ControlWord.planTaken) === this.get(ControlWord.planEpoch);
  }

  order(order: number): number {
    Atomics.store(this.words, ControlWord.order, order);
    return Atomics.add(this.words, ControlWord.orderCount, 1) + 1;
  }

  /** Audio thread: from `deviceFrame` on, source samples from `sourceSample` are handed over. */
  mark(deviceFrame: number, sourceSample: number, run: number, playing: boolean): void {
    const count = Atomics.load(this.words, ControlWord.marks);
    const at = (count % MARKS) * MARK_DOUBLES;
    this.#marks[at] = deviceFrame;
    this.#marks[at + 1] = sourceSample;
    this.#marks[at + 2] = run;
    this.#marks[at + 3] = playing ? 1 : 0;
    Atomics.store(this.words, ControlWord.marks, count + 1);
  }

  /** The newest mark at or before a device frame; undefined before the first. */
  markAt(deviceFrame: number): Mark | undefined {
    const count = Atomics.load(this.words, ControlWord.marks);
    for (let i = count - 1; i >= Math.max(0, count - MARKS + 1); i--) {
      const at = (i % MARKS) * MARK_DOUBLES;
      if (this.#marks[at]! > deviceFrame) continue;
      return {
        deviceFrame: this.#marks[at]!,
        sourceSample: this.#marks[at + 1]!,
        run: this.#marks[at + 2]!,
        playing: this.#marks[at + 3] === 1,
      };
    }
    return undefined;
  }

  /** Audio thread, after a block. */
  setClock(frames: number, timeMs: number, latency: number): void {
    Atomics.add(this.words, ControlWord.clockSequence, 1);
    this.doubles[ControlDouble.deviceFrames] = frames;
    this.doubles[ControlDouble.deviceTimeMs] = timeMs;
    this.doubles[ControlDouble.deviceLatency] = latency;
    Atomics.add(this.words, ControlWord.clockSequence, 1);
  }

  /** Device frames handed over, when, and the device's latency: one consistent set. */
  clock(): { frames: number; timeMs: number; latency: number } {
    for (;;) {
      const before = Atomics.load(this.words, ControlWord.clockSequence);
      const frames = this.doubles[ControlDouble.deviceFrames]!;
      const timeMs = this.doubles[ControlDouble.deviceTimeMs]!;
      const latency = this.doubles[ControlDouble.deviceLatency]!;
      if ((before & 1) === 0 && Atomics.load(this.words, ControlWord.clockSequence) === before)
        return { frames, timeMs, latency };
    }
  }
}

/** Wall time in ms since 1970 that never steps back: the same in every thread of a process, near enough. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
