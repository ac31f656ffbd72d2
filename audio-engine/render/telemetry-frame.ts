/**
 * Fills the 60 frames a second that the renderer draws from: levels of all strips, the master's meters, and the
 * sections that open views asked for. Runs on the control thread; reads what the audio thread leaves in memory.
 */
import type { Kernels } from '../kernels/index.ts';
import {
  encodeTelemetry,
  HEADER_DOUBLES,
  Header,
  type Section,
  STRIP_FLOATS,
  StripSlot,
} from '../protocol/index.ts';
import { type ControlBlock, ControlDouble, ControlWord } from './control-block.ts';
import { MeterReader } from './meter-reader.ts';
import type { InstalledPlan } from './plan-types.ts';

/** Frames sent and not yet taken: more would only be late. */
const CREDIT = 2;

export interface FrameSource {
  /** Writes its fields of the header. */
  header?(header: Float64Array): void;
  sections?(): Section[];
}

export class TelemetryFrames {
  readonly #kernels: Kernels;
  readonly #control: ControlBlock;
  readonly #header = new Float64Array(HEADER_DOUBLES);
  #readers: MeterReader[] = [];
  #strips = new Float32Array(0);
  #masterAt = 0;
  #layoutEpoch = 0;
  #sequence = 0;
  #sent = 0;
  #loadSum = 0;
  #loadCount = 0;

  constructor(kernels: Kernels, control: ControlBlock) {
    this.#kernels = kernels;
    this.#control = control;
  }

  /** Meters of another plan, in the order of the layout's strips. */
  plan(plan: InstalledPlan, layout: { epoch: number; stripIds: readonly string[] }): void {
    this.#layoutEpoch = layout.epoch;
    this.#readers = layout.stripIds.map((id) => new MeterReader(this.#kernels.memory, plan.meters.get(id)!));
    this.#strips = new Float32Array(layout.stripIds.length * STRIP_FLOATS);
    this.#masterAt = layout.stripIds.indexOf('master') * STRIP_FLOATS;
  }

  /** A frame was taken at the other end. */
  taken(): void {
    this.#sent = Math.max(0, this.#sent - 1);
  }

  /** Whether one more may be sent; counts it. */
  mayGo(): boolean {
    if (this.#sent >= CREDIT) return false;
    this.#sent++;
    return true;
  }

  /** Clip latches and held peaks of all strips go back to nothing. */
  resetMeters(): void {
    for (const reader of this.#readers) reader.requestReset();
  }

  frame(
    at: { sample: number; timeMs: number; playing: boolean; sampleRate: number },
    sources: readonly FrameSource[],
  ): ArrayBuffer {
    const header = this.#header;
    header.fill(Number.NaN);
    header[Header.sequence] = ++this.#sequence;
    header[Header.layoutEpoch] = this.#layoutEpoch;
    header[Header.positionSample] = at.sample;
    header[Header.timeMs] = at.timeMs;
    header[Header.playing] = at.playing ? 1 : 0;
    header[Header.sampleRate] = at.sampleRate;
    header[Header.xruns] = this.#control.get(ControlWord.xruns) + this.#control.get(ControlWord.starved);
    this.#load(header);
    for (let i = 0; i < this.#readers.length; i++) this.#readers[i]!.read(this.#strips, i * STRIP_FLOATS);
    if (this.#masterAt >= 0)
      header[Header.masterReductionDb] = this.#strips[this.#masterAt + StripSlot.reductionDb] ?? 0;
    const sections: Section[] = [];
    for (const source of sources) {
      source.header?.(header);
      if (source.sections) sections.push(...source.sections());
    }
    return encodeTelemetry(header, this.#strips, sections);
  }

  /** Mean since the last frame from running sums; the maximum is taken and set back. */
  #load(header: Float64Array): void {
    const { doubles } = this.#control;
    const sum = doubles[ControlDouble.loadSum]!;
    const count = doubles[ControlDouble.loadCount]!;
    header[Header.load] = count > this.#loadCount ? (sum - this.#loadSum) / (count - this.#loadCount) : 0;
    header[Header.loadMax] = doubles[ControlDouble.loadMax]!;
    doubles[ControlDouble.loadMax] = 0;
    this.#loadSum = sum;
    this.#loadCount = count;
  }
}
