import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clampTo } from '../../audio-engine/effects/parameter.ts';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import { programFolder } from '../../audio-engine/entries.ts';
import { EFFECT_KINDS } from '../../audio-engine/session/document.ts';

describe('effects', () => {
  it('are the ones a document can hold, each with a reason for every knob', () => {
    expect(Object.keys(effectKinds).sort()).toEqual([...EFFECT_KINDS].sort());
    for (const kind of EFFECT_KINDS) {
      const { parameters, kernelId } = effectKinds[kind];
      expect(kernelId).toBeGreaterThan(0);
      expect(new Set(parameters.map((p) => p.id)).size).toBe(parameters.length);
      for (const p of parameters) {
        expect(clampTo(p, p.default), p.id).toBe(p.default);
        expect(p.why.length, p.id).toBeGreaterThan(30);
        if (p.choices) expect(p.choices.length, p.id).toBe(p.max - p.min + 1);
        if (p.curve === 'log') expect(p.min, p.id).toBeGreaterThan(0);
      }
    }
  });
});

describe('factory presets', () => {
  it('name known parameters in range, say what they are for, and are told apart by name', () => {
    for (const kind of EFFECT_KINDS) {
      const file = JSON.parse(
        readFileSync(join(programFolder(), 'assets', 'presets', `${kind}.json`), 'utf8'),
      );
      expect(file.kind).toBe(kind);
      expect(file.presets.length).toBeGreaterThan(2);
      expect(new Set(file.presets.map((p: { name: string }) => p.name)).size).toBe(file.presets.length);
      for (const preset of file.presets) {
        expect(preset.purpose.length).toBeGreaterThan(20);
        expect(preset.whatToListenFor.length).toBeGreaterThan(10);
        expect(preset.whenNotToUse?.length ?? 0, `${kind}: ${preset.name}`).toBeGreaterThan(10);
        for (const [id, value] of Object.entries<number>(preset.parameters)) {
          const parameter = effectKinds[kind].parameters.find((p) => p.id === id);
          expect(parameter, `${preset.name}: ${id}`).toBeDefined();
          expect(clampTo(parameter!, value), `${preset.name}: ${id}`).toBe(value);
        }
      }
    }
  });
});
