/**
 * Telemetry outside React: the newest frame is held, one animation frame serves the whole app, and whoever
 * draws subscribes here. Nothing on this path touches state that React renders.
 */

import { decodeTelemetry, type TelemetryFrame } from '../../audio-engine/protocol/index.ts';
import { studio } from '../state/index.ts';

/** Called once an animation frame with the newest telemetry (undefined before the first) and the time, ms. */
export type FrameListener = (frame: TelemetryFrame | undefined, nowMs: number) => void;
/** Called for every telemetry frame in the order of arrival: for maxima and histories, which must miss none. */
export type ArrivalListener = (frame: TelemetryFrame, nowMs: number) => void;

export interface FrameSource {
  onTelemetry(listener: (frame: ArrayBuffer) => void): () => void;
  requestFrame(callback: (nowMs: number) => void): number;
  cancelFrame(handle: number): void;
  nowMs(): number;
}

export interface FrameBus {
  subscribeFrame(listener: FrameListener): () => void;
  onArrival(listener: ArrivalListener): () => void;
  newestFrame(): TelemetryFrame | undefined;
}

export function createFrameBus(source: FrameSource): FrameBus {
  const drawing = new Set<FrameListener>();
  const arriving = new Set<ArrivalListener>();
  let newest: TelemetryFrame | undefined;
  let pending = 0;
  let listening = false;

  const listen = () => {
    if (listening) return;
    listening = true;
    source.onTelemetry((buffer) => {
      const frame = decodeTelemetry(buffer);
      if (!frame) return;
      newest = frame;
      const now = source.nowMs();
      for (const listener of arriving) listener(frame, now);
    });
  };
  const tick = (nowMs: number) => {
    pending = drawing.size > 0 ? source.requestFrame(tick) : 0;
    for (const listener of drawing) {
      try {
        listener(newest, nowMs);
      } catch (error) {
        // One broken picture must not stop every meter; it is taken off the bus and named once.
        drawing.delete(listener);
        console.error('A picture failed to draw and was stopped.', error);
      }
    }
  };

  return {
    subscribeFrame(listener) {
      listen();
      drawing.add(listener);
      if (pending === 0) pending = source.requestFrame(tick);
      return () => {
        drawing.delete(listener);
        if (drawing.size === 0 && pending !== 0) {
          source.cancelFrame(pending);
          pending = 0;
        }
      };
    },
    onArrival(listener) {
      listen();
      arriving.add(listener);
      return () => arriving.delete(listener);
    },
    newestFrame: () => newest,
  };
}

let app: FrameBus | undefined;

/** The app's one bus, on the carrier in use. */
export function frameBus(): FrameBus {
  app ??= createFrameBus({
    onTelemetry: (listener) => studio().onTelemetry(listener),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
    nowMs: () => performance.now(),
  });
  return app;
}

export function subscribeFrame(listener: FrameListener): () => void {
  return frameBus().subscribeFrame(listener);
}

export function onArrival(listener: ArrivalListener): () => void {
  return frameBus().onArrival(listener);
}

export function newestFrame(): TelemetryFrame | undefined {
  return frameBus().newestFrame();
}
