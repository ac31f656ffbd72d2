/** `view.json`: zoom, scroll, open editors. Outside the journal; written lazily, and losing it loses no work. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Disk } from './disk.ts';

const viewSchema = z.record(z.string(), z.json());
export type View = z.output<typeof viewSchema>;
const WRITE_AFTER_MS = 500;

export class ViewFile {
  readonly #disk: Disk;
  #folder: string;
  #view: View;
  #timer: NodeJS.Timeout | undefined;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
    this.#view = this.#read();
  }

  #read(): View {
    try {
      const parsed = viewSchema.safeParse(
        JSON.parse(this.#disk.read(join(this.#folder, 'view.json')).toString('utf8')),
      );
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  }

  get view(): View {
    return this.#view;
  }

  set(view: View, writable: boolean): void {
    this.#view = view;
    if (writable) this.#timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS).unref();
  }

  moveTo(folder: string): void {
    this.write();
    this.#folder = folder;
  }

  /** Writes what is waiting. A disk that refuses is left alone: the view is not the work. */
  write(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      this.#disk.replace(join(this.#folder, 'view.json'), JSON.stringify(this.#view), { lasting: false });
    } catch {
      // Said above: losing the view loses no work, and the journal's own failures are told.
    }
  }
}
