/**
 * Draws a level meter on a canvas: peak at half strength with the RMS inside it, a hold line in the colour of
 * its own level, the clip latch above. Whole pixels only; no easing but the meter's own ballistics. Knows no
 * page, so that a worker can draw with it.
 */
import { METER_HOT_DB, METER_WARN_DB, meterPosition } from './meter-scale.ts';

/** What a meter draws with: a canvas of the page's or of a worker's. */
export type MeterContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface MeterColours {
  low: string;
  near: string;
  over: string;
  lowPeak: string;
  nearPeak: string;
  overPeak: string;
  trough: string;
  reduction: string;
  latchOff: string;
}

/** What one channel shows at this moment, in dBFS. */
export interface ChannelReading {
  peakDb: number;
  rmsDb: number;
  holdDb: number;
}

export interface MeterBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

function bar(
  context: MeterContext,
  box: MeterBox,
  db: number,
  low: string,
  near: string,
  over: string,
): void {
  const bottom = box.y + box.height;
  const top = Math.round(meterPosition(db) * box.height);
  if (top <= 0) return;
  const warnAt = Math.round(meterPosition(METER_WARN_DB) * box.height);
  const hotAt = Math.round(meterPosition(METER_HOT_DB) * box.height);
  const green = Math.min(top, warnAt);
  context.fillStyle = low;
  context.fillRect(box.x, bottom - green, box.width, green);
  if (top > warnAt) {
    const amber = Math.min(top, hotAt) - warnAt;
    context.fillStyle = near;
    context.fillRect(box.x, bottom - warnAt - amber, box.width, amber);
  }
  if (top > hotAt) {
    context.fillStyle = over;
    context.fillRect(box.x, bottom - top, box.width, top - hotAt);
  }
}

export function paintChannel(
  context: MeterContext,
  box: MeterBox,
  reading: ChannelReading | undefined,
  colours: MeterColours,
): void {
  context.fillStyle = colours.trough;
  context.fillRect(box.x, box.y, box.width, box.height);
  if (!reading) return;
  bar(context, box, reading.peakDb, colours.lowPeak, colours.nearPeak, colours.overPeak);
  bar(context, box, reading.rmsDb, colours.low, colours.near, colours.over);
  const hold = Math.round(meterPosition(reading.holdDb) * box.height);
  if (hold > 1) {
    context.fillStyle =
      reading.holdDb >= METER_HOT_DB
        ? colours.over
        : reading.holdDb >= METER_WARN_DB
          ? colours.near
          : colours.low;
    context.fillRect(box.x, box.y + box.height - hold, box.width, 1.5);
  }
}

/** The clip latch: 3 px above the bars, lit until it is clicked. */
export function paintLatch(
  context: MeterContext,
  box: MeterBox,
  clipped: boolean,
  colours: MeterColours,
): void {
  context.fillStyle = clipped ? colours.over : colours.latchOff;
  context.fillRect(box.x, box.y - 5, box.width, 3);
}

/** Gain reduction hangs from the top. */
export function paintReduction(
  context: MeterContext,
  box: MeterBox,
  reductionDb: number,
  fullScaleDb: number,
  colours: MeterColours,
): void {
  context.fillStyle = colours.trough;
  context.fillRect(box.x, box.y, box.width, box.height);
  const height = Math.round(Math.min(1, Math.max(0, reductionDb) / fullScaleDb) * box.height);
  if (height > 0) {
    context.fillStyle = colours.reduction;
    context.fillRect(box.x, box.y, box.width, height);
  }
}
