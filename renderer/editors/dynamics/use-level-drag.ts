/** Dragging a threshold or ceiling on the picture itself: the level under the pointer, fine with Shift, reset by double-click. */
import { type PointerEvent, useEffect, useRef } from 'react';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { quantise, ValueGesture } from '../../controls/index.ts';
import { type EffectRef, parameterOf, valueBinding, valuesOf } from '../effect-values.ts';

export interface LevelDragOptions {
  effect: Effect;
  stripId: string;
  parameterId: string;
  name: string;
  /** Change in dB for a movement of the pointer that began at `from` (picture coordinates). */
  change(from: { x: number; y: number }, dx: number, dy: number): number;
}

export function useLevelDrag(options: LevelDragOptions) {
  const latest = useRef(options);
  latest.current = options;
  const gesture = useRef(new ValueGesture());
  const held = useRef<{ from: { x: number; y: number }; x: number; y: number; value: number } | null>(null);
  const ref = (): EffectRef => ({ stripId: latest.current.stripId, effectId: latest.current.effect.id });
  const parameter = () => parameterOf(latest.current.effect.kind, latest.current.parameterId);
  const binding = () => valueBinding(ref(), latest.current.parameterId, latest.current.name);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !gesture.current.active) return;
      event.preventDefault();
      event.stopPropagation();
      held.current = null;
      gesture.current.cancel();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    const { current } = gesture;
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      current.commit();
    };
  }, []);

  const end = () => {
    held.current = null;
    gesture.current.commit();
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      held.current = {
        from: { x: event.clientX - box.left, y: event.clientY - box.top },
        x: event.clientX,
        y: event.clientY,
        value: valuesOf(latest.current.effect)[latest.current.parameterId] ?? 0,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = held.current;
      if (!now) return;
      const factor = event.shiftKey ? 0.15 : 1;
      const change = latest.current.change(
        now.from,
        (event.clientX - now.x) * factor,
        (event.clientY - now.y) * factor,
      );
      now.x = event.clientX;
      now.y = event.clientY;
      if (change === 0) return;
      const { min, max } = parameter();
      now.value = Math.max(min, Math.min(max, now.value + change));
      gesture.current.change(binding(), quantise(parameter(), now.value));
    },
    onPointerUp: end,
    onPointerCancel: end,
    onDoubleClick: () => {
      gesture.current.change(binding(), parameter().default);
      gesture.current.commit();
    },
  };
}
