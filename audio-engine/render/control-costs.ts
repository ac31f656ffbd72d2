/**
 * What inserts cost: each times one quantum in sixteen by itself, only while a view asks. Shares are of one core's
 * time, so that they add up to what the load of the audio thread shows.
 */
import type { Kernels } from '../kernels/index.ts';
import type { Costs } from '../protocol/index.ts';
import type { Id } from '../session/index.ts';
import { type ControlBlock, ControlDouble, ControlWord, LOAD_STEPS } from './control-block.ts';
import { timeInsert } from './live-insert.ts';
import type { InstalledPlan } from './plan-types.ts';

const EVERY = 16;
const TELL_MS = 1000;

interface Timed {
  stripId: Id;
  effectId: Id;
  sum: Float64Array;
  before: number;
}

export class InsertCosts {
  readonly #kernels: Kernels;
  readonly #control: ControlBlock;
  #on = false;
  #plan: InstalledPlan | undefined;
  #timed: Timed[] = [];
  #toldAt = 0;
  #frames = 0;
  #loadSum = 0;
  #loadCount = 0;
  /** Blocks by load, as they stood when somebody began to ask. */
  readonly #loads: Int32Array;

  constructor(kernels: Kernels, control: ControlBlock) {
    this.#kernels = kernels;
    this.#control = control;
    this.#loads = new Int32Array(control.loads.length);
  }

  watch(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#loads.set(this.#control.loads);
    this.#time();
  }

  plan(plan: InstalledPlan | undefined): void {
    this.#plan = plan;
    if (this.#on) this.#time();
    else this.#timed = [];
  }

  /** What to tell, about once a second; undefined in between and while nobody asks. */
  read(nowMs: number, sampleRate: number): Costs | undefined {
    if (!this.#on || nowMs - this.#toldAt < TELL_MS) return undefined;
    const frames = (this.#control.get(ControlWord.tapWritten) - this.#frames) | 0;
    const passedMs = (frames * 1000) / sampleRate;
    const effects = this.#timed.map((timed) => {
      const sum = timed.sum[0]!;
      const tookMs = (sum - timed.before) * EVERY;
      timed.before = sum;
      return {
        stripId: timed.stripId,
        effectId: timed.effectId,
        share: passedMs > 0 ? tookMs / passedMs : 0,
      };
    });
    const { doubles } = this.#control;
    const count = doubles[ControlDouble.loadCount]! - this.#loadCount;
    const total = count > 0 ? (doubles[ControlDouble.loadSum]! - this.#loadSum) / count : 0;
    this.#mark(nowMs);
    return { effects, total, blocks: this.#blocks() };
  }

  /** How many blocks since somebody asks, the load that 99.9 % of them stayed under, and how many took all of their time. */
  #blocks(): Costs['blocks'] {
    const counts = Array.from(this.#control.loads, (count, i) => (count - this.#loads[i]!) | 0);
    const count = counts.reduce((sum, n) => sum + n, 0);
    const under = (part: number): number => {
      let left = count * part;
      const bucket = counts.findIndex((n) => {
        left -= n;
        return left <= 0;
      });
      return (bucket + 1) / LOAD_STEPS;
    };
    const late = counts.slice(LOAD_STEPS).reduce((sum, n) => sum + n, 0);
    return { count, median: count ? under(0.5) : 0, most: count ? under(0.999) : 0, late };
  }

  #time(): void {
    this.#timed = [];
    const { strips = [], master } = this.#plan?.description ?? {};
    for (const strip of master ? [...strips, master] : strips) {
      for (const { id } of [...strip.inserts, ...strip.postFader]) {
        const insert = this.#plan?.insert(id);
        if (insert === undefined) continue;
        const sum = timeInsert(this.#kernels, insert, this.#on ? EVERY : 0);
        if (this.#on) this.#timed.push({ stripId: strip.id, effectId: id, sum, before: sum[0]! });
      }
    }
    this.#mark(performance.now());
  }

  #mark(nowMs: number): void {
    this.#toldAt = nowMs;
    this.#frames = this.#control.get(ControlWord.tapWritten);
    this.#loadSum = this.#control.doubles[ControlDouble.loadSum]!;
    this.#loadCount = this.#control.doubles[ControlDouble.loadCount]!;
  }
}
