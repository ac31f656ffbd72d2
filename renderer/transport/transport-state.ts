/** Transport calls, and whether it plays: the engine's status decides, telemetry moves the picture. */
import { sessionEndSample } from '../../audio-engine/session/index.ts';
import { playheadSample } from '../live/index.ts';
import { failureFrom, run, showFailure, shownDocument, store, studio, useStatus } from '../state/index.ts';

const report = (error: unknown) => showFailure(failureFrom(error));

export function usePlaying(): boolean {
  return useStatus((s) => s.engine?.playing ?? false);
}

export function isPlaying(): boolean {
  return store.getState().status.engine?.playing ?? false;
}

/** Where the playhead is; also before the engine spoke. */
let located = 0;

export function positionNow(): number {
  return playheadSample() ?? located;
}

export function togglePlay(): void {
  const playing = store.getState().status.engine?.playing ?? false;
  const call = playing
    ? studio().invoke('transport.stop', {})
    : studio().invoke('transport.play', { fromSample: null });
  call.catch(report);
}

export function stopPlaying(): void {
  studio().invoke('transport.stop', {}).catch(report);
}

export function locate(sample: number): void {
  located = Math.max(0, Math.round(sample));
  studio().invoke('transport.locate', { sample: located }).catch(report);
}

export function toEnd(): void {
  locate(sessionEndSample(shownDocument()));
}

export function toggleLoop(): void {
  const { loop } = shownDocument();
  if (loop.endSample <= loop.startSample) {
    const end = sessionEndSample(shownDocument());
    if (end > 0) void run('loop.set', { startSample: 0, endSample: end, enabled: true });
    return;
  }
  void run('loop.set', { enabled: !loop.enabled });
}
