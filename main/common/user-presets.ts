/** The user's own presets: one file in the app's data folder, there for every session. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type EffectKind, effectKinds } from '../../audio-engine/effects/registry.ts';
import { type UserPreset, userPresetSchema } from '../../audio-engine/protocol/index.ts';
import { Disk } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';

const fileSchema = z.object({ version: z.literal(1), presets: z.array(z.unknown()) });
/** More than anybody keeps, and less than a file that takes long to read. */
const MOST = 2000;

export class UserPresets {
  readonly #folder: string;
  readonly #path: string;
  readonly #disk = new Disk();

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
    this.#path = join(dataFolder, 'presets.json');
  }

  /** In order of name. What does not fit the effect any more is left out, and stays in the file. */
  list(): UserPreset[] {
    return this.#read().flatMap((entry) => {
      const preset = userPresetSchema.safeParse(entry);
      return preset.success && fits(preset.data) ? [preset.data] : [];
    });
  }

  /** Takes the place of one with the same name for the same effect. */
  save(preset: UserPreset): UserPreset[] {
    if (!fits(preset))
      throw new ThresholdError({
        code: 'presets.values',
        sentence: hostWords.presetValues(preset.name),
        nextStep: hostWords.presetValuesNext,
      });
    const others = this.#read().filter((entry) => !isCalled(entry, preset));
    if (others.length >= MOST)
      throw new ThresholdError({
        code: 'presets.many',
        sentence: hostWords.presetsMany(MOST),
        nextStep: hostWords.presetsManyNext,
      });
    this.#write([...others, preset]);
    return this.list();
  }

  remove(which: { kind: string; name: string }): UserPreset[] {
    this.#write(this.#read().filter((entry) => !isCalled(entry, which)));
    return this.list();
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
        code: 'presets.file',
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

function isCalled(entry: unknown, { kind, name }: { kind: string; name: string }): boolean {
  const known = userPresetSchema.safeParse(entry);
  return known.success && known.data.kind === kind && known.data.name === name;
}

function fits({ kind, parameters }: UserPreset): boolean {
  if (!Object.hasOwn(effectKinds, kind)) return false;
  const known = new Map(
    effectKinds[kind as EffectKind].parameters.map((parameter) => [parameter.id, parameter]),
  );
  return Object.entries(parameters).every(([id, value]) => {
    const parameter = known.get(id);
    return parameter !== undefined && value >= parameter.min && value <= parameter.max;
  });
}
