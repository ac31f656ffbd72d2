/** One strip's meter on a canvas: painted again only where it would look different, in whole pixels, from before. */
import {
  type ChannelReading,
  type MeterColours,
  type MeterContext,
  paintChannel,
  paintLatch,
  paintReduction,
} from './meter-paint.ts';
import { meterPosition } from './meter-scale.ts';
import type { MeterPlace } from './screen-messages.ts';
import type { StripLevel } from './strip-level.ts';

/** Room above the bars for the clip latch. */
export const LATCH_ROOM = 6;
/** After this long without news a reduction is no longer what the strip does. */
const FRESH_MS = 300;

/** What one channel shows, and the same in whole pixels: two moments of one picture are equal here. */
export function readChannel(
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

/** Paints the meter if it is not what `before` says is there already; answers what is there now. */
export function paintMeter(
  context: MeterContext,
  { bars, reduction }: MeterPlace,
  level: StripLevel | undefined,
  nowMs: number,
  colours: MeterColours,
  before: string | undefined,
): string {
  const channels = bars.map((box, channel) => readChannel(level, channel, box.height, nowMs));
  const fresh = level !== undefined && nowMs - level.updatedAtMs < FRESH_MS;
  const reductionDb = fresh ? level.reductionDb : 0;
  const reduced = reduction
    ? Math.round(Math.min(1, reductionDb / reduction.fullScaleDb) * reduction.box.height)
    : 0;
  const clipped = level?.clipped ?? false;
  const picture = `${channels.map((channel) => channel.picture).join('|')}|${reduced}|${clipped}`;
  if (picture === before) return picture;
  const first = bars[0];
  const last = bars.at(-1);
  if (!first || !last) return picture;
  const whole = { ...first, width: last.x + last.width - first.x };
  const right = reduction ? reduction.box.x + reduction.box.width : whole.x + whole.width;
  // A hold line at the foot reaches half a pixel below its bar.
  context.clearRect(first.x, first.y - LATCH_ROOM, right - first.x, first.height + LATCH_ROOM + 1);
  for (const [channel, box] of bars.entries())
    paintChannel(context, box, channels[channel]?.reading, colours);
  paintLatch(context, whole, clipped, colours);
  if (reduction) paintReduction(context, reduction.box, reductionDb, reduction.fullScaleDb, colours);
  return picture;
}
