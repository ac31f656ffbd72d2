/**
 * What every strip's meter shows, kept up to date with each telemetry frame, for whoever writes or draws it on
 * the page; the same rows go on to the worker that draws the mixer's meters. Never read by React.
 */
import { Header, STRIP_FLOATS, type TelemetryFrame } from '../../audio-engine/protocol/index.ts';
import { clearMeters, forgetMeters, StripLevel, sendMeterRows } from '../meters/index.ts';
import { studio } from '../state/index.ts';
import { onArrival } from './frame-bus.ts';
import { StripLayout } from './strip-layout.ts';

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
  sendMeterRows(ids, frame.strips, (id) => strips.get(id)?.clipped ?? false);
}

/** From the first asker on: a page without meters keeps none. */
function start(): void {
  if (started) return;
  started = true;
  studio().on('engine.status', (status) => layout.take(status.layout));
  studio().on('studio.reset', () => {
    strips.clear();
    forgetMeters();
  });
  onArrival(takeFrame);
}

/** The level of a strip, or undefined while the engine has sent none. */
export function stripLevel(stripId: string): StripLevel | undefined {
  start();
  return strips.get(stripId);
}

/** Puts out the clip latch and the highest peak: of one strip here, of all in the engine too. */
export function resetLevels(stripId?: string): void {
  clearMeters(stripId);
  if (stripId !== undefined) strips.get(stripId)?.clear();
  else {
    for (const level of strips.values()) level.clear();
    studio().send('engine.resetMeters', { what: 'clips' });
  }
}
