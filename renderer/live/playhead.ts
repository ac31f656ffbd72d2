/**
 * Where the playhead is between two telemetry frames: the engine reports which sample is heard at which time,
 * and the screen goes on from there at the session's rate, so that it moves smoothly however frames arrive.
 */
import { Header, type TelemetryFrame } from '../../audio-engine/protocol/index.ts';
import { newestFrame } from './frame-bus.ts';

/** Without news for this long the engine is not playing on, and neither is the playhead. */
const LONGEST_EXTRAPOLATION_MS = 250;

/** Session sample heard at `epochMs` (ms since 1970), from the newest pair the engine sent. */
export function extrapolate(frame: TelemetryFrame, epochMs: number): number {
  const sample = frame.header[Header.positionSample] ?? 0;
  const playing = (frame.header[Header.playing] ?? 0) > 0;
  const sampleRate = frame.header[Header.sampleRate] ?? 0;
  if (!playing || !(sampleRate > 0)) return sample;
  const elapsedMs = epochMs - (frame.header[Header.timeMs] ?? epochMs);
  const bounded = Math.min(LONGEST_EXTRAPOLATION_MS, Math.max(-LONGEST_EXTRAPOLATION_MS, elapsedMs));
  return Math.max(0, sample + (bounded * sampleRate) / 1000);
}

/** The heard sample now, or undefined before the engine spoke. `nowMs` is the animation frame's time. */
export function playheadSample(nowMs: number = performance.now()): number | undefined {
  const frame = newestFrame();
  return frame ? extrapolate(frame, performance.timeOrigin + nowMs) : undefined;
}
