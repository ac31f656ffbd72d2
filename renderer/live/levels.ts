/**
 * What every strip's meter shows, kept up to date with each telemetry frame: peak with fall and hold, RMS,
 * clip latch, highest peak since it was last reset, gain reduction. Read by the canvases, never by React.
 */
import { Header, STRIP_FLOATS, StripSlot, type TelemetryFrame } from '../../audio-engine/protocol/index.ts';
import { studio } from '../state/index.ts';
import { onArrival } from './frame-bus.ts';
import { linearToDb, PeakHold } from './peak-hold.ts';
import { StripLayout } from './strip-layout.ts';

export class StripLevel {
  readonly left = new PeakHold();
  readonly right = new PeakHold();
  rmsLeftDb = Number.NEGATIVE_INFINITY;
  rmsRightDb = Number.NEGATIVE_INFINITY;
  /** Highest sample peak of either channel since the reset. */
  highestDb = Number.NEGATIVE_INFINITY;
  clipped = false;
  faulted = false;
  reductionDb = 0;
  updatedAtMs = 0;

  take(row: Float32Array, nowMs: number): void {
    const left = linearToDb(row[StripSlot.peakLeft] ?? 0);
    const right = linearToDb(row[StripSlot.peakRight] ?? 0);
    this.left.update(left, nowMs);
    this.right.update(right, nowMs);
    this.rmsLeftDb = linearToDb(row[StripSlot.rmsLeft] ?? 0);
    this.rmsRightDb = linearToDb(row[StripSlot.rmsRight] ?? 0);
    this.highestDb = Math.max(this.highestDb, left, right);
    if ((row[StripSlot.clipped] ?? 0) > 0) this.clipped = true;
    this.faulted = (row[StripSlot.faulted] ?? 0) > 0;
    this.reductionDb = Math.max(0, row[StripSlot.reductionDb] ?? 0);
    this.updatedAtMs = nowMs;
  }

  /** RMS stands only as long as frames arrive: a stopped engine must not leave a lit meter. */
  rms(channel: 0 | 1, nowMs: number): number {
    if (nowMs - this.updatedAtMs > 300) return Number.NEGATIVE_INFINITY;
    return channel === 0 ? this.rmsLeftDb : this.rmsRightDb;
  }

  clear(): void {
    this.clipped = false;
    this.highestDb = Number.NEGATIVE_INFINITY;
  }
}

const strips = new Map<string, StripLevel>();
const layout = new StripLayout();
let started = false;

function takeFrame(frame: TelemetryFrame, nowMs: number): void {
  const ids = layout.idsFor(frame.header[Header.layoutEpoch] ?? -1);
  if (!ids) {
    if (layout.shouldAsk(nowMs)) {
      studio()
        .invoke('engine.status', {})
        .then(
          (status) => layout.take(status.layout),
          () => undefined, // The next frame asks again.
        );
    }
    return;
  }
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as string;
    let level = strips.get(id);
    if (!level) {
      level = new StripLevel();
      strips.set(id, level);
    }
    level.take(frame.strips.subarray(i * STRIP_FLOATS, (i + 1) * STRIP_FLOATS), nowMs);
  }
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('engine.status', (status) => layout.take(status.layout));
  studio().on('studio.reset', () => strips.clear());
  onArrival(takeFrame);
}

/** The level of a strip, or undefined while the engine has sent none. */
export function stripLevel(stripId: string): StripLevel | undefined {
  start();
  return strips.get(stripId);
}

/** Puts out the clip latch and the highest peak: of one strip here, of all in the engine too. */
export function resetLevels(stripId?: string): void {
  if (stripId !== undefined) strips.get(stripId)?.clear();
  else {
    for (const level of strips.values()) level.clear();
    studio().send('engine.resetMeters', { what: 'clips' });
  }
}
