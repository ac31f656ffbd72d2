/** One selection for all views: what is chosen in one is chosen in all. */
import type { Id } from '../../audio-engine/session/index.ts';

export interface ClipRef {
  trackId: Id;
  clipId: Id;
}

export interface Selection {
  /** Track ids or `master`, in the order they were chosen; the last is the one that details show. */
  stripIds: readonly Id[];
  clips: readonly ClipRef[];
  /** The insert that is open in the detail panel. */
  effect: { stripId: Id; effectId: Id } | null;
  markerId: Id | null;
}

export const nothingSelected: Selection = { stripIds: [], clips: [], effect: null, markerId: null };

/** The strip that editors and details show: the last chosen. */
export function focusedStrip(selection: Selection): Id | null {
  return selection.stripIds[selection.stripIds.length - 1] ?? null;
}
