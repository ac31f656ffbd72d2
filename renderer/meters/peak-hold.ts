/**
 * Ballistics of one peak reading: instant rise, fall at 20 dB/s, and a hold line that stays 2 s before it
 * falls alike. Closed forms of time, so that a late animation frame shows the same as an early one.
 */
export const FALL_DB_PER_S = 20;
export const HOLD_MS = 2000;

export class PeakHold {
  private levelDb = Number.NEGATIVE_INFINITY;
  private levelAtMs = 0;
  private heldDb = Number.NEGATIVE_INFINITY;
  private heldAtMs = 0;

  update(peakDb: number, nowMs: number): void {
    if (peakDb >= this.level(nowMs)) {
      this.levelDb = peakDb;
      this.levelAtMs = nowMs;
    }
    if (peakDb >= this.hold(nowMs)) {
      this.heldDb = peakDb;
      this.heldAtMs = nowMs;
    }
  }

  level(nowMs: number): number {
    return this.levelDb - (FALL_DB_PER_S * Math.max(0, nowMs - this.levelAtMs)) / 1000;
  }

  hold(nowMs: number): number {
    return this.heldDb - (FALL_DB_PER_S * Math.max(0, nowMs - this.heldAtMs - HOLD_MS)) / 1000;
  }

  reset(): void {
    this.levelDb = Number.NEGATIVE_INFINITY;
    this.heldDb = Number.NEGATIVE_INFINITY;
  }
}

export function linearToDb(value: number): number {
  return value > 0 ? 20 * Math.log10(value) : Number.NEGATIVE_INFINITY;
}
