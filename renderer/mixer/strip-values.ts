/** Trim, pan and fader of a strip as controls see them: their range and words, and how a hand writes them. */
import type { Parameter } from '../../audio-engine/effects/parameter.ts';
import type { Patch } from '../../audio-engine/protocol/index.ts';
import { SILENCE_DB, type Strip } from '../../audio-engine/session/index.ts';
import { mixingWords, panText } from '../../audio-engine/words/index.ts';
import { type Binding, FADER_TOP_DB, scaleOf, type ValueScale } from '../controls/index.ts';
import { selection, shownDocument } from '../state/index.ts';

const trim: Parameter = {
  id: 'inputTrimDb',
  name: mixingWords.strip.trim,
  unit: 'dB',
  min: -24,
  max: 24,
  default: 0,
  curve: 'linear',
  smoothingMs: 20,
  automatable: true,
  why: mixingWords.help.trim,
};
const trimBase = scaleOf(trim);
export const trimScale: ValueScale = {
  ...trimBase,
  parts: (value) => {
    const { number, unit } = trimBase.parts(value);
    return { number: value > 0 ? `+${number}` : number, unit };
  },
};

const hundredth = (pan: number) => Math.min(1, Math.max(-1, Math.round(pan * 100) / 100)) + 0;

/** Typed as `L30`, `30R`, `C`, or -100..100. */
export function parsePan(text: string): number | undefined {
  const clean = text.trim().toLowerCase().replaceAll('−', '-');
  if (clean === 'c' || clean === 'centre' || clean === 'center') return 0;
  const match = /^([lr])?\s*([+-]?\d+(?:\.\d+)?)\s*%?\s*([lr])?$/.exec(clean);
  if (!match) return undefined;
  const side = match[1] ?? match[3];
  const amount = Number(match[2]) / 100;
  return hundredth(side === 'l' ? -Math.abs(amount) : side === 'r' ? Math.abs(amount) : amount);
}

export const panScale: ValueScale = {
  min: -1,
  max: 1,
  default: 0,
  toPosition: (pan) => (pan + 1) / 2,
  fromPosition: (position) => hundredth(position * 2 - 1),
  parts: (pan) => ({ number: panText(pan), unit: '' }),
  parse: parsePan,
  step: (pan, direction, size) =>
    hundredth(pan + direction * (size === 'fine' ? 0.01 : size === 'normal' ? 0.02 : 0.2)),
};

type NumberField = 'inputTrimDb' | 'pan';

function replace(stripId: string, field: keyof Strip, value: number): Patch {
  return { op: 'replace', path: ['strips', stripId, field], value };
}

export function stripBinding(stripId: string, field: NumberField, name: string): Binding {
  return {
    name,
    preview: (value) => [replace(stripId, field, value)],
    command: (value) => ({ id: 'strip.set', payload: { stripId, [field]: value } }),
  };
}

/**
 * The fader moves every selected strip by the same number of dB when its own is among them; strips at the stop
 * stay there.
 */
export function faderBinding(stripId: string, name: string): Binding {
  let levels: ((value: number) => { stripId: string; faderDb: number }[]) | undefined;
  const at = (value: number) => {
    levels ??= follow(stripId);
    return levels(value);
  };
  return {
    name,
    preview: (value) => at(value).map((level) => replace(level.stripId, 'faderDb', level.faderDb)),
    command: (value) => ({ id: 'strip.level', payload: { levels: at(value) } }),
  };
}

function follow(stripId: string): (value: number) => { stripId: string; faderDb: number }[] {
  const { strips } = shownDocument();
  const chosen = selection().stripIds;
  const start = strips[stripId]?.faderDb ?? 0;
  const others =
    chosen.includes(stripId) && start > SILENCE_DB
      ? chosen.filter((id) => id !== stripId && (strips[id]?.faderDb ?? SILENCE_DB) > SILENCE_DB)
      : [];
  const starts = others.map((id) => [id, strips[id]?.faderDb ?? 0] as const);
  return (value) => [
    { stripId, faderDb: value },
    ...starts.map(([id, from]) => ({
      stripId: id,
      faderDb:
        value <= SILENCE_DB
          ? SILENCE_DB
          : Math.max(SILENCE_DB, Math.min(FADER_TOP_DB, Math.round((from + value - start) * 10) / 10)),
    })),
  ];
}
