/** Writes what the device is given to a file, for tests: float32, interleaved, as it is, off the audio thread. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { CAPTURE_FRAMES, type ControlBlock, ControlWord } from './control-block.ts';

export class Capture {
  readonly #control: ControlBlock;
  #file: number | undefined;

  constructor(control: ControlBlock) {
    this.#control = control;
  }

  /** Begins a file, or ends the one that is written; throws what the disk says. */
  to(path: string | null): void {
    if (this.#file !== undefined) {
      this.#control.set(ControlWord.captureOn, 0);
      this.drain();
      closeSync(this.#file);
      this.#file = undefined;
    }
    if (path === null) return;
    this.#file = openSync(path, 'w');
    this.#control.set(ControlWord.captureRead, this.#control.get(ControlWord.captureWritten));
    this.#control.set(ControlWord.captureOn, 1);
  }

  /** Writes what came since the last time; call it more often than the ring is long (1.3 s at 48 kHz). */
  drain(): void {
    if (this.#file === undefined) return;
    const control = this.#control;
    const written = control.get(ControlWord.captureWritten);
    let read = control.get(ControlWord.captureRead);
    while (((written - read) | 0) > 0) {
      const at = read & (CAPTURE_FRAMES - 1);
      const frames = Math.min((written - read) | 0, CAPTURE_FRAMES - at);
      writeSync(this.#file, Float32Array.from(control.capture.subarray(at * 2, (at + frames) * 2)));
      read = (read + frames) | 0;
    }
    control.set(ControlWord.captureRead, read);
  }
}
