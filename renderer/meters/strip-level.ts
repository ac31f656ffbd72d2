/** One strip's level as its meter shows it: peak with fall and hold, RMS, clip latch, highest peak, gain reduction. */
import { StripSlot } from '../../audio-engine/protocol/telemetry.ts';
import { linearToDb, PeakHold } from './peak-hold.ts';

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
