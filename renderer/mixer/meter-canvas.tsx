/**
 * One canvas for the meters of a few strips beside one another: it lies over their meter columns, and the meter
 * worker draws on it. The page only says what stands where.
 */
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  LATCH_ROOM,
  type MeterCanvasLink,
  type MeterPlace,
  onMetersRestart,
  openMeterCanvas,
} from '../meters/index.ts';
import { meterColumns } from './layout.ts';

export interface CanvasStrip {
  id: string;
  /** Left edge inside the canvas. */
  left: number;
  wide: boolean;
  channels: 1 | 2;
  /** The strip's own reduction is drawn; full scale in dB. */
  reductionScaleDb: number;
}

function placesOf(strips: readonly CanvasStrip[], height: number): MeterPlace[] {
  return strips.map(({ id, left, wide, channels, reductionScaleDb }) => {
    const columns = meterColumns(wide, channels);
    const box = (column: { x: number; width: number }) => ({
      x: left + column.x,
      y: LATCH_ROOM,
      width: column.width,
      height: height - LATCH_ROOM,
    });
    return {
      stripId: id,
      bars: columns.bars.map(box),
      reduction: { box: box(columns.reduction), fullScaleDb: reductionScaleDb },
    };
  });
}

export const MeterCanvas = memo(function MeterCanvas({
  strips,
  left,
  width,
}: {
  strips: readonly CanvasStrip[];
  left: number;
  width: number;
}) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(undefined);
  const link = useRef<MeterCanvasLink>(undefined);
  const [height, setHeight] = useState(0);
  /** Device pixels a pixel of the page, the program's own enlargement in it. */
  const [ratio, setRatio] = useState(1);
  const shownWidth = useRef(width);
  /** Another one with each worker: a canvas is handed over once. */
  const [turn, setTurn] = useState(0);
  useEffect(() => onMetersRestart(() => setTurn((before) => before + 1)), []);

  useLayoutEffect(() => {
    const node = host.current;
    if (!node) return;
    // Handed over once and for good, so it is made where it is handed over, not by React.
    const made = document.createElement('canvas');
    node.append(made);
    canvas.current = made;
    link.current = openMeterCanvas(made);
    const measure = () => {
      setHeight(node.clientHeight);
      setRatio((window.devicePixelRatio || 1) * (node.currentCSSZoom ?? 1));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
      link.current?.close();
      made.remove();
    };
  }, [turn]);

  useLayoutEffect(() => {
    // The worker's picture follows a frame later; until then the old one is cut or continued, never stretched.
    if (canvas.current) canvas.current.style.objectFit = width > shownWidth.current ? 'contain' : 'cover';
    shownWidth.current = width;
    link.current?.resize({ width, height, ratio });
  }, [width, height, ratio, turn]);

  useLayoutEffect(() => link.current?.place(placesOf(strips, height)), [strips, height, turn]);

  return <div ref={host} className="mixer-meters" style={{ left, width }} />;
});
