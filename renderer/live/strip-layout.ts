/**
 * Which row of the telemetry frame belongs to which strip: the engine numbers its layouts, and a frame of
 * another layout than the one known here is not read at all, so that no strip ever shows its neighbour's level.
 */
import type { EngineStatus } from '../../audio-engine/protocol/index.ts';

export class StripLayout {
  private epoch = -1;
  private stripIds: readonly string[] = [];
  private askedAtMs = Number.NEGATIVE_INFINITY;

  take(layout: EngineStatus['layout']): void {
    this.epoch = layout.epoch;
    this.stripIds = layout.stripIds;
  }

  /** Strip ids in the frame's order, or undefined while the frame's layout is not known. */
  idsFor(epoch: number): readonly string[] | undefined {
    return epoch === this.epoch ? this.stripIds : undefined;
  }

  /** True at most twice a second: the status that explains this frame should be asked for. */
  shouldAsk(nowMs: number): boolean {
    if (nowMs - this.askedAtMs < 500) return false;
    this.askedAtMs = nowMs;
    return true;
  }
}
