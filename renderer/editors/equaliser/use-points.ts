/**
 * The hand on the equaliser's picture: drag a point for frequency and gain, wheel for Q, double-click on an
 * empty place adds a band and on a point resets it, Alt+click switches it out. Esc takes a movement back.
 */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { BAND_TYPE } from '../../../audio-engine/effects/equaliser/parameters.ts';
import { mixingWords } from '../../../audio-engine/words/index.ts';
import { quantise, ValueGesture } from '../../controls/index.ts';
import { run, showNote } from '../../state/index.ts';
import { type EffectRef, parameterOf, valuesBinding } from '../effect-values.ts';
import { hzOfX } from '../frequency-axis.ts';
import { type Band, bandToAdd, bandValues, hasGain, isPass, resetValues } from './bands.ts';
import { gainOfY, type Plot, POINT_RADIUS, plotOf, pointOf } from './equaliser-picture.ts';

const REACH = POINT_RADIUS + 5;
const FINE = 0.15;

export interface PointsOptions {
  effect: EffectRef;
  context: string;
  bands: readonly Band[];
  rangeDb: number;
  selected: number | null;
  select(number: number): void;
}

export function hitBand(
  plot: Plot,
  bands: readonly Band[],
  x: number,
  y: number,
  preferred: number | null,
): Band | undefined {
  let best: Band | undefined;
  let bestDistance = REACH;
  for (const band of bands) {
    if (!band.on) continue;
    const point = pointOf(plot, band);
    // The selected point is on top where several lie on one spot.
    const distance = Math.hypot(point.x - x, point.y - y) - (band.number === preferred ? 4 : 0);
    if (distance < bestDistance) {
      best = band;
      bestDistance = distance;
    }
  }
  return best;
}

export function usePoints(options: PointsOptions) {
  const latest = useRef(options);
  latest.current = options;
  const canvasHost = useRef<HTMLDivElement>(null);
  const gesture = useRef(new ValueGesture<Record<string, number>>());
  const held = useRef<{ band: Band; x: number; y: number; dx: number; dy: number } | null>(null);
  const [chip, setChip] = useState<number | null>(null);

  const place = (event: { clientX: number; clientY: number }) => {
    const box = canvasHost.current?.getBoundingClientRect();
    const plot = plotOf(box?.width ?? 1, box?.height ?? 1, latest.current.rangeDb);
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0), plot };
  };
  const binding = (band: Band) =>
    valuesBinding(
      latest.current.effect,
      `${latest.current.context}: ${mixingWords.gestures.eqMove(band.number)}`,
    );
  const limited = (band: Band, field: 'FrequencyHz' | 'GainDb' | 'Q', value: number) =>
    quantise(parameterOf('equaliser', `band${band.number}${field}`), value);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const { x, y, plot } = place(event);
    const band = hitBand(plot, latest.current.bands, x, y, latest.current.selected);
    if (!band) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    latest.current.select(band.number);
    if (event.altKey) {
      void run('effect.set', { ...latest.current.effect, parameters: bandValues(band.number, { On: 0 }) });
      return;
    }
    const point = pointOf(plot, band);
    held.current = { band, x: point.x, y: point.y, dx: event.clientX, dy: event.clientY };
    setChip(band.number);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y, plot } = place(event);
    const now = held.current;
    if (!now) {
      const over = hitBand(plot, latest.current.bands, x, y, latest.current.selected)?.number ?? null;
      if (over !== chip) setChip(over);
      return;
    }
    const factor = event.shiftKey ? FINE : 1;
    now.x += (event.clientX - now.dx) * factor;
    now.y += (event.clientY - now.dy) * factor;
    now.dx = event.clientX;
    now.dy = event.clientY;
    const change: Record<string, number> = bandValues(now.band.number, {
      FrequencyHz: limited(
        now.band,
        'FrequencyHz',
        hzOfX(Math.max(0, Math.min(plot.width, now.x)), plot.width),
      ),
    });
    if (hasGain(now.band.type)) {
      Object.assign(
        change,
        bandValues(now.band.number, { GainDb: limited(now.band, 'GainDb', gainOfY(plot, now.y)) }),
      );
    }
    gesture.current.change(binding(now.band), change);
  };
  const onPointerUp = () => {
    held.current = null;
    gesture.current.commit();
  };

  const onDoubleClick = (event: { clientX: number; clientY: number }) => {
    const { x, y, plot } = place(event);
    if (x > plot.width || y > plot.height) return;
    const { bands, effect, select } = latest.current;
    const band = hitBand(plot, bands, x, y, latest.current.selected);
    if (band) {
      void run('effect.set', { ...effect, parameters: resetValues(band) });
      return;
    }
    const hz = hzOfX(x, plot.width);
    const free = bandToAdd(bands, hz);
    if (!free) {
      showNote(mixingWords.equaliser.allBandsUsed);
      return;
    }
    select(free.number);
    void run('effect.set', {
      ...effect,
      parameters: bandValues(free.number, {
        On: 1,
        Type: BAND_TYPE.bell,
        FrequencyHz: limited(free, 'FrequencyHz', hz),
        GainDb: limited(free, 'GainDb', gainOfY(plot, y)),
        Q: 1,
      }),
    });
  };

  useEffect(() => {
    const node = canvasHost.current;
    if (!node) return;
    let wheelBand: Band | undefined;
    let q = 1;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) return;
      event.preventDefault();
      event.stopPropagation();
      const { x, y, plot } = place(event);
      const { bands, selected } = latest.current;
      const band = hitBand(plot, bands, x, y, selected) ?? bands.find((b) => b.number === selected && b.on);
      if (!band || event.deltaY === 0) return;
      if (isPass(band.type)) {
        const slope = Math.max(1, Math.min(8, band.slope + (event.deltaY < 0 ? 1 : -1)));
        if (slope !== band.slope)
          gesture.current.nudge(binding(band), bandValues(band.number, { Slope: slope }));
        return;
      }
      if (!gesture.current.active || wheelBand?.number !== band.number) q = band.q;
      wheelBand = band;
      q *= 2 ** ((event.deltaY < 0 ? 1 : -1) * (event.shiftKey ? 1 / 24 : 1 / 6));
      q = Math.max(0.1, Math.min(40, q));
      setChip(band.number);
      gesture.current.nudge(binding(band), bandValues(band.number, { Q: limited(band, 'Q', q) }));
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !gesture.current.active) return;
      event.preventDefault();
      event.stopPropagation();
      held.current = null;
      gesture.current.cancel();
    };
    node.addEventListener('wheel', onWheel, { passive: false });
    window.addEventListener('keydown', onKey, { capture: true });
    const { current } = gesture;
    return () => {
      node.removeEventListener('wheel', onWheel);
      window.removeEventListener('keydown', onKey, { capture: true });
      current.commit();
    };
  }, []);

  return {
    host: canvasHost,
    chip,
    props: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onPointerLeave: () => held.current === null && setChip(null),
      onDoubleClick,
    },
  };
}
