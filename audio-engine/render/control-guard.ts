/** Notices an audio thread that hands nothing over any more: a library that never came back. */
import { type ControlBlock, ControlWord } from './control-block.ts';

/** Far longer than any block and than a device needs to be given up by its own watchdog. */
const STUCK_MS = 1500;

export class AudioGuard {
  readonly #control: ControlBlock;
  #blocks = 0;
  #seenAt = performance.now();

  constructor(control: ControlBlock) {
    this.#control = control;
  }

  /** Ask regularly. `excused` while a device is being opened, which may take long. */
  isStuck(nowMs: number, excused: boolean): boolean {
    const blocks = this.#control.get(ControlWord.blocks);
    if (excused || blocks !== this.#blocks) {
      this.#blocks = blocks;
      this.#seenAt = nowMs;
    }
    return nowMs - this.#seenAt > STUCK_MS;
  }
}
