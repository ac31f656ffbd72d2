/// <reference types="vite/client" />
/**
 * Factory presets, built in from assets/presets: per effect, what each is for and what it sets. The files are
 * data; what does not fit the effect's own declaration is left out rather than sent.
 */
import { z } from 'zod';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import { EFFECT_KINDS, type EffectKind } from '../../audio-engine/session/index.ts';
import { defaultsFor } from './effect-values.ts';

const presetSchema = z.object({
  name: z.string().min(1),
  purpose: z.string(),
  whatToListenFor: z.string().default(''),
  whenNotToUse: z.string().default(''),
  parameters: z.record(z.string(), z.number()),
  /** Of effects that play a file. */
  impulse: z.string().optional(),
});
const fileSchema = z.object({ kind: z.enum(EFFECT_KINDS), presets: z.array(presetSchema) });

export type Preset = z.infer<typeof presetSchema>;

const files = import.meta.glob<unknown>('../../assets/presets/*.json', { eager: true, import: 'default' });

export function readPresets(contents: readonly unknown[]): Record<EffectKind, Preset[]> {
  const presets = Object.fromEntries(EFFECT_KINDS.map((kind) => [kind, [] as Preset[]])) as Record<
    EffectKind,
    Preset[]
  >;
  for (const content of contents) {
    const file = fileSchema.safeParse(content);
    if (!file.success) continue;
    const known = new Map(effectKinds[file.data.kind].parameters.map((p) => [p.id, p]));
    for (const preset of file.data.presets) {
      const fits = Object.entries(preset.parameters).every(([id, value]) => {
        const parameter = known.get(id);
        return parameter !== undefined && value >= parameter.min && value <= parameter.max;
      });
      if (fits) presets[file.data.kind].push(preset);
    }
  }
  return presets;
}

export const factoryPresets = readPresets(Object.values(files));

/** All values of an effect under a preset: what it does not name goes to its default. */
export function presetValues(kind: EffectKind, preset: Preset): Record<string, number> {
  return { ...defaultsFor(kind), ...preset.parameters };
}
