/**
 * Real-time scheduling for the threads that render, where the system grants it, as audio programs have it: nothing else
 * then takes a core from them in the middle of a block. Linux is asked by its own `chrt`, as Node can only be nicer or
 * less nice; where it refuses, and elsewhere, that has to do.
 */
import { execFile } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { type ControlBlock, ControlDouble } from './control-block.ts';

/** Above all ordinary threads, below sound servers and the system's own. */
const PRIORITY = 10;
/** A render that takes this much of its time leaves no core to the window it is operated with: it gives up its right. */
const TOO_MUCH = 0.85;
/** And asks again from here on down. */
const MODEST = 0.6;
/** Over which loads are averaged. */
const WINDOW_MS = 1000;

/** The system's number of the thread that calls; undefined elsewhere than on Linux. */
export function ownThread(): number | undefined {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    return Number.isInteger(thread) ? thread : undefined;
  } catch {
    return undefined;
  }
}

/** Runs `chrt`; answers whether the system did as asked. */
export type ChangeScheduling = (args: readonly string[]) => Promise<boolean>;

const chrt: ChangeScheduling = (args) =>
  new Promise((resolve) => execFile('chrt', args, (error) => resolve(error === null)));

export class RealTime {
  readonly #control: ControlBlock;
  readonly #change: ChangeScheduling;
  readonly #threads: number[] = [];
  #refused = false;
  #given = true;
  #sum = 0;
  #count = 0;
  #since = 0;

  constructor(control: ControlBlock, change: ChangeScheduling = chrt) {
    this.#control = control;
    this.#change = change;
  }

  /** One more thread that renders. */
  add(thread: number): void {
    this.#threads.push(thread);
    if (this.#given) void this.#ask(thread);
  }

  /** Ask regularly: a render that is too heavy must not lock out everything else. */
  look(nowMs: number): void {
    if (this.#refused || nowMs - this.#since < WINDOW_MS) return;
    const { doubles } = this.#control;
    const sum = doubles[ControlDouble.loadSum]!;
    const count = doubles[ControlDouble.loadCount]!;
    const load = count > this.#count ? (sum - this.#sum) / (count - this.#count) : 0;
    this.#sum = sum;
    this.#count = count;
    this.#since = nowMs;
    if (this.#given ? load < TOO_MUCH : load > MODEST) return;
    this.#given = !this.#given;
    for (const thread of this.#threads) void this.#ask(thread);
  }

  async #ask(thread: number): Promise<void> {
    if (this.#refused) return;
    const wish = this.#given ? ['--fifo', '--pid', String(PRIORITY)] : ['--other', '--pid', '0'];
    if (!(await this.#change([...wish, String(thread)]))) this.#refused = true;
  }
}
