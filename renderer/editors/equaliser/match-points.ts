/** The match curve under the hand: a stroke across the picture sets every third of an octave that it passes. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { matchBandsDb, matchDbAt } from '../../../audio-engine/effects/equaliser/curves.ts';
import {
  MATCH_HZ,
  MATCH_MOST_DB,
  matchParameter,
} from '../../../audio-engine/effects/equaliser/parameters.ts';
import { formatParts, type ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { quantise, ValueGesture } from '../../controls/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { type EffectRef, parameterOf, valuesBinding } from '../effect-values.ts';
import { hzOfX, xOfHz } from '../frequency-axis.ts';
import { PICTURE_FONT_STRONG } from '../picture.ts';
import { gainOfY, type Plot, plotOf, yOfGain } from './equaliser-picture.ts';

const words = effectWords.equaliser.match;

export interface MatchHandOptions {
  effect: EffectRef;
  context: string;
  values: ParameterValues;
  rangeDb: number;
}

/** The band whose frequency lies nearest to a place across the picture. */
export function bandAtX(x: number, width: number): number {
  let best = 0;
  for (let band = 1; band < MATCH_HZ.length; band++) {
    if (Math.abs(xOfHz(MATCH_HZ[band]!, width) - x) < Math.abs(xOfHz(MATCH_HZ[best]!, width) - x))
      best = band;
  }
  return best;
}

/** Values of all bands between two places of a stroke, along the straight line from one to the other. */
export function stroke(
  plot: Plot,
  from: { x: number; y: number },
  to: { x: number; y: number },
): ParameterValues {
  const values: ParameterValues = {};
  const first = bandAtX(from.x, plot.width);
  const last = bandAtX(to.x, plot.width);
  const step = last < first ? -1 : 1;
  for (let band = first; ; band += step) {
    const along = last === first ? 1 : (band - first) / (last - first);
    const db = gainOfY(plot, from.y + (to.y - from.y) * along);
    const id = matchParameter(MATCH_HZ[band]!);
    values[id] = quantise(
      parameterOf('equaliser', id),
      Math.max(-MATCH_MOST_DB, Math.min(MATCH_MOST_DB, db)),
    );
    if (band === last) return values;
  }
}

export function useMatchHand(options: MatchHandOptions) {
  const latest = useRef(options);
  latest.current = options;
  const gesture = useRef(new ValueGesture<ParameterValues>());
  const before = useRef<{ x: number; y: number } | null>(null);
  const drawn = useRef<ParameterValues>({});
  const [over, setOver] = useState<number | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !gesture.current.active) return;
      event.preventDefault();
      event.stopPropagation();
      before.current = null;
      gesture.current.cancel();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    const { current } = gesture;
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      current.commit();
    };
  }, []);

  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      plot: plotOf(box.width, box.height, latest.current.rangeDb),
    };
  };
  const write = (values: ParameterValues) => {
    const { effect, context } = latest.current;
    Object.assign(drawn.current, values);
    gesture.current.change(valuesBinding(effect, `${context}: ${words.name}`), { ...drawn.current });
  };
  const end = () => {
    before.current = null;
    gesture.current.commit();
  };
  return {
    over,
    props: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        const { x, y, plot } = place(event);
        if (x > plot.width || y > plot.height) return;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        before.current = { x, y };
        drawn.current = { matchOn: 1 };
        write(stroke(plot, { x, y }, { x, y }));
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { x, y, plot } = place(event);
        setOver(x <= plot.width ? bandAtX(x, plot.width) : null);
        const from = before.current;
        if (!from) return;
        write(stroke(plot, from, { x, y }));
        before.current = { x, y };
      },
      onPointerUp: end,
      onPointerCancel: end,
      onPointerLeave: () => before.current === null && setOver(null),
      onDoubleClick: () => undefined,
    },
  };
}

/** The curve as it sounds, its points as they are stored, and the value of the one under the hand. */
export function paintMatch(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: ParameterValues,
  over: number | null,
  held: boolean,
): void {
  const bands = matchBandsDb(values);
  context.save();
  context.beginPath();
  context.rect(0, 0, plot.width, plot.height);
  context.clip();
  context.beginPath();
  for (let x = 0; x <= plot.width; x += 2) {
    const y = yOfGain(plot, matchDbAt(bands, hzOfX(x, plot.width)));
    if (x === 0) context.moveTo(0, y);
    else context.lineTo(x, y);
  }
  context.strokeStyle = token('reduction');
  context.lineWidth = 1.5;
  context.stroke();
  context.lineTo(plot.width, yOfGain(plot, 0));
  context.lineTo(0, yOfGain(plot, 0));
  context.closePath();
  context.fillStyle = alpha(token('reduction'), 0.12);
  context.fill();
  if (!held) {
    context.restore();
    return;
  }
  for (const [band, hz] of MATCH_HZ.entries()) {
    const x = xOfHz(hz, plot.width);
    const y = yOfGain(plot, values[matchParameter(hz)] ?? 0);
    context.beginPath();
    context.arc(x, y, band === over ? 4.5 : 3, 0, 2 * Math.PI);
    context.fillStyle = band === over ? token('accent-hi') : token('well');
    context.fill();
    context.strokeStyle = token('accent-hi');
    context.lineWidth = 1.5;
    context.stroke();
  }
  context.restore();
  if (over === null) return;
  const hz = MATCH_HZ[over]!;
  const id = matchParameter(hz);
  const parts = formatParts(parameterOf('equaliser', 'band1FrequencyHz'), hz);
  const text = words.chip(`${parts.number} ${parts.unit}`, signedDecibels(values[id] ?? 0));
  context.font = PICTURE_FONT_STRONG;
  const width = Math.ceil(context.measureText(text).width) + 12;
  const left = Math.max(2, Math.min(plot.width - width - 2, xOfHz(hz, plot.width) - width / 2));
  context.beginPath();
  context.roundRect(left, 4, width, 18, 3);
  context.fillStyle = token('accent');
  context.fill();
  context.fillStyle = token('on-accent');
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 6, 13.5);
}
