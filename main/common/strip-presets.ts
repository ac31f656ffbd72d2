/** Chains of inserts that a person saved: a file in the app's data folder, for every session. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type StripPreset, stripPresetSchema } from '../../audio-engine/session/index.ts';
import { Disk } from '../../audio-engine/studio/index.ts';
import { hostWords, stripPresetWords, ThresholdError } from '../../audio-engine/words/index.ts';

const fileSchema = z.object({ version: z.literal(1), presets: z.array(z.unknown()) });

export class StripPresets {
  readonly #folder: string;
  readonly #path: string;
  readonly #disk = new Disk();

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
    this.#path = join(dataFolder, 'strip-presets.json');
  }

  /** In order of name. What this program cannot read is left out, and stays in the file. */
  list(): StripPreset[] {
    return this.#read()
      .flatMap((entry) => {
        const preset = stripPresetSchema.safeParse(entry);
        return preset.success ? [preset.data] : [];
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Refuses a name that is taken: nobody loses a chain by a slip. */
  save(written: unknown): void {
    const preset = stripPresetSchema.parse(written);
    const there = this.#read();
    if (this.list().some(({ name }) => name === preset.name))
      throw new ThresholdError(stripPresetWords.taken(preset.name));
    this.#write([...there, preset]);
  }

  remove(name: string): void {
    const there = this.#read();
    const left = there.filter((entry) => {
      const preset = stripPresetSchema.safeParse(entry);
      return !preset.success || preset.data.name !== name;
    });
    if (left.length === there.length) throw new ThresholdError(stripPresetWords.unknown(name));
    this.#write(left);
  }

  #read(): unknown[] {
    if (!this.#disk.exists(this.#path)) return [];
    let content: unknown;
    try {
      content = JSON.parse(this.#disk.read(this.#path).toString('utf8'));
    } catch (error) {
      if (error instanceof ThresholdError) throw error;
    }
    const file = fileSchema.safeParse(content);
    // A file that is not ours is never written over.
    if (!file.success)
      throw new ThresholdError({
        code: 'strip-presets-file',
        sentence: hostWords.presetFile(this.#path),
        nextStep: hostWords.presetFileNext,
      });
    return file.data.presets;
  }

  #write(presets: readonly unknown[]): void {
    mkdirSync(this.#folder, { recursive: true });
    this.#disk.replace(this.#path, `${JSON.stringify({ version: 1, presets }, null, 1)}\n`);
  }
}
