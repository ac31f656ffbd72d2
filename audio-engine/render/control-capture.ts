/** Writes what the device is given to a file, for tests: float32, interleaved, as it is, off the audio thread. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Failure } from '../protocol/index.ts';
import { engineWords } from '../words/index.ts';
import { CAPTURE_SAMPLES, type ControlBlock, ControlWord } from './control-block.ts';

export class Capture {
  readonly #control: ControlBlock;
  #file: number | undefined;
  #path = '';

  constructor(control: ControlBlock) {
    this.#control = control;
  }

  /** Begins a file, or ends the one that is written. */
  to(path: string | null): Failure | undefined {
    try {
      this.#end();
      if (path === null) return undefined;
      this.#file = openSync(path, 'w');
      this.#path = path;
      this.#control.set(ControlWord.captureRead, this.#control.get(ControlWord.captureWritten));
      this.#control.set(ControlWord.captureOn, 1);
      return undefined;
    } catch (error) {
      return this.#failed(path ?? this.#path, error);
    }
  }

  #end(): void {
    if (this.#file === undefined) return;
    this.#control.set(ControlWord.captureOn, 0);
    const file = this.#file;
    this.#file = undefined;
    this.#write(file);
    closeSync(file);
  }

  #failed(path: string, error: unknown): Failure {
    this.#control.set(ControlWord.captureOn, 0);
    const detail = error instanceof Error ? error.message : String(error);
    return {
      code: 'engine.capture',
      sentence: engineWords.captureFailed(path),
      nextStep: engineWords.captureNext,
      detail,
    };
  }

  /** Writes what came since the last time; call it more often than the ring is long (1.3 s at 48 kHz). */
  drain(): Failure | undefined {
    if (this.#file === undefined) return undefined;
    try {
      this.#write(this.#file);
      return undefined;
    } catch (error) {
      this.#file = undefined;
      return this.#failed(this.#path, error);
    }
  }

  #write(file: number): void {
    const control = this.#control;
    const written = control.get(ControlWord.captureWritten);
    let read = control.get(ControlWord.captureRead);
    if (((written - read) | 0) > CAPTURE_SAMPLES) throw new Error('the recorder was too slow');
    while (((written - read) | 0) > 0) {
      const at = read & (CAPTURE_SAMPLES - 1);
      const samples = Math.min((written - read) | 0, CAPTURE_SAMPLES - at);
      writeSync(file, Float32Array.from(control.capture.subarray(at, at + samples)));
      read = (read + samples) | 0;
    }
    control.set(ControlWord.captureRead, read);
  }
}
