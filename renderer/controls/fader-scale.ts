/** The fader's value as controls see it: the console law, tenths of a dB, and minus infinity in words. */
import type { Parameter } from '../../audio-engine/effects/parameter.ts';
import { formatParts, parse } from '../../audio-engine/effects/parameter.ts';
import { SILENCE_DB } from '../../audio-engine/session/index.ts';
import { FADER_TOP_DB, faderDb, faderPosition } from './fader-law.ts';
import type { StepSize, ValueScale } from './value-scale.ts';

const declaration: Parameter = {
  id: 'faderDb',
  name: 'Fader',
  unit: 'dB',
  min: SILENCE_DB,
  max: FADER_TOP_DB,
  default: 0,
  curve: 'linear',
  smoothingMs: 20,
  automatable: true,
  why: '',
};

const tenth = (db: number) => (db <= SILENCE_DB ? SILENCE_DB : Math.round(db * 10) / 10 + 0);
const STEP_DB: Record<StepSize, number> = { fine: 0.1, normal: 0.5, page: 3 };
/** Under this the steps of the keys end in silence. */
const LAST_STEP_DB = -90;

export const faderScale: ValueScale = {
  min: SILENCE_DB,
  max: FADER_TOP_DB,
  default: 0,
  toPosition: faderPosition,
  fromPosition: (position) => tenth(faderDb(position)),
  parts: (db) => (db <= SILENCE_DB ? { number: '−∞', unit: 'dB' } : formatParts(declaration, db)),
  parse: (text) =>
    /^[-−]?\s*(inf|infinity|∞|off)\s*(db)?$/i.test(text.trim()) ? SILENCE_DB : parse(declaration, text),
  step: (db, direction, size) => {
    if (db <= SILENCE_DB) return direction > 0 ? LAST_STEP_DB : SILENCE_DB;
    const next = tenth(db + direction * STEP_DB[size]);
    return next < LAST_STEP_DB ? SILENCE_DB : Math.min(FADER_TOP_DB, next);
  },
};
