/**
 * Runs plans live: on the audio thread alone while that takes less than a quarter of the time there is, and with
 * the DSP threads' help where it takes more. The bits are the same, and so is the moment at which values are taken.
 */
import type { Kernels, Pointer } from '../kernels/index.ts';

/** Share of a block's time from which on others help. */
const HEAVY = 0.25;
/** With help it must come to less than this, shared among all, before the audio thread goes on alone. */
const LIGHT = 0.2;
/** Part of the way to the newest block's share that the average goes: it follows within a few dozen blocks. */
const FOLLOWS = 1 / 16;

type RunPlan = (plan: Pointer, first: number, count: number) => void;
type RunTeam = (team: Pointer, plan: Pointer, first: number, count: number) => void;

export class PlanRunner {
  readonly #runPlan: RunPlan;
  readonly #runTeam: RunTeam;
  readonly #team: Pointer;
  readonly #light: number;
  /** A double of its own: a number in a field would be boxed anew for every block. */
  readonly #average = new Float64Array(1);
  #helped = false;

  /** @param team of `createTeam`, with threads that help; 0 where there are none. */
  constructor(kernels: Kernels, team: Pointer, shares: number) {
    this.#runPlan = kernels.call.runPlan as unknown as RunPlan;
    this.#runTeam = kernels.call.runTeam as unknown as RunTeam;
    this.#team = shares > 1 ? team : 0;
    this.#light = LIGHT / shares;
  }

  get isHelped(): boolean {
    return this.#helped;
  }

  run(plan: Pointer, first: number, count: number): void {
    if (this.#helped) this.#runTeam(this.#team, plan, first, count);
    else this.#runPlan(plan, first, count);
  }

  /** What a block took of the time there was for it. */
  took(share: number): void {
    if (this.#team === 0) return;
    const average = this.#average[0]! + (share - this.#average[0]!) * FOLLOWS;
    this.#average[0] = average;
    if (this.#helped) this.#helped = average > this.#light;
    else this.#helped = average > HEAVY;
  }
}
