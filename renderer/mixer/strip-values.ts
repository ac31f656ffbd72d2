/** Trim, pan and fader of a strip as controls see them: their range and words, and how a hand writes them. */
import type { Parameter } from '../../audio-engine/effects/parameter.ts';
import type { Patch } from '../../audio-engine/protocol/index.ts';
import {
  type Command,
  linkedCommands,
  type SessionDocument,
  SILENCE_DB,
  type Strip,
} from '../../audio-engine/session/index.ts';
import { mixingWords, panText } from '../../audio-engine/words/index.ts';
import { type Binding, FADER_TOP_DB, linkedBinding, scaleOf, type ValueScale } from '../controls/index.ts';
import { runTogether, selection, shownDocument } from '../state/index.ts';

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

type NumberField = 'inputTrimDb' | 'pan' | 'width';

function replace(stripId: string, field: keyof Strip, value: number): Patch {
  return { op: 'replace', path: ['strips', stripId, field], value };
}

export function stripBinding(stripId: string, field: NumberField, name: string): Binding {
  return {
    name,
    lane: { stripId, laneId: field },
    preview: (value) => [replace(stripId, field, value)],
    command: (value) => ({ id: 'strip.set', payload: { stripId, [field]: value } }),
  };
}

export function panBinding(stripId: string, name: string): Binding {
  return linkedBinding(name, (document, pan) => linkedCommands(document, stripId, { pan }), {
    stripId,
    laneId: 'pan',
  });
}

/**
 * The fader moves every selected strip by the same number of dB when its own is among them; strips at the stop
 * stay there.
 */
export function faderBinding(stripId: string, name: string): Binding {
  const at = (document: SessionDocument, faderDb: number): Command[] => {
    const linked = linkedCommands(document, stripId, { faderDb });
    const chosen = selection().stripIds;
    if (!chosen.includes(stripId)) return linked;
    const moved = new Set(linked.flatMap(({ id, payload }) => (id === 'strip.set' ? [payload.stripId] : [])));
    const others = chosen.filter((id) => !moved.has(id));
    return [...linked, ...follow(document, stripId, faderDb, others)];
  };
  return linkedBinding(name, at, { stripId, laneId: 'faderDb' });
}

function follow(
  document: SessionDocument,
  stripId: string,
  value: number,
  others: readonly string[],
): Command[] {
  const start = document.strips[stripId]?.faderDb ?? 0;
  if (start <= SILENCE_DB) return [];
  return others.flatMap((id) => {
    const from = document.strips[id]?.faderDb ?? SILENCE_DB;
    if (from <= SILENCE_DB) return [];
    const to = Math.round((from + value - start) * 10) / 10;
    const faderDb = value <= SILENCE_DB ? SILENCE_DB : Math.max(SILENCE_DB, Math.min(FADER_TOP_DB, to));
    return [{ id: 'strip.set' as const, payload: { stripId: id, faderDb } }];
  });
}

/** Mute or solo, with the strips that its link groups take along: one step. */
export function setSwitch(stripId: string, fields: { mute?: boolean; solo?: boolean }): void {
  const commands = linkedCommands(shownDocument(), stripId, fields);
  void runTogether(commands, mixingWords.strip.linkedSwitch);
}
