/** Dragging handles on a picture that move one or two values at once: fine with Shift, reset by double-click, Esc takes back. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { quantise, ValueGesture } from '../../controls/index.ts';
import { parameterOf, valuesBinding, valuesOf } from '../effect-values.ts';

export interface HandleAxis {
  parameterId: string;
  axis: 'x' | 'y';
  /** The value after a movement of the pointer in CSS pixels. */
  move(value: number, px: number): number;
}

export interface Handle {
  id: string;
  /** Name of the step in the history. */
  name: string;
  cursor: string;
  axes: readonly HandleAxis[];
  /** What else a press does: choose a band. */
  press?: () => void;
}

export interface HandleOptions {
  effect: Effect;
  stripId: string;
  /** The handle under a place of the picture. */
  hit(x: number, y: number): Handle | undefined;
}

const FINE = 0.15;

export function useHandles(options: HandleOptions) {
  const latest = useRef(options);
  latest.current = options;
  const gesture = useRef(new ValueGesture<Record<string, number>>());
  const held = useRef<{ handle: Handle; x: number; y: number; values: Record<string, number> } | null>(null);
  const [hovered, setHovered] = useState<Handle | null>(null);

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

  const hitOf = (event: { clientX: number; clientY: number; currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return latest.current.hit(event.clientX - box.left, event.clientY - box.top);
  };
  const parameter = (id: string) => parameterOf(latest.current.effect.kind, id);
  const binding = (handle: Handle) =>
    valuesBinding({ stripId: latest.current.stripId, effectId: latest.current.effect.id }, handle.name);
  const end = () => {
    held.current = null;
    gesture.current.commit();
  };
  return {
    /** The handle in the hand or under the pointer. */
    active: hovered,
    props: {
      style: { cursor: hovered?.cursor ?? 'default' },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        const handle = hitOf(event);
        if (!handle) return;
        handle.press?.();
        event.currentTarget.setPointerCapture?.(event.pointerId);
        const all = valuesOf(latest.current.effect);
        const values: Record<string, number> = {};
        for (const { parameterId } of handle.axes) values[parameterId] = all[parameterId] ?? 0;
        held.current = { handle, x: event.clientX, y: event.clientY, values };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const now = held.current;
        if (!now) {
          const over = hitOf(event) ?? null;
          if (over?.id !== hovered?.id) setHovered(over);
          return;
        }
        const factor = event.shiftKey ? FINE : 1;
        const travel = { x: (event.clientX - now.x) * factor, y: (event.clientY - now.y) * factor };
        now.x = event.clientX;
        now.y = event.clientY;
        if ((travel.x === 0 && travel.y === 0) || now.handle.axes.length === 0) return;
        const change: Record<string, number> = {};
        for (const { parameterId, axis, move } of now.handle.axes) {
          const { min, max } = parameter(parameterId);
          const value = Math.max(min, Math.min(max, move(now.values[parameterId] ?? 0, travel[axis])));
          now.values[parameterId] = value;
          change[parameterId] = quantise(parameter(parameterId), value);
        }
        gesture.current.change(binding(now.handle), change);
      },
      onPointerUp: end,
      onPointerCancel: end,
      onPointerLeave: () => held.current === null && setHovered(null),
      onDoubleClick: (event: { clientX: number; clientY: number; currentTarget: HTMLElement }) => {
        const handle = hitOf(event);
        if (!handle || handle.axes.length === 0) return;
        const change: Record<string, number> = {};
        for (const { parameterId } of handle.axes) change[parameterId] = parameter(parameterId).default;
        gesture.current.change(binding(handle), change);
        gesture.current.commit();
      },
    },
  };
}
