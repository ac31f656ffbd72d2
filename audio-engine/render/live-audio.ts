/**
 * The audio thread's work: fills device blocks from a FIFO of 64-frame quanta that the plan renders. It takes
 * orders and plans from the control block, never waits, and allocates nothing between "wanted" and "written"
 * (only a new plan makes new views).
 */
import type { Kernels } from '../kernels/index.ts';
import {
  CAPTURE_SAMPLES,
  type ControlBlock,
  ControlDouble,
  ControlWord,
  HARDWARE_PAIRS,
  LOAD_STEPS,
  Order,
  PlanSlot,
  RunState,
  TAP_FRAMES,
  TAPS,
} from './control-block.ts';
import { QUANTUM, RunWord } from './plan-layout.ts';
import { PlanRunner } from './plan-runner.ts';

/** Frames over which output comes and goes where it would else be cut. */
const FADE_FRAMES = 64;
/** What `nowMs` adds, read once. */
const ORIGIN_MS = performance.timeOrigin;
/** Quanta of one `runPlan` call; live plans are installed with this capacity. */
export const LIVE_QUANTA = 16;

/** The control room's block and its output of LIVE_QUANTA: without one the master goes straight to the device. */
export interface LiveMonitor {
  block: number;
  output: number;
}

type RunMonitor = (
  monitor: number,
  mix: number,
  listen: number,
  out: number,
  quanta: number,
  first: number,
  playing: number,
  held: number,
) => void;

export interface LiveEvents {
  /** An order was carried out, or a plan was taken: control may go on. */
  onTaken(): void;
}

export class LiveAudio {
  readonly #kernels: Kernels;
  readonly #control: ControlBlock;
  readonly #events: LiveEvents;
  readonly #runner: PlanRunner;
  readonly #monitor: LiveMonitor | undefined;
  readonly #runMonitor: RunMonitor;
  #doubles: Float64Array;
  #ints: Int32Array;
  #pointer = 0;
  #runBlock = 0;
  #latency = 0;
  #master = 0;
  #listen = 0;
  /** Where the frames are that go to the first pair of outputs, and those of pairs that strips go to. */
  #speakers = 0;
  readonly #pairs = new Int32Array(HARDWARE_PAIRS);
  #channels = 2;
  readonly #tapAt = new Int32Array(TAPS);
  #state: number = RunState.parked;
  #run = 0;
  #next = 0;
  /** Frames of the last render that are still to be handed over: [read, filled) of the master buffer. */
  #read = 0;
  #filled = 0;
  /** Frames of the run's head still to be dropped, and how many were to be dropped in all. */
  #drop = 0;
  #dropped = 0;
  /** Frames of this run handed over. */
  #output = 0;
  #fadeIn = 0;
  #fadeOut = 0;
  #waiting = false;
  #deviceFrames = 0;

  constructor(
    kernels: Kernels,
    control: ControlBlock,
    events: LiveEvents,
    monitor?: LiveMonitor,
    runner = new PlanRunner(kernels, 0, 1),
  ) {
    this.#kernels = kernels;
    this.#control = control;
    this.#events = events;
    this.#runner = runner;
    this.#monitor = monitor;
    this.#runMonitor = kernels.call.monitor_process as RunMonitor;
    this.#doubles = new Float64Array(kernels.memory.buffer);
    this.#ints = new Int32Array(kernels.memory.buffer);
  }

  /** One block of interleaved channels for the device: the control room on the first two, hardware pairs on all. */
  fill(block: Float32Array, sampleRate: number, deviceLatency: number, channels = 2): void {
    const started = performance.now();
    const frames = block.length / channels;
    this.#channels = channels;
    this.#takeOrder();
    let at = 0;
    while (at < frames) {
      if (this.#state === RunState.parked) {
        this.#takePlan();
        block.fill(0, at * channels);
        break;
      }
      if (this.#read === this.#filled && !this.#render(frames - at, at)) {
        block.fill(0, at * channels);
        break;
      }
      at += this.#hand(block, at, frames - at);
    }
    this.#deviceFrames += frames;
    this.#keep(block);
    // One reading of the clock for both: each is a boxed number that will have to be collected.
    const ended = performance.now();
    this.#control.setClock(this.#deviceFrames, ORIGIN_MS + ended, deviceLatency);
    this.#measure(ended - started, (frames / sampleRate) * 1000);
  }

  /** Moves at most `frames` frames of the FIFO into the block; returns how many. */
  #hand(block: Float32Array, at: number, frames: number): number {
    let count = Math.min(frames, this.#filled - this.#read);
    if (this.#fadeOut > 0) count = Math.min(count, this.#fadeOut);
    this.#copy(block, at, count);
    if (this.#fadeIn > 0) {
      for (let i = 0; i < count && this.#fadeIn > 0; i++, this.#fadeIn--)
        this.#scale(block, at + i, (FADE_FRAMES - this.#fadeIn + 1) / FADE_FRAMES);
    }
    if (this.#fadeOut > 0) {
      for (let i = 0; i < count; i++, this.#fadeOut--)
        this.#scale(block, at + i, (this.#fadeOut - 1) / FADE_FRAMES);
      if (this.#fadeOut === 0) this.#park(at + count);
    }
    this.#read += count;
    this.#output += count;
    return count;
  }

  /** `count` frames from the FIFO to frame `at` of the block. */
  #copy(block: Float32Array, at: number, count: number): void {
    const channels = this.#channels;
    const doubles = this.#doubles;
    const speakers = (this.#speakers >> 3) + this.#read * 2;
    for (let pair = 0; pair * 2 < channels; pair++) {
      const strip = pair < HARDWARE_PAIRS ? this.#pairs[pair]! : 0;
      const from = (strip >> 3) + this.#read * 2;
      for (let i = 0; i < count; i++) {
        const to = (at + i) * channels + pair * 2;
        for (let side = 0; side < 2 && pair * 2 + side < channels; side++) {
          const heard = pair === 0 ? doubles[speakers + i * 2 + side]! : 0;
          block[to + side] = strip === 0 ? heard : heard + doubles[from + i * 2 + side]!;
        }
      }
    }
  }

  #scale(block: Float32Array, frame: number, gain: number): void {
    const channels = this.#channels;
    for (let i = frame * channels; i < (frame + 1) * channels; i++) block[i] = block[i]! * gain;
  }

  /** Renders quanta for `frames` frames; false where the disk has not read that far or there is no plan. */
  #render(frames: number, at: number): boolean {
    this.#takePlan();
    if (this.#pointer === 0) return false;
    let count = Math.min(LIVE_QUANTA, Math.ceil((frames + this.#drop) / QUANTUM));
    if (this.#state === RunState.playing) {
      const ready = this.#control.get(ControlWord.filledUntil) - this.#next;
      if (ready <= 0) return this.#wait(at);
      if (this.#waiting) this.#goOn(at);
      count = Math.min(count, ready);
    }
    this.#runner.run(this.#pointer, this.#next, count);
    const monitor = this.#monitor;
    if (monitor) {
      const playing = this.#state === RunState.playing ? 1 : 0;
      const held = Math.floor(this.#drop / QUANTUM);
      const { block, output } = monitor;
      this.#runMonitor(block, this.#master, this.#listen, output, count, this.#next, playing, held);
    }
    this.#next += count;
    this.#control.set(ControlWord.nextQuantum, this.#next);
    this.#filled = count * QUANTUM;
    this.#tap(this.#filled);
    this.#read = Math.min(this.#drop, this.#filled);
    this.#drop -= this.#read;
    return this.#read < this.#filled || this.#render(frames, at);
  }

  /** The timeline waits for the disk rather than skipping music. */
  #wait(at: number): false {
    if (!this.#waiting) {
      Atomics.add(this.#control.words, ControlWord.starved, 1);
      this.#control.mark(this.#deviceFrames + at, this.#source(), this.#run, false);
    }
    this.#waiting = true;
    return false;
  }

  #goOn(at: number): void {
    this.#waiting = false;
    this.#control.mark(this.#deviceFrames + at, this.#source(), this.#run, true);
  }

  /** Source sample that is handed over next. */
  #source(): number {
    return this.#output + this.#dropped - this.#latency;
  }

  #takeOrder(): void {
    const control = this.#control;
    const count = control.get(ControlWord.orderCount);
    if (count === control.get(ControlWord.orderDone)) return;
    const order = control.get(ControlWord.order);
    if (order === Order.play) this.#play();
    else if (order === Order.stop) this.#stop();
    else if (this.#state !== RunState.parked) {
      // Finished when the fade is: `#park` reports.
      if (this.#pointer === 0) this.#park(0);
      else if (this.#fadeOut === 0) this.#fadeOut = FADE_FRAMES;
      if (this.#waiting) this.#park(0);
      return;
    }
    this.#done(count);
  }

  #done(count: number): void {
    this.#control.set(ControlWord.orderDone, count);
    this.#events.onTaken();
  }

  #play(): void {
    this.#takePlan();
    this.#run = this.#control.get(ControlWord.run);
    this.#next = 0;
    this.#read = 0;
    this.#filled = 0;
    this.#output = 0;
    this.#drop = this.#latency;
    this.#dropped = this.#latency;
    this.#fadeIn = this.#control.doubles[ControlDouble.fadeIn] ? FADE_FRAMES : 0;
    this.#fadeOut = 0;
    this.#waiting = false;
    this.#control.set(ControlWord.nextQuantum, 0);
    this.#setPlaying(1);
    this.#setState(RunState.playing);
    this.#control.mark(this.#deviceFrames, 0, this.#run, true);
  }

  #stop(): void {
    if (this.#state !== RunState.playing) return;
    this.#setPlaying(0);
    this.#setState(RunState.silent);
    // What was read before the stop still has to be heard.
    const source = this.#next * QUANTUM;
    this.#control.mark(this.#deviceFrames + Math.max(0, source - this.#source()), source, this.#run, false);
    this.#waiting = false;
  }

  #park(at: number): void {
    if (this.#state === RunState.playing)
      this.#control.mark(this.#deviceFrames + at, this.#source(), this.#run, false);
    this.#setState(RunState.parked);
    this.#setPlaying(0);
    this.#fadeOut = 0;
    this.#waiting = false;
    this.#done(this.#control.get(ControlWord.orderCount));
  }

  #setState(state: number): void {
    this.#state = state;
    this.#control.set(ControlWord.state, state);
  }

  #setPlaying(playing: number): void {
    if (this.#runBlock) Atomics.store(this.#ints, (this.#runBlock >> 2) + RunWord.playing, playing);
  }

  /** Takes the newest published plan. Only where the FIFO is empty: its buffer belongs to the plan before. */
  #takePlan(): void {
    const epoch = this.#control.get(ControlWord.planEpoch);
    if (epoch === this.#control.get(ControlWord.planTaken)) return;
    const slot = this.#control.plan(epoch);
    // Shared memory never moves, but old views end where it ended before it grew.
    if (this.#doubles.buffer !== this.#kernels.memory.buffer) {
      this.#doubles = new Float64Array(this.#kernels.memory.buffer);
      this.#ints = new Int32Array(this.#kernels.memory.buffer);
    }
    this.#pointer = slot[PlanSlot.pointer]!;
    this.#runBlock = slot[PlanSlot.run]!;
    this.#master = slot[PlanSlot.master]!;
    this.#listen = slot[PlanSlot.listen]!;
    this.#speakers = this.#monitor?.output ?? this.#master;
    for (let i = 0; i < HARDWARE_PAIRS; i++) this.#pairs[i] = slot[PlanSlot.firstPair + i]!;
    for (let i = 0; i < TAPS; i++) this.#tapAt[i] = slot[PlanSlot.firstTap + i]!;
    const latency = slot[PlanSlot.latency]!;
    const moved = latency !== this.#latency && this.#state === RunState.playing;
    this.#latency = latency;
    if (moved) this.#control.mark(this.#deviceFrames, this.#source(), this.#run, true);
    this.#control.set(ControlWord.planTaken, epoch);
    this.#events.onTaken();
  }

  /** Copies what was rendered into the tap rings that are wanted. */
  #tap(frames: number): void {
    const wanted = this.#control.get(ControlWord.tapsWanted);
    const written = this.#control.get(ControlWord.tapWritten);
    for (let t = 0; t < TAPS; t++) {
      if (!(wanted & (1 << t))) continue;
      const ring = this.#control.taps[t]!;
      const from = this.#tapAt[t]! >> 3;
      for (let i = 0; i < frames; i++) {
        const to = ((written + i) & (TAP_FRAMES - 1)) * 2;
        ring[to] = from ? this.#doubles[from + i * 2]! : 0;
        ring[to + 1] = from ? this.#doubles[from + i * 2 + 1]! : 0;
      }
    }
    this.#control.set(ControlWord.tapWritten, (written + frames) | 0);
  }

  /** Keeps what the device is given, for a test that asked for it. */
  #keep(block: Float32Array): void {
    const control = this.#control;
    if (!control.get(ControlWord.captureOn)) return;
    const written = control.get(ControlWord.captureWritten);
    for (let i = 0; i < block.length; i++) control.capture[(written + i) & (CAPTURE_SAMPLES - 1)] = block[i]!;
    control.set(ControlWord.captureWritten, (written + block.length) | 0);
  }

  #measure(tookMs: number, deadlineMs: number): void {
    const load = tookMs / deadlineMs;
    if (this.#state !== RunState.parked) this.#runner.took(load);
    const { doubles, loads } = this.#control;
    if (this.#state !== RunState.parked) {
      const bucket = Math.min(loads.length - 1, Math.floor(load * LOAD_STEPS));
      loads[bucket] = loads[bucket]! + 1;
    }
    doubles[ControlDouble.loadSum] = doubles[ControlDouble.loadSum]! + load;
    doubles[ControlDouble.loadCount] = doubles[ControlDouble.loadCount]! + 1;
    if (load > doubles[ControlDouble.loadMax]!) doubles[ControlDouble.loadMax] = load;
    Atomics.add(this.#control.words, ControlWord.blocks, 1);
  }
}
