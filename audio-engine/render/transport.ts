/**
 * Play, stop, locate and loop, as orders to the audio thread. Each play is a run of its own: the audio thread
 * parks, states go to zero, the disk thread reads from the new place, and quantum 0 begins.
 */
import type { LoopRange } from '../session/index.ts';
import {
  type ControlBlock,
  ControlDouble,
  ControlWord,
  type Mark,
  nowMs,
  Order,
  RunState,
} from './control-block.ts';
import { REFILL_AHEAD } from './live-refill.ts';
import { QUANTUM } from './plan-layout.ts';
import { RunMap } from './run-map.ts';

/** Quanta more than the disk thread's own lead, for the message on its way. */
const MESSAGE_AHEAD = 24;

export interface TransportHost {
  readonly control: ControlBlock;
  /** Resolves as soon as `when` holds; false where the transport was told something newer. */
  until(when: () => boolean, still: () => boolean): Promise<boolean>;
  /** The audio thread is parked. */
  parked(): void;
  /** The plan is as the document wants it. */
  settled(): boolean;
  /** Counts changes of tracks and clips. */
  version(): number;
  /** Starts reading a run. */
  cue(run: number, map: RunMap): void;
  /** Quanta 0.. of this run are read. */
  cued(run: number): boolean;
  /** States to zero: the last thing before quantum 0. */
  begin(map: RunMap): void;
  turn(map: RunMap): void;
  onChange(): void;
}

let runs = 0;

export class Transport {
  readonly #host: TransportHost;
  readonly #maps = new Map<number, RunMap>();
  #run = 0;
  #wish = 0;
  #playing = false;
  /** `Order.play` was given since the audio thread was parked last. */
  #ordered = false;
  /** Where play begins, while stopped. */
  #position: number;
  #loop: LoopRange;

  constructor(host: TransportHost, position: number, loop: LoopRange) {
    this.#host = host;
    this.#position = position;
    this.#loop = loop;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Plays from a session sample, or from where it stands. Playing already, only a sample changes anything. */
  async play(fromSample: number | null): Promise<void> {
    if (this.#playing && fromSample === null) return;
    const from = fromSample ?? this.#standing();
    const wish = ++this.#wish;
    const still = (): boolean => wish === this.#wish;
    this.#playing = true;
    this.#position = from;
    this.#host.onChange();
    if (!(await this.#park(still))) return;
    let run: number;
    let map: RunMap;
    let version: number;
    // Again where tracks or clips changed while they were read.
    do {
      if (!(await this.#host.until(() => this.#host.settled(), still))) return;
      version = this.#host.version();
      run = ++runs;
      map = RunMap.from(from, this.#activeLoop());
      this.#host.cue(run, map);
      if (!(await this.#host.until(() => this.#host.cued(run) && this.#host.settled(), still))) return;
    } while (version !== this.#host.version());
    this.#keep(run, map);
    this.#host.begin(map);
    this.#ordered = true;
    const { control } = this.#host;
    control.set(ControlWord.run, run);
    // A start in the middle of the music fades in; the session's start is as it is in a file.
    control.doubles[ControlDouble.fadeIn] = from > 0 ? 1 : 0;
    control.order(Order.play);
  }

  /** Opens files and reads what the first start will want, so that it comes at once. */
  async warm(): Promise<void> {
    const wish = this.#wish;
    const still = (): boolean => wish === this.#wish && !this.#playing;
    if (await this.#host.until(() => this.#host.settled(), still))
      this.#host.cue(++runs, RunMap.from(this.#position));
  }

  stop(): void {
    if (!this.#playing) return;
    this.#wish++;
    this.#playing = false;
    if (this.#ordered) this.#host.control.order(Order.stop);
    this.#host.onChange();
  }

  locate(sample: number): void {
    if (this.#playing) void this.play(sample);
    else {
      this.#position = sample;
      // The mark of the last stop no longer says where it stands.
      this.#run = 0;
      this.#host.onChange();
    }
  }

  /** Parks the audio thread, whatever it plays: another session follows. */
  async park(): Promise<void> {
    this.#wish++;
    this.#playing = false;
    await this.#park(() => true);
  }

  setLoop(loop: LoopRange): void {
    const same =
      loop.enabled === this.#loop.enabled &&
      loop.startSample === this.#loop.startSample &&
      loop.endSample === this.#loop.endSample;
    this.#loop = loop;
    const map = this.#maps.get(this.#run);
    if (same || !map || !this.#playing) return;
    const next = this.#host.control.get(ControlWord.nextQuantum) + REFILL_AHEAD + MESSAGE_AHEAD;
    const turned = map.changedAt(next * QUANTUM, { loop: this.#activeLoop() });
    this.#keep(this.#run, turned);
    this.#host.turn(turned);
  }

  /** Session sample that is heard now, and the wall time of that: frames handed over minus what is queued. */
  heard(sampleRate: number): { sample: number; timeMs: number } {
    const { control } = this.#host;
    const clock = control.clock();
    const timeMs = nowMs();
    const ahead = ((timeMs - clock.timeMs) * sampleRate) / 1000;
    // Time since the last block, at most as long as what was queued can last.
    const frame = clock.frames - clock.latency + Math.min(Math.max(0, ahead), clock.latency);
    const mark = this.#run ? control.markAt(frame) : undefined;
    return { sample: mark ? this.#place(mark, frame) : this.#position, timeMs };
  }

  #place(mark: Mark, frame: number): number {
    const map = this.#maps.get(mark.run);
    if (!map || (mark.run !== this.#run && !this.#playing)) return this.#position;
    const source = mark.sourceSample + (mark.playing ? Math.floor(frame - mark.deviceFrame) : 0);
    return map.at(Math.max(0, source)) ?? this.#position;
  }

  /** Where play goes on: after a stop, the sample after the last one that sounded. */
  #standing(): number {
    const mark = this.#run ? this.#host.control.markAt(Number.MAX_SAFE_INTEGER) : undefined;
    return mark && mark.run === this.#run && !mark.playing
      ? this.#place(mark, mark.deviceFrame)
      : this.#position;
  }

  async #park(still: () => boolean): Promise<boolean> {
    const { control } = this.#host;
    if (control.get(ControlWord.state) !== RunState.parked) control.order(Order.park);
    const done = (): boolean =>
      control.get(ControlWord.state) === RunState.parked &&
      control.get(ControlWord.orderDone) === control.get(ControlWord.orderCount);
    if (!(await this.#host.until(done, still))) return false;
    this.#ordered = false;
    this.#host.parked();
    return true;
  }

  #activeLoop(): { startSample: number; endSample: number } | null {
    const { enabled, startSample, endSample } = this.#loop;
    return enabled ? { startSample, endSample } : null;
  }

  #keep(run: number, map: RunMap): void {
    this.#run = run;
    this.#maps.set(run, map);
    for (const old of this.#maps.keys()) if (old < run - 4) this.#maps.delete(old);
  }
}
