/** One canvas for all the meters of a pane: it lies over the strips' meter columns and is drawn once a frame. */
import { useEffect, useRef } from 'react';
import { type MeterBox, meterColours, paintChannel, paintLatch, paintReduction } from '../controls/index.ts';
import { type StripLevel, stripLevel, subscribeFrame } from '../live/index.ts';
import { onThemeChange } from '../theme/index.ts';
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

/** Room above the bars for the clip latch. */
const LATCH_ROOM = 6;

function paintStrip(
  context: CanvasRenderingContext2D,
  strip: CanvasStrip,
  level: StripLevel | undefined,
  height: number,
  nowMs: number,
  colours: ReturnType<typeof meterColours>,
): void {
  const columns = meterColumns(strip.wide, strip.channels);
  const box = (column: { x: number; width: number }): MeterBox => ({
    x: strip.left + column.x,
    y: LATCH_ROOM,
    width: column.width,
    height: height - LATCH_ROOM,
  });
  for (const [channel, column] of columns.bars.entries()) {
    const hold = channel === 0 ? level?.left : level?.right;
    const reading =
      level && hold
        ? {
            peakDb: hold.level(nowMs),
            rmsDb: level.rms(channel === 0 ? 0 : 1, nowMs),
            holdDb: hold.hold(nowMs),
          }
        : undefined;
    paintChannel(context, box(column), reading, colours);
  }
  const first = columns.bars[0];
  const last = columns.bars.at(-1);
  if (first && last) {
    const whole = box({ x: first.x, width: last.x + last.width - first.x });
    paintLatch(context, whole, level?.clipped ?? false, colours);
  }
  const fresh = level && nowMs - level.updatedAtMs < 300;
  paintReduction(
    context,
    box(columns.reduction),
    fresh ? level.reductionDb : 0,
    strip.reductionScaleDb,
    colours,
  );
}

export function MeterCanvas({
  strips,
  left,
  width,
}: {
  strips: readonly CanvasStrip[];
  left: number;
  width: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(strips);
  shown.current = strips;

  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d');
    if (!node || !context) return;
    let height = 0;
    let colours = meterColours();
    const fit = () => {
      const ratio = window.devicePixelRatio || 1;
      height = node.clientHeight;
      node.width = Math.round(width * ratio);
      node.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    };
    const paint = (nowMs: number) => {
      context.clearRect(0, 0, width, height);
      for (const strip of shown.current)
        paintStrip(context, strip, stripLevel(strip.id), height, nowMs, colours);
    };
    fit();
    // At once, so that a scroll or a resize never shows an empty column.
    paint(performance.now());
    const observer = new ResizeObserver(() => {
      fit();
      paint(performance.now());
    });
    observer.observe(node);
    const endTheme = onThemeChange(() => {
      colours = meterColours();
    });
    const endFrames = subscribeFrame((_frame, nowMs) => paint(nowMs));
    return () => {
      observer.disconnect();
      endTheme();
      endFrames();
    };
  }, [width]);

  return <canvas ref={canvas} className="mixer-meters" style={{ left, width }} />;
}
