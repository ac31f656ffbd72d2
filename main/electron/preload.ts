/**
 * The sandboxed preload: hands the page a `StudioApi` and nothing else. Telemetry comes over a MessagePort of its
 * own; everything else over three channels whose contents the main process checks.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const FAILED = 'threshold-failure:';

const eventListeners = new Map<string, Set<(payload: unknown) => void>>();
const telemetryListeners = new Set<(frame: ArrayBuffer) => void>();

ipcRenderer.on('event', (_event, message: { channel: string; payload: unknown }) => {
  for (const listener of eventListeners.get(message.channel) ?? []) listener(message.payload);
});

ipcRenderer.on('telemetry-port', (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = ({ data }) => {
    for (const listener of telemetryListeners) listener(data as ArrayBuffer);
  };
  port.start();
});

contextBridge.exposeInMainWorld('studio', {
  async invoke(channel: string, request: unknown): Promise<unknown> {
    const outcome = (await ipcRenderer.invoke('invoke', channel, request)) as
      | { ok: true; value: unknown }
      | { ok: false; failure: unknown };
    if (outcome.ok) return outcome.value;
    // Errors lose their fields on the bridge: the failure travels in the message, and the carrier unpacks it.
    throw new Error(FAILED + JSON.stringify(outcome.failure));
  },
  send(channel: string, payload: unknown): void {
    ipcRenderer.send('send', channel, payload);
  },
  on(channel: string, listener: (payload: unknown) => void): () => void {
    const set = eventListeners.get(channel) ?? new Set();
    eventListeners.set(channel, set);
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  },
  onTelemetry(listener: (frame: ArrayBuffer) => void): () => void {
    telemetryListeners.add(listener);
    return () => {
      telemetryListeners.delete(listener);
    };
  },
  resolveDropped(files: readonly File[], progress: (fraction: number) => void): Promise<string[]> {
    progress(1);
    return Promise.resolve(files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''));
  },
});
