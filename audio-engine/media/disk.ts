/**
 * The edge to the disk for audio files: synchronous positional reads and writes whose errors are sentences, and
 * the fault hooks by which a test makes a disk full, slow or broken.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { mediaWords, ThresholdError } from '../words/index.ts';

/** Called before each operation; what a hook throws (an Error with `code`, as Node's own) happens to that operation. */
export interface DiskFaults {
  open?(path: string): void;
  read?(path: string, position: number, bytes: number): void;
  write?(path: string, position: number, bytes: number): void;
  sync?(path: string): void;
}

let faults: DiskFaults = {};

export function setDiskFaults(next: DiskFaults | null): void {
  faults = next ?? {};
}

export class DiskFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  #descriptor: number;

  private constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
    const stat = fstatSync(descriptor);
    this.sizeBytes = stat.size;
    this.modifiedMs = Math.floor(stat.mtimeMs);
  }

  static open(path: string): DiskFile {
    // Asked before opening: a pipe would wait for its writer forever.
    const stat = guard(path, mediaWords.cannotRead, () => statSync(path));
    if (stat.isDirectory()) throw new ThresholdError(mediaWords.isFolder(path));
    if (!stat.isFile()) throw new ThresholdError(mediaWords.notAFile(path));
    return DiskFile.#open(path, 'r', mediaWords.cannotRead);
  }

  /** Replaces what was there. */
  static create(path: string): DiskFile {
    return DiskFile.#open(path, 'w+', mediaWords.cannotWrite);
  }

  /** For writing into a file that exists. */
  static update(path: string): DiskFile {
    return DiskFile.#open(path, 'r+', mediaWords.cannotWrite);
  }

  static #open(path: string, flags: string, words: typeof mediaWords.cannotRead): DiskFile {
    return guard(path, words, () => {
      faults.open?.(path);
      return new DiskFile(path, openSync(path, flags));
    });
  }

  /** Fills `into` from `position`; returns fewer bytes only at the end of the file. */
  read(into: Uint8Array, position: number): number {
    return guard(this.path, mediaWords.cannotRead, () => {
      faults.read?.(this.path, position, into.length);
      let done = 0;
      while (done < into.length) {
        const got = readSync(this.#descriptor, into, done, into.length - done, position + done);
        if (got === 0) break;
        done += got;
      }
      return done;
    });
  }

  write(bytes: Uint8Array, position: number): void {
    guard(this.path, mediaWords.cannotWrite, () => {
      faults.write?.(this.path, position, bytes.length);
      let done = 0;
      while (done < bytes.length) {
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done, position + done);
      }
    });
  }

  sync(): void {
    guard(this.path, mediaWords.cannotWrite, () => {
      faults.sync?.(this.path);
      fsyncSync(this.#descriptor);
    });
  }

  close(): void {
    if (this.#descriptor < 0) return;
    const descriptor = this.#descriptor;
    this.#descriptor = -1;
    closeSync(descriptor);
  }
}

/** Gives a finished file its name, replacing what had it, in one step. */
export function moveIntoPlace(from: string, to: string): void {
  guard(to, mediaWords.cannotWrite, () => renameSync(from, to));
}

function guard<T>(path: string, words: typeof mediaWords.cannotRead, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ThresholdError) throw error;
    const code = (error as { code?: unknown }).code;
    throw new ThresholdError(words(path, typeof code === 'string' ? code : String(error)), { cause: error });
  }
}
