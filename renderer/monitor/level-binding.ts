/** Knobs whose value belongs to the control room and not to the document: they move it at once, and Esc takes it back. */

import type { Monitor } from '../../audio-engine/protocol/index.ts';
import { SILENCE_DB } from '../../audio-engine/session/index.ts';
import { monitorWords } from '../../audio-engine/words/index.ts';
import type { Binding, ValueScale } from '../controls/index.ts';
import { monitorState, setMonitor } from './state.ts';

type LevelKey = 'levelDb' | 'dimDb' | 'listenDb' | 'listenMixDb' | 'referenceSpl';

export function monitorBinding(key: LevelKey, name: string): Binding {
  return {
    name,
    begin: () => {
      const before = monitorState().settings[key];
      return {
        id: key,
        preview: () => undefined,
        commit: () => Promise.resolve(true),
        cancel: () => setMonitor({ [key]: before } as Partial<Monitor>),
      };
    },
    preview: (value) => {
      setMonitor({ [key]: value } as Partial<Monitor>);
      return [];
    },
    command: () => ({ id: key, payload: null }),
  };
}

/** Half of a knob's travel is for the last 20 dB, where a room is set. */
const KNEE_DB = -20;
const FLOOR_DB = -60;

/** dB up to `max`; where there is a stop, everything below −60 dB is silence. */
export function levelScale(max: number, stop: boolean, initial = 0): ValueScale {
  const min = stop ? SILENCE_DB : FLOOR_DB;
  const clamp = (value: number): number => {
    if (stop && value < FLOOR_DB) return SILENCE_DB;
    return Math.min(max, Math.max(min, Math.round(value * 10) / 10));
  };
  return {
    min,
    max,
    default: initial,
    toPosition: (value) => {
      if (value <= FLOOR_DB) return 0;
      if (value < KNEE_DB) return (0.5 * (value - FLOOR_DB)) / (KNEE_DB - FLOOR_DB);
      return 0.5 + (0.5 * (value - KNEE_DB)) / (max - KNEE_DB);
    },
    fromPosition: (position) => {
      if (position <= 0) return min;
      const db =
        position < 0.5
          ? FLOOR_DB + (position / 0.5) * (KNEE_DB - FLOOR_DB)
          : KNEE_DB + ((position - 0.5) / 0.5) * (max - KNEE_DB);
      return clamp(db);
    },
    parts: (value) =>
      stop && value <= FLOOR_DB - 0.1
        ? { number: monitorWords.silent, unit: '' }
        : { number: `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`, unit: 'dB' },
    parse: (text) => {
      const value = Number.parseFloat(text.replace('−', '-').replace(',', '.'));
      return Number.isFinite(value) ? clamp(value) : undefined;
    },
    step: (value, direction, size) => {
      const by = size === 'fine' ? 0.1 : size === 'page' ? 6 : 1;
      if (value < FLOOR_DB) return direction > 0 ? FLOOR_DB : value;
      return clamp(value + direction * by);
    },
  };
}

/** dB SPL, whole numbers. */
export const splScale: ValueScale = {
  min: 50,
  max: 110,
  default: 83,
  toPosition: (value) => (value - 50) / 60,
  fromPosition: (position) => Math.round(50 + position * 60),
  parts: (value) => ({ number: String(Math.round(value)), unit: 'dB SPL' }),
  parse: (text) => {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? Math.min(110, Math.max(50, Math.round(value))) : undefined;
  },
  step: (value, direction, size) =>
    Math.min(110, Math.max(50, value + direction * (size === 'page' ? 5 : 1))),
};
