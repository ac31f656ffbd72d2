/** A file in the making: `<name>.part` until it is whole, then its own name; nothing of it after an abort. */
import { rmSync } from 'node:fs';
import { DiskFile, moveIntoPlace } from '../../media/index.ts';

const PIECE_BYTES = 1 << 18;

export class PartFile {
  readonly path: string;
  readonly #working: string;
  readonly #file: DiskFile;
  readonly #piece = new Uint8Array(PIECE_BYTES);
  #pending = 0;
  #written = 0;
  #open = true;

  constructor(path: string) {
    this.path = path;
    this.#working = `${path}.part`;
    this.#file = DiskFile.create(this.#working);
  }

  /** Bytes appended so far. */
  get position(): number {
    return this.#written + this.#pending;
  }

  append(bytes: Uint8Array): void {
    if (this.#pending + bytes.length > PIECE_BYTES) this.#spill();
    if (bytes.length > PIECE_BYTES) {
      this.#file.write(bytes, this.#written);
      this.#written += bytes.length;
      return;
    }
    this.#piece.set(bytes, this.#pending);
    this.#pending += bytes.length;
  }

  /** Replaces bytes that were appended before. */
  overwrite(bytes: Uint8Array, at: number): void {
    this.#spill();
    this.#file.write(bytes, at);
  }

  /** Reads back what was appended. */
  readBack(at: number, bytes: number): Uint8Array {
    this.#spill();
    const into = new Uint8Array(bytes);
    return into.subarray(0, this.#file.read(into, at));
  }

  commit(): void {
    this.#spill();
    this.#file.sync();
    // Closed first: Windows does not rename an open file.
    this.#file.close();
    moveIntoPlace(this.#working, this.path);
    this.#open = false;
  }

  abort(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#file.close();
    rmSync(this.#working, { force: true });
  }

  #spill(): void {
    if (this.#pending === 0) return;
    this.#file.write(this.#piece.subarray(0, this.#pending), this.#written);
    this.#written += this.#pending;
    this.#pending = 0;
  }
}
