/** Chains of inserts that a person saved: a file in the app's data folder, for every session. */
import { type StripPreset, stripPresetSchema } from '../../audio-engine/session/index.ts';
import { stripPresetWords, ThresholdError } from '../../audio-engine/words/index.ts';
import { PresetFile } from './preset-file.ts';

export class StripPresets {
  readonly #file: PresetFile;

  constructor(dataFolder: string) {
    this.#file = new PresetFile(dataFolder, 'strip-presets.json', 'strip-presets-file');
  }

  /** In order of name. What this program cannot read is left out, and stays in the file. */
  list(): StripPreset[] {
    return this.#file
      .read()
      .flatMap((entry) => {
        const preset = stripPresetSchema.safeParse(entry);
        return preset.success ? [preset.data] : [];
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Refuses a name that is taken: nobody loses a chain by a slip. */
  save(written: unknown): void {
    const preset = stripPresetSchema.parse(written);
    const there = this.#file.read();
    if (this.list().some(({ name }) => name === preset.name))
      throw new ThresholdError(stripPresetWords.taken(preset.name));
    this.#file.write([...there, preset]);
  }

  remove(name: string): void {
    const there = this.#file.read();
    const left = there.filter((entry) => {
      const preset = stripPresetSchema.safeParse(entry);
      return !preset.success || preset.data.name !== name;
    });
    if (left.length === there.length) throw new ThresholdError(stripPresetWords.unknown(name));
    this.#file.write(left);
  }
}
