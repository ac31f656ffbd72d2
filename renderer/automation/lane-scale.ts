/** A lane's height as values: the same travel, words and typed entry as the control that it moves. */
import { type LaneTarget, SILENCE_DB } from '../../audio-engine/session/index.ts';
import { faderScale, type StepSize, scaleOf, type ValueScale } from '../controls/index.ts';

const STEP: Record<StepSize, number> = { fine: 0.002, normal: 0.01, page: 0.1 };

function plainScale(target: LaneTarget): ValueScale {
  const { min, max, stepped } = target;
  const digits = max - min > 20 ? 1 : 2;
  const to = (value: number) => {
    const held = Math.min(max, Math.max(min, value));
    return stepped ? Math.round(held) : Number(held.toFixed(digits)) + 0;
  };
  return {
    min,
    max,
    default: target.value,
    toPosition: (value) => (value - min) / (max - min),
    fromPosition: (position) => to(min + position * (max - min)),
    parts: (value) => ({ number: target.text(value), unit: '' }),
    parse: (text) => {
      const clean = text.trim().toLowerCase().replaceAll('−', '-').replace(',', '.');
      if (stepped && /^(on|off)$/.test(clean)) return clean === 'on' ? 1 : 0;
      const match = /^(l|r)?\s*([+-]?\d*\.?\d+)\s*(%|db|l|r)?$/.exec(clean);
      if (!match) return undefined;
      const amount = Number(match[2]);
      const side = match[1] ?? (match[3] === 'l' || match[3] === 'r' ? match[3] : undefined);
      if (side)
        return to(
          (side === 'l' ? -1 : 1) * (Math.abs(amount) > 1 ? Math.abs(amount) / 100 : Math.abs(amount)),
        );
      return to(match[3] === '%' || (max <= 2 && Math.abs(amount) > max) ? amount / 100 : amount);
    },
    step: (value, direction, size) =>
      to(stepped ? value + direction : value + direction * STEP[size] * (max - min)),
  };
}

const isLevel = ({ min, max }: LaneTarget): boolean => min === SILENCE_DB && max === 12;

export function laneScale(target: LaneTarget): ValueScale {
  if (isLevel(target)) return faderScale;
  return target.parameter ? scaleOf(target.parameter) : plainScale(target);
}
