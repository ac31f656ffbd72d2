/** The one thing a module does, as a small picture: the equaliser's response, or the gain a dynamics module takes. */
import { useEffect, useMemo } from 'react';
import { totalResponseDb } from '../../audio-engine/effects/equaliser/curves.ts';
import type { Effect } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import {
  drawFrequencyGrid,
  horizontal,
  hzOfX,
  PICTURE_FONT,
  type Picture,
  paintHistoryStrip,
  usePicture,
  valuesOf,
} from '../editors/index.ts';
import { declareWatch, historyOf } from '../live/index.ts';
import { useDocument } from '../state/index.ts';
import { alpha, token } from '../theme/index.ts';

const RANGE_DB = 9;

function EqualiserPicture({ effect }: { effect: Effect }) {
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const curve = useMemo(() => {
    const hz = Float64Array.from({ length: 241 }, (_, i) => hzOfX(i, 240));
    return totalResponseDb(valuesOf(effect), hz, sampleRate);
  }, [effect, sampleRate]);
  const canvas = usePicture(({ context, width, height }: Picture) => {
    drawFrequencyGrid(context, width, height, false);
    context.fillStyle = token('hair-2');
    horizontal(context, 0, width, height / 2);
    context.beginPath();
    curve.forEach((db, i) => {
      const x = (i / (curve.length - 1)) * width;
      const y = height / 2 - (db / RANGE_DB) * (height / 2);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.strokeStyle = token('curve');
    context.lineWidth = 1.75;
    context.lineJoin = 'round';
    context.stroke();
  }, false);
  return <canvas ref={canvas} />;
}

function DynamicsPicture({ effect, stripId }: { effect: Effect; stripId: string }) {
  const limiter = effect.kind === 'limiter';
  const ceiling = valuesOf(effect).ceilingDbtp ?? -1;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const canvas = usePicture(({ context, width, height }: Picture) => {
    const range = limiter ? { topDb: 3, bottomDb: -21 } : { topDb: 0, bottomDb: -40 };
    const history = historyOf(effect.id);
    paintHistoryStrip(context, { x: 0, y: 0, width, height }, range, history, token('track-stone'));
    if (!limiter) return;
    const y = ((range.topDb - ceiling) / (range.topDb - range.bottomDb)) * height;
    context.fillStyle = token('accent');
    horizontal(context, 0, width, y);
    context.font = PICTURE_FONT;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    const text = `${mixingWords.limiter.ceiling.toLowerCase()} ${decibels(ceiling)}`;
    const box = context.measureText(text).width + 8;
    context.fillStyle = alpha(token('well'), 0.75);
    context.fillRect(width - box - 2, height - 17, box, 14);
    context.fillStyle = token('accent-hi');
    context.fillText(text, width - 6, height - 10);
  }, true);
  return <canvas ref={canvas} />;
}

export function ModulePicture({ effect, stripId }: { effect: Effect; stripId: string }) {
  return effect.kind === 'equaliser' ? (
    <EqualiserPicture effect={effect} />
  ) : (
    <DynamicsPicture effect={effect} stripId={stripId} />
  );
}
