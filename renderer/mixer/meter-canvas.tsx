/** One canvas for all the meters of a pane: it lies over the strips' meter columns, and each frame paints what changed. */
import { useEffect, useRef } from 'react';
import {
  type ChannelReading,
  type MeterBox,
  type MeterColours,
  meterColours,
  meterPosition,
  paintChannel,
  paintLatch,
  paintReduction,
} from '../controls/index.ts';
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

/** What one channel shows, and the same in whole pixels: two moments of one picture are equal here. */
function readChannel(
  level: StripLevel | undefined,
  channel: number,
  height: number,
  nowMs: number,
): { reading: ChannelReading | undefined; picture: string } {
  if (!level) return { reading: undefined, picture: '' };
  const hold = channel === 0 ? level.left : level.right;
  const reading = {
    peakDb: hold.level(nowMs),
    rmsDb: level.rms(channel === 0 ? 0 : 1, nowMs),
    holdDb: hold.hold(nowMs),
  };
  const pixels = (db: number) => Math.round(meterPosition(db) * height);
  const picture = `${pixels(reading.peakDb)},${pixels(reading.rmsDb)},${pixels(reading.holdDb)}`;
  return { reading, picture };
}

/** Paints the strip if it is not what `before` says is there already; answers what is there now. */
function paintStrip(
  context: CanvasRenderingContext2D,
  strip: CanvasStrip,
  level: StripLevel | undefined,
  height: number,
  nowMs: number,
  colours: MeterColours,
  before: string | undefined,
): string {
  const columns = meterColumns(strip.wide, strip.channels);
  const barHeight = height - LATCH_ROOM;
  const box = (column: { x: number; width: number }): MeterBox => ({
    x: strip.left + column.x,
    y: LATCH_ROOM,
    width: column.width,
    height: barHeight,
  });
  const channels = columns.bars.map((_column, channel) => readChannel(level, channel, barHeight, nowMs));
  const fresh = level && nowMs - level.updatedAtMs < 300;
  const reductionDb = fresh ? level.reductionDb : 0;
  const reduction = Math.round(Math.min(1, reductionDb / strip.reductionScaleDb) * barHeight);
  const clipped = level?.clipped ?? false;
  const picture = `${channels.map((channel) => channel.picture).join('|')}|${reduction}|${clipped}`;
  if (picture === before) return picture;
  const first = columns.bars[0];
  const last = columns.bars.at(-1);
  if (first && last) {
    // A hold line at the foot reaches half a pixel below its bar.
    const width = columns.reduction.x + columns.reduction.width - first.x;
    context.clearRect(strip.left + first.x, 0, width, height);
    const whole = box({ x: first.x, width: last.x + last.width - first.x });
    for (const [channel, column] of columns.bars.entries())
      paintChannel(context, box(column), channels[channel]?.reading, colours);
    paintLatch(context, whole, clipped, colours);
  }
  paintReduction(context, box(columns.reduction), reductionDb, strip.reductionScaleDb, colours);
  return picture;
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
    /** What is on the canvas by strip, so that only what changed is painted. */
    let painted = new Map<string, string>();
    let paintedStrips: readonly CanvasStrip[] | undefined;
    const fit = () => {
      const ratio = window.devicePixelRatio || 1;
      height = node.clientHeight;
      node.width = Math.round(width * ratio);
      node.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintedStrips = undefined;
    };
    const paint = (nowMs: number) => {
      if (paintedStrips !== shown.current) {
        // Other strips, or the same at other places: all of it anew.
        paintedStrips = shown.current;
        painted = new Map();
        context.clearRect(0, 0, width, height);
      }
      for (const strip of shown.current) {
        const level = stripLevel(strip.id);
        const before = painted.get(strip.id);
        const now = paintStrip(context, strip, level, height, nowMs, colours, before);
        if (now !== before) painted.set(strip.id, now);
      }
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
      paintedStrips = undefined;
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
