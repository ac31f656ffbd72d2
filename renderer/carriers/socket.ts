/**
 * The loopback WebSocket as StudioApi. JSON both ways; binary from the host: byte 0 = 1 telemetry, 2 an answer
 * (request id u32 LE at byte 4), data from byte 8. Reconnects by itself after a lost line.
 */
import type {
  EventName,
  Failure,
  InvokeName,
  SendName,
  StudioApi,
} from '../../audio-engine/protocol/index.ts';
import { carrierWords } from '../../audio-engine/words/views.ts';
import { relativeName } from './dropped.ts';

/** A refused call: carries the failure that the host answered. */
export class StudioFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence);
    this.name = 'StudioFailure';
    this.failure = failure;
  }
}

const lost: Failure = {
  code: 'connection-lost',
  sentence: carrierWords.lost,
  nextStep: carrierWords.lostNext,
};
const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 4000;

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export interface SocketCarrier extends StudioApi {
  /** Called with true when the line is there again, false when it was lost. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

export function createSocketCarrier(url: string): SocketCarrier {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const telemetry = new Set<(frame: ArrayBuffer) => void>();
  const connection = new Set<(connected: boolean) => void>();
  let queue: string[] = [];
  let socket: WebSocket;
  let lastId = 0;
  let retryMs = FIRST_RETRY_MS;

  const takeText = (text: string) => {
    const message = JSON.parse(text) as {
      id?: number;
      ok?: boolean;
      value?: unknown;
      failure?: Failure;
      event?: string;
      payload?: unknown;
    };
    if (message.event !== undefined) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never);
      return;
    }
    const call = waiting.get(message.id ?? -1);
    if (!call) return;
    waiting.delete(message.id ?? -1);
    if (message.ok) call.resolve(message.value);
    else call.reject(new StudioFailure(message.failure ?? lost));
  };

  const takeBinary = (buffer: ArrayBuffer) => {
    if (buffer.byteLength < 8) return;
    const head = new DataView(buffer, 0, 8);
    const data = buffer.slice(8);
    if (head.getUint8(0) === 1) {
      for (const listener of telemetry) listener(data);
      return;
    }
    const id = head.getUint32(4, true);
    waiting.get(id)?.resolve(data);
    waiting.delete(id);
  };

  const open = () => {
    socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      for (const text of queue) socket.send(text);
      queue = [];
      for (const listener of connection) listener(true);
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') takeText(data);
      else takeBinary(data);
    });
    socket.addEventListener('close', () => {
      for (const call of waiting.values()) call.reject(new StudioFailure(lost));
      waiting.clear();
      queue = [];
      for (const listener of connection) listener(false);
      setTimeout(open, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
  };
  open();

  const write = (message: unknown) => {
    const text = JSON.stringify(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
    else queue.push(text);
  };

  return {
    invoke<N extends InvokeName>(channel: N, payload: unknown) {
      lastId = (lastId + 1) >>> 0;
      const id = lastId;
      return new Promise<never>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        write({ id, kind: 'invoke', channel, payload });
      });
    },
    send<N extends SendName>(channel: N, payload: unknown) {
      // What is latest-wins is not worth keeping while the line is down.
      if (socket.readyState === WebSocket.OPEN) write({ kind: 'send', channel, payload });
    },
    on<N extends EventName>(channel: N, listener: (payload: never) => void) {
      const set = listeners.get(channel) ?? new Set();
      set.add(listener);
      listeners.set(channel, set);
      return () => set.delete(listener);
    },
    onTelemetry(listener) {
      telemetry.add(listener);
      return () => telemetry.delete(listener);
    },
    onConnection(listener) {
      connection.add(listener);
      return () => connection.delete(listener);
    },
    async resolveDropped(files, progress) {
      const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
      const batch = crypto.randomUUID();
      const tops = new Set<string>();
      let sent = 0;
      for (const file of files) {
        const answer = await fetch(`upload?name=${encodeURIComponent(relativeName(file))}&batch=${batch}`, {
          method: 'POST',
          body: file,
          credentials: 'same-origin',
        });
        const body = (await answer.json().catch(() => ({}))) as {
          path?: string;
          top?: string;
          failure?: Failure;
        };
        if (!answer.ok || !(body.top ?? body.path)) {
          throw new StudioFailure(
            body.failure ?? {
              code: 'upload',
              sentence: carrierWords.upload(file.name),
              nextStep: carrierWords.uploadNext,
            },
          );
        }
        tops.add(body.top ?? body.path ?? '');
        sent += file.size;
        progress(sent / total);
      }
      return [...tops];
    },
  };
}
