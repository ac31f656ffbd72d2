/** Builds all levels of a waveform's picture at once from its finest columns, and writes them as they come. */
import type { DiskFile } from '../disk.ts';
import { BASE_SAMPLES, columnBytes, type PeakLevel } from './peak-file.ts';

interface Level {
  at: PeakLevel;
  /** Columns on the disk. */
  written: number;
  /** Finished columns that are not written yet. */
  buffer: Float32Array<ArrayBuffer>;
  waiting: number;
  /** The first of a pair: minimum, maximum, sum of squares of each channel, and the samples it covers. */
  pending: Float64Array;
  pendingSamples: number;
}

export class PeakPyramid {
  #file: DiskFile;
  #channels: number;
  #levels: Level[];

  /** `most`: columns of level 0 that one `add` brings at most. */
  constructor(file: DiskFile, levels: readonly PeakLevel[], channels: number, most: number) {
    this.#file = file;
    this.#channels = channels;
    this.#levels = levels.map((at) => ({
      at,
      written: 0,
      buffer: new Float32Array(
        new ArrayBuffer((Math.ceil((most * BASE_SAMPLES) / at.samplesPerColumn) + 2) * columnBytes(channels)),
      ),
      waiting: 0,
      pending: new Float64Array(channels * 3),
      pendingSamples: 0,
    }));
  }

  /** `columns`: minimum, maximum and sum of squares as the kernel gives them, covering `samples` in all. */
  add(columns: Float64Array, count: number, samples: number, last: boolean): void {
    const width = this.#channels * 3;
    const column = new Float64Array(width);
    for (let i = 0; i < count; i++) {
      column.set(columns.subarray(i * width, (i + 1) * width));
      this.#put(0, column, Math.min(BASE_SAMPLES, samples - i * BASE_SAMPLES));
    }
    if (last) this.#finish();
    for (const level of this.#levels) this.#flush(level);
  }

  /** Adds a column to a level and, with every second one, to the level above. `column` is changed. */
  #put(index: number, column: Float64Array, samples: number): void {
    const level = this.#levels[index]!;
    const out = level.waiting * this.#channels * 3;
    for (let c = 0; c < column.length; c += 3) {
      level.buffer[out + c] = column[c]!;
      level.buffer[out + c + 1] = column[c + 1]!;
      level.buffer[out + c + 2] = Math.sqrt(column[c + 2]! / samples);
    }
    level.waiting++;
    if (index + 1 >= this.#levels.length) return;
    const { pending } = level;
    if (level.pendingSamples === 0) {
      pending.set(column);
      level.pendingSamples = samples;
      return;
    }
    for (let c = 0; c < column.length; c += 3) {
      column[c] = Math.min(pending[c]!, column[c]!);
      column[c + 1] = Math.max(pending[c + 1]!, column[c + 1]!);
      column[c + 2]! += pending[c + 2]!;
    }
    const both = level.pendingSamples + samples;
    level.pendingSamples = 0;
    this.#put(index + 1, column, both);
  }

  /** At the end the last column of a level may have no partner. */
  #finish(): void {
    for (let index = 0; index + 1 < this.#levels.length; index++) {
      const level = this.#levels[index]!;
      if (level.pendingSamples === 0) continue;
      const samples = level.pendingSamples;
      level.pendingSamples = 0;
      this.#put(index + 1, level.pending.slice(), samples);
    }
  }

  #flush(level: Level): void {
    if (level.waiting === 0) return;
    const bytes = columnBytes(this.#channels);
    this.#file.write(
      new Uint8Array(level.buffer.buffer, 0, level.waiting * bytes),
      level.at.offset + level.written * bytes,
    );
    level.written += level.waiting;
    level.waiting = 0;
  }
}
