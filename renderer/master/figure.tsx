/** One figure of the meters: name, value with unit, a line of context, and its last thirty seconds along the foot. */
import { useEffect, useRef } from 'react';
import { decibels } from '../../audio-engine/words/index.ts';
import { usePicture } from '../editors/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { alpha, token } from '../theme/index.ts';
import { heardLoudness, TRACE_LENGTH, type TraceName } from './heard.ts';

export interface FigureProps {
  name: string;
  unit: string;
  decimals?: number;
  help: string;
  trace: TraceName;
  /** Range that the trace is drawn in. */
  range: readonly [low: number, high: number];
  /** The value now, in the figure's unit; NaN where it was not measured. */
  read(): number;
  /** The line below, written at the same pace. */
  context(): string;
}

const EVERY_MS = 250;

export function Figure({ name, unit, decimals = 1, help, trace, range, read, context }: FigureProps) {
  const value = useRef<HTMLElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const readers = useRef({ read, context });
  readers.current = { read, context };
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      if (value.current) value.current.textContent = decibels(readers.current.read(), decimals);
      if (line.current) line.current.textContent = readers.current.context();
    });
  }, [decimals]);
  const canvas = usePicture(({ context: ctx, width, height }) => {
    const points = heardLoudness().traces.get(trace);
    if (!points) return;
    const [low, high] = range;
    ctx.beginPath();
    let drawing = false;
    for (let i = 0; i < TRACE_LENGTH; i++) {
      const at = points[i] as number;
      if (Number.isNaN(at)) {
        drawing = false;
        continue;
      }
      const x = (i / (TRACE_LENGTH - 1)) * width;
      const y = height - 1 - Math.max(0, Math.min(1, (at - low) / (high - low))) * (height - 2);
      if (drawing) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      drawing = true;
    }
    ctx.strokeStyle = alpha(token('text-3'), 0.7);
    ctx.lineWidth = 1;
    ctx.stroke();
  }, true);
  return (
    <div className="figure" data-help={help} data-help-name={name}>
      <div className="figure-name">{name}</div>
      <div className="figure-value">
        <b ref={value}>–</b> <span className="unit">{unit}</span>
      </div>
      <div className="figure-context" ref={line} />
      <canvas ref={canvas} />
    </div>
  );
}
