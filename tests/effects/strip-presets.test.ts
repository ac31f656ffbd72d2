/** Chains for whole strips: each loads as it is, every value is one its effect knows, and each says when to leave it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clampTo } from '../../audio-engine/effects/parameter.ts';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import { programFolder } from '../../audio-engine/entries.ts';
import {
  applyCommand,
  orderedEffects,
  type StripPreset,
  stripPresetSchema,
} from '../../audio-engine/session/index.ts';
import { stripPresetWords } from '../../audio-engine/words/index.ts';
import { readChains } from '../../renderer/versions/chains.ts';
import { song } from '../session/song.ts';

interface Written extends StripPreset {
  source: string;
  whatToListenFor: string;
  whenNotToUse: string;
}

const folder = join(programFolder(), 'assets', 'presets');
const file = JSON.parse(readFileSync(join(folder, 'strips.json'), 'utf8')) as { presets: Written[] };
const { presets } = file;

describe('chains', () => {
  it('are all read, one at least for every source there is a word for, told apart by name', () => {
    expect(readChains(file)).toHaveLength(presets.length);
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
    expect(new Set(presets.map(({ source }) => source))).toEqual(
      new Set(Object.keys(stripPresetWords.sources)),
    );
    for (const { name, purpose, whatToListenFor, whenNotToUse, effects } of presets)
      expect(
        [purpose, whatToListenFor, whenNotToUse].every((text) => text.length > 30) && effects.length > 1,
        name,
      ).toBe(true);
  });

  it('hold values that their effects know, in range, and names of presets that are those values', () => {
    for (const { name, effects } of presets)
      for (const { kind, parameters, presetName } of effects) {
        for (const [id, value] of Object.entries(parameters)) {
          const parameter = effectKinds[kind].parameters.find((p) => p.id === id);
          expect(parameter, `${name}: ${kind} ${id}`).toBeDefined();
          expect(clampTo(parameter!, value), `${name}: ${kind} ${id}`).toBe(value);
        }
        if (presetName === null) continue;
        const own = JSON.parse(readFileSync(join(folder, `${kind}.json`), 'utf8')) as {
          presets: { name: string; parameters: Record<string, number> }[];
        };
        const preset = own.presets.find((p) => p.name === presetName);
        expect(preset?.parameters, `${name}: ${presetName}`).toEqual(parameters);
      }
  });

  it('load on a strip as one step, in their order, and come back with undo', () => {
    for (const { name, purpose, effects } of presets) {
      const before = song();
      const preset = stripPresetSchema.parse({ name, purpose, effects });
      const effectIds = effects.map((_, i) => `e${i}`);
      const command = { id: 'strip.preset', payload: { stripId: 'vox', preset, effectIds } };
      const { document } = applyCommand(before, command);
      expect(
        orderedEffects(document, 'vox').map(({ kind }) => kind),
        name,
      ).toEqual(effects.map(({ kind }) => kind));
    }
  });

  it('leave out what cannot be read', () => {
    expect(readChains({ presets: [{ name: 'x' }, presets[0]] })).toHaveLength(1);
    expect(readChains('not a file')).toEqual([]);
  });
});
