/** What the renderer talks to, whatever carries it: Electron's preload, the loopback WebSocket, or a fake. */
import type {
  EventName,
  EventPayload,
  InvokeAnswer,
  InvokeName,
  InvokeRequest,
  SendName,
  SendPayload,
} from './channels.ts';

export interface StudioApi {
  /** Rejects with a `StudioFailure` when the other side refuses. */
  invoke<N extends InvokeName>(channel: N, request: InvokeRequest<N>): Promise<InvokeAnswer<N>>;
  send<N extends SendName>(channel: N, payload: SendPayload<N>): void;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(channel: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Binary telemetry, about 60 frames a second, the newest only. See telemetry.ts for the layout. */
  onTelemetry(listener: (frame: ArrayBuffer) => void): () => void;
  /**
   * Takes files dropped on the window. Electron resolves their paths; the browser host streams them to the
   * main process first. Answers with paths that `media.import` and `session.open` accept.
   */
  resolveDropped(files: readonly File[], progress: (fraction: number) => void): Promise<string[]>;
}

declare global {
  interface Window {
    studio: StudioApi;
  }
}
