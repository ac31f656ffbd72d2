/**
 * The hand on a picture with several things to drag: the nearest handle is taken, moves one or more values in one
 * step, goes finely with Shift, back with Esc and to its defaults with a double-click; the wheel moves its second value.
 */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { ParameterValues } from '../../audio-engine/effects/parameter.ts';
import type { Effect } from '../../audio-engine/session/index.ts';
import { quantise, ValueGesture } from '../controls/index.ts';
import { parameterOf, valuesBinding } from './effect-values.ts';

export interface Handle {
  key: string;
  /** What the history and the chip call it. */
  name: string;
  /** Distance in pixels from a place on the picture; infinite where it is out of reach. */
  distance(x: number, y: number): number;
  /** Where it is dragged from. */
  at: { x: number; y: number };
  /** Values once it has been dragged to a place. */
  move(x: number, y: number): ParameterValues;
  /** Values after a step of the wheel, up or down. */
  wheel?(steps: number): ParameterValues;
  /** What a double-click resets. */
  ids: readonly string[];
}

export interface HandleOptions {
  stripId: string;
  effect: Effect;
  context: string;
  /** Handles for a picture of this size. */
  handles(width: number, height: number): readonly Handle[];
}

const REACH = 12;
const FINE = 0.15;

export function useHandles(options: HandleOptions) {
  const latest = useRef(options);
  latest.current = options;
  const host = useRef<HTMLDivElement>(null);
  const gesture = useRef(new ValueGesture<ParameterValues>());
  const held = useRef<{ key: string; x: number; y: number; px: number; py: number } | null>(null);
  const [active, setActive] = useState<string | null>(null);

  const place = (event: { clientX: number; clientY: number }) => {
    const box = host.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const all = () => {
    const box = host.current?.getBoundingClientRect();
    return latest.current.handles(box?.width ?? 1, box?.height ?? 1);
  };
  const nearest = (x: number, y: number): Handle | undefined => {
    let best: Handle | undefined;
    let least = REACH;
    for (const handle of all()) {
      const distance = handle.distance(x, y);
      if (distance < least) {
        best = handle;
        least = distance;
      }
    }
    return best;
  };
  const write = (handle: Handle, values: ParameterValues, nudge = false) => {
    const { stripId, effect, context } = latest.current;
    const legal: ParameterValues = {};
    for (const [id, value] of Object.entries(values))
      legal[id] = quantise(parameterOf(effect.kind, id), value);
    const binding = valuesBinding({ stripId, effectId: effect.id }, `${context}: ${handle.name}`);
    if (nudge) gesture.current.nudge(binding, legal);
    else gesture.current.change(binding, legal);
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const { x, y } = place(event);
    const handle = nearest(x, y);
    if (!handle) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    held.current = { key: handle.key, x: handle.at.x, y: handle.at.y, px: x, py: y };
    setActive(handle.key);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y } = place(event);
    const now = held.current;
    if (!now) {
      const over = nearest(x, y)?.key ?? null;
      if (over !== active) setActive(over);
      return;
    }
    const factor = event.shiftKey ? FINE : 1;
    now.x += (x - now.px) * factor;
    now.y += (y - now.py) * factor;
    now.px = x;
    now.py = y;
    const handle = all().find((one) => one.key === now.key);
    if (handle) write(handle, handle.move(now.x, now.y));
  };
  const onPointerUp = () => {
    held.current = null;
    gesture.current.commit();
  };
  const onDoubleClick = (event: { clientX: number; clientY: number }) => {
    const { x, y } = place(event);
    const handle = nearest(x, y);
    if (!handle) return;
    const { kind } = latest.current.effect;
    write(handle, Object.fromEntries(handle.ids.map((id) => [id, parameterOf(kind, id).default])));
    gesture.current.commit();
  };

  useEffect(() => {
    const node = host.current;
    if (!node) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      const { x, y } = place(event);
      const handle = nearest(x, y);
      if (!handle?.wheel) return;
      event.preventDefault();
      event.stopPropagation();
      write(handle, handle.wheel((event.deltaY < 0 ? 1 : -1) * (event.shiftKey ? FINE : 1)), true);
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
    host,
    /** The handle that is held or under the pointer. */
    active,
    props: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onPointerLeave: () => held.current === null && setActive(null),
      onDoubleClick,
    },
  };
}
