/** A file of presets in the app's data folder: read whole, replaced whole, and never written over where it is not ours. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Disk } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';

const fileSchema = z.object({ version: z.literal(1), presets: z.array(z.unknown()) });

export class PresetFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #code: string;
  readonly #disk = new Disk();

  /** @param code of the failure that says the file cannot be read as presets. */
  constructor(dataFolder: string, name: string, code: string) {
    this.#folder = dataFolder;
    this.#path = join(dataFolder, name);
    this.#code = code;
  }

  /** Entries as they stand in the file, also those that this program cannot read. */
  read(): unknown[] {
    if (!this.#disk.exists(this.#path)) return [];
    let content: unknown;
    try {
      content = JSON.parse(this.#disk.read(this.#path).toString('utf8'));
    } catch (error) {
      if (error instanceof ThresholdError) throw error;
    }
    const file = fileSchema.safeParse(content);
    if (!file.success)
      throw new ThresholdError({
        code: this.#code,
        sentence: hostWords.presetFile(this.#path),
        nextStep: hostWords.presetFileNext,
      });
    return file.data.presets;
  }

  write(presets: readonly unknown[]): void {
    mkdirSync(this.#folder, { recursive: true });
    this.#disk.replace(this.#path, `${JSON.stringify({ version: 1, presets }, null, 1)}\n`);
  }
}
