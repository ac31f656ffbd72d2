/**
 * A canvas that is drawn outside React: sized in device pixels, redrawn with the frames while it is live, and
 * otherwise only when its inputs, its size or the theme change.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { subscribeFrame } from '../live/index.ts';
import { onThemeChange } from '../theme/index.ts';

export interface Picture {
  context: CanvasRenderingContext2D;
  /** CSS pixels. */
  width: number;
  height: number;
  nowMs: number;
}

export type Draw = (picture: Picture) => void;

export const PICTURE_FONT = '10px "Inter Variable", system-ui, sans-serif';
export const PICTURE_FONT_STRONG = '500 11px "Inter Variable", system-ui, sans-serif';

export function usePicture(draw: Draw, live: boolean): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  const repaint = useRef<() => void>(() => undefined);
  latest.current = draw;

  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d');
    if (!node || !context) return;
    let width = 0;
    let height = 0;
    const paint = (nowMs: number) => {
      if (width <= 0 || height <= 0) return;
      context.clearRect(0, 0, width, height);
      latest.current({ context, width, height, nowMs });
    };
    const fit = () => {
      // The interface's own zoom scales boxes, too: one pixel of the canvas for each of the screen's.
      const zoom = node.getBoundingClientRect().width / Math.max(1, node.offsetWidth) || 1;
      const ratio = (window.devicePixelRatio || 1) * zoom;
      width = node.clientWidth;
      height = node.clientHeight;
      node.width = Math.round(width * ratio);
      node.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(performance.now());
    };
    repaint.current = () => paint(performance.now());
    const observer = new ResizeObserver(fit);
    observer.observe(node);
    const endTheme = onThemeChange(repaint.current);
    const endFrames = live ? subscribeFrame((_frame, nowMs) => paint(nowMs)) : undefined;
    // Text measured before the bundled font has loaded would be drawn in another.
    document.fonts?.ready.then(() => repaint.current()).catch(() => undefined);
    fit();
    return () => {
      observer.disconnect();
      endTheme();
      endFrames?.();
      repaint.current = () => undefined;
    };
  }, [live]);

  useLayoutEffect(() => repaint.current());
  return canvas;
}

/** A 1 px line that lies on whole pixels. */
export function horizontal(context: CanvasRenderingContext2D, x0: number, x1: number, y: number): void {
  context.fillRect(Math.round(x0), Math.round(y), Math.round(x1) - Math.round(x0), 1);
}

export function vertical(context: CanvasRenderingContext2D, x: number, y0: number, y1: number): void {
  context.fillRect(Math.round(x), Math.round(y0), 1, Math.round(y1) - Math.round(y0));
}
