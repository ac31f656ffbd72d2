/**
 * What every sliding control does, whatever it looks like: drag with Shift for fine, wheel, keys, double-click
 * to reset, typing for a value, Esc to take a movement back. Gives the props of a `role="slider"` element.
 */
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { FOLLOW_SPOKEN_MS, presentValue, useFollowed } from './following.ts';
import { type Binding, ValueGesture } from './value-gesture.ts';
import { type StepSize, spoken, type ValueScale } from './value-scale.ts';

export interface SliderOptions {
  scale: ValueScale;
  value: number;
  binding: Binding;
  label: string;
  /** Pixels of movement that are the whole travel; a function where it depends on the layout. */
  travelPx: number | (() => number);
  orientation: 'vertical' | 'horizontal';
  tabIndex?: number;
  /** What a screen reader says of a value, where it is more than its number and unit. */
  speak?: (value: number) => string;
}

const FINE = 0.1;
/** Starts typed entry: a digit, a sign or a decimal point. */
const STARTS_VALUE = /^[0-9.,+\-−]$/;

function stepOf(event: KeyboardEvent): [direction: 1 | -1, size: StepSize] | undefined {
  const size: StepSize = event.shiftKey ? 'fine' : 'normal';
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return [1, size];
    case 'ArrowDown':
    case 'ArrowLeft':
      return [-1, size];
    case 'PageUp':
      return [1, 'page'];
    case 'PageDown':
      return [-1, 'page'];
    default:
      return undefined;
  }
}

export function useSlider(options: SliderOptions) {
  const latest = useRef(options);
  latest.current = options;
  const element = useRef<HTMLElement | null>(null);
  const gesture = useRef<ValueGesture>(null as unknown as ValueGesture);
  gesture.current ??= new ValueGesture();
  const drag = useRef<{ at: number; position: number; moved: boolean } | null>(null);
  /** Travel grows to the right or upwards. */
  const along = (event: PointerEvent) =>
    options.orientation === 'horizontal' ? event.clientX : -event.clientY;
  /** The value under way: a wheel turns faster than the overlay comes back. */
  const moving = useRef<number | undefined>(undefined);
  const [typing, setTyping] = useState<string | null>(null);

  if (!gesture.current.active) moving.current = undefined;
  /** What is shown: where it is automated, a hand takes hold of it where its lane is. */
  const shown = () => presentValue(latest.current.binding.lane, latest.current.value);
  const present = () => (gesture.current.active ? (moving.current ?? latest.current.value) : shown());

  const speak = options.speak ?? ((value: number) => spoken(options.scale, value));
  useFollowed(
    options.binding.lane,
    options.value,
    (now) => {
      element.current?.setAttribute(
        'aria-valuenow',
        String(options.scale.fromPosition(options.scale.toPosition(now))),
      );
      element.current?.setAttribute('aria-valuetext', speak(now));
    },
    FOLLOW_SPOKEN_MS,
  );

  const move = useCallback((value: number, keep: 'held' | 'rest') => {
    moving.current = value;
    if (keep === 'held') gesture.current.change(latest.current.binding, value);
    else gesture.current.nudge(latest.current.binding, value);
  }, []);

  /** Sets a value in one step: typed, reset, Home, End. */
  const set = useCallback((value: number) => {
    if (value === latest.current.value && !gesture.current.active) return;
    gesture.current.change(latest.current.binding, value);
    gesture.current.commit();
  }, []);

  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const onWheel = (event: WheelEvent) => {
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.ctrlKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.deltaY === 0) return;
      const value = present();
      const next = latest.current.scale.step(
        value,
        event.deltaY < 0 ? 1 : -1,
        event.shiftKey ? 'fine' : 'normal',
      );
      if (next !== value) move(next, 'rest');
    };
    // React's wheel listener is passive; this one must keep the pane from scrolling.
    node.addEventListener('wheel', onWheel, { passive: false });
    return () => node.removeEventListener('wheel', onWheel);
  });

  // A control that goes away in the middle of a movement keeps what the ear has heard.
  useEffect(() => () => gesture.current.commit(), []);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    gesture.current.commit();
    event.currentTarget.setPointerCapture?.(event.pointerId);
    drag.current = { at: along(event), position: options.scale.toPosition(shown()), moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (!held) return;
    const by = along(event) - held.at;
    if (by === 0) return;
    held.at += by;
    held.moved = true;
    const travel = typeof options.travelPx === 'function' ? options.travelPx() : options.travelPx;
    held.position = Math.min(1, Math.max(0, held.position + (by / travel) * (event.shiftKey ? FINE : 1)));
    const next = options.scale.fromPosition(held.position);
    if (next !== present()) move(next, 'held');
  };
  const onPointerUp = () => {
    if (!drag.current) return;
    drag.current = null;
    gesture.current.commit();
  };

  const cancel = () => {
    drag.current = null;
    gesture.current.cancel();
  };

  // Esc takes the movement back wherever the focus is.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || !gesture.current.active) return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (typing !== null || event.ctrlKey || event.metaKey) return;
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const step = stepOf(event);
    if (step) {
      taken();
      const value = present();
      const next = options.scale.step(value, step[0], step[1]);
      if (next !== value) move(next, 'rest');
    } else if (event.key === 'Home') {
      taken();
      set(options.scale.min);
    } else if (event.key === 'End') {
      taken();
      set(options.scale.max);
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      taken();
      set(options.scale.default);
    } else if (event.key === 'Enter') {
      taken();
      setTyping('');
    } else if (STARTS_VALUE.test(event.key) && !event.altKey) {
      taken();
      setTyping(event.key);
    }
  };

  const finishTyping = (value: number | undefined) => {
    setTyping(null);
    if (value !== undefined) set(value);
    element.current?.focus({ preventScroll: true });
  };

  return {
    ref: element as RefObject<HTMLDivElement | null>,
    typing,
    startTyping: () => setTyping(''),
    finishTyping,
    props: {
      role: 'slider' as const,
      tabIndex: options.tabIndex ?? 0,
      'aria-label': options.label,
      'aria-orientation': options.orientation,
      'aria-valuemin': options.scale.min,
      'aria-valuemax': options.scale.max,
      'aria-valuenow': options.value,
      'aria-valuetext': speak(options.value),
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: cancel,
      onLostPointerCapture: onPointerUp,
      onDoubleClick: () => set(options.scale.default),
      onKeyDown,
      onBlur: () => gesture.current.commit(),
    },
  };
}
