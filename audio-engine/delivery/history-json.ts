/** A loudness history as JSON carries it: hundredths of a LU, null for silence, short enough for one message. */
import type { LoudnessHistory } from '../measure/index.ts';

/** Points a picture can use; a longer song is thinned by whole factors, keeping the loudest of each group. */
const MOST_POINTS = 3000;

export interface LoudnessHistoryJson {
  stepSeconds: number;
  momentaryLufs: (number | null)[];
  shortTermLufs: (number | null)[];
}

export function historyJson(history: LoudnessHistory): LoudnessHistoryJson {
  const factor = Math.max(1, Math.ceil(history.momentaryLufs.length / MOST_POINTS));
  return {
    stepSeconds: history.stepSeconds * factor,
    momentaryLufs: thin(history.momentaryLufs, factor),
    shortTermLufs: thin(history.shortTermLufs, factor),
  };
}

function thin(series: Float32Array, factor: number): (number | null)[] {
  const out: (number | null)[] = [];
  for (let at = 0; at < series.length; at += factor) {
    const loudest = Math.max(...series.subarray(at, at + factor));
    out.push(Number.isFinite(loudest) ? Math.round(loudest * 100) / 100 : null);
  }
  return out;
}
