/** The user's own presets: one file in the app's data folder, there for every session. */
import { type EffectKind, effectKinds } from '../../audio-engine/effects/registry.ts';
import { type UserPreset, userPresetSchema } from '../../audio-engine/protocol/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';
import { PresetFile } from './preset-file.ts';

/** More than anybody keeps, and less than a file that takes long to read. */
const MOST = 2000;

export class UserPresets {
  readonly #file: PresetFile;

  constructor(dataFolder: string) {
    this.#file = new PresetFile(dataFolder, 'presets.json', 'presets.file');
  }

  /** In order of name. What does not fit the effect any more is left out, and stays in the file. */
  list(): UserPreset[] {
    return this.#file.read().flatMap((entry) => {
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
    const others = this.#file.read().filter((entry) => !isCalled(entry, preset));
    if (others.length >= MOST)
      throw new ThresholdError({
        code: 'presets.many',
        sentence: hostWords.presetsMany(MOST),
        nextStep: hostWords.presetsManyNext,
      });
    this.#file.write([...others, preset]);
    return this.list();
  }

  remove(which: { kind: string; name: string }): UserPreset[] {
    this.#file.write(this.#file.read().filter((entry) => !isCalled(entry, which)));
    return this.list();
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
