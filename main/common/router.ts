/**
 * One table of handlers for every carrier. Requests and answers are parsed with the channel's schemas, failures
 * become values, so Electron's IPC and the WebSocket refuse and fail alike.
 */
import {
  type EventName,
  type EventPayload,
  type InvokeAnswer,
  type InvokeName,
  type InvokeRequest,
  invokes,
  type Outcome,
  type SendName,
  type SendPayload,
  sends,
} from '../../audio-engine/protocol/index.ts';
import { failureOf, hostWords } from '../../audio-engine/words/index.ts';

/** A connected window. Its failures to listen never reach the others. */
export interface Client {
  event<N extends EventName>(channel: N, payload: EventPayload<N>): void;
  telemetry(frame: ArrayBuffer): void;
}

export type InvokeHandlers = {
  [N in InvokeName]: (
    request: InvokeRequest<N>,
    client: Client,
  ) => InvokeAnswer<N> | Promise<InvokeAnswer<N>>;
};
export type SendHandlers = { [N in SendName]: (payload: SendPayload<N>, client: Client) => void };

export class Router {
  readonly #invokes: InvokeHandlers;
  readonly #sends: SendHandlers;
  readonly #clients = new Set<Client>();
  readonly #left: (client: Client) => void;

  /** `left` is told of every page that is gone, so that nothing it was holding stays. */
  constructor(invokeHandlers: InvokeHandlers, sendHandlers: SendHandlers, left: (client: Client) => void) {
    this.#invokes = invokeHandlers;
    this.#sends = sendHandlers;
    this.#left = left;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Adds a window; the returned function takes it out. */
  connect(client: Client): () => void {
    this.#clients.add(client);
    return () => {
      if (this.#clients.delete(client)) this.#left(client);
    };
  }

  /** The window stays and its page does not: it was loaded anew, or its process died. */
  pageGone(client: Client): void {
    this.#left(client);
  }

  broadcast<N extends EventName>(channel: N, payload: EventPayload<N>): void {
    for (const client of this.#clients) client.event(channel, payload);
  }

  telemetry(frame: ArrayBuffer): void {
    for (const client of this.#clients) client.telemetry(frame);
  }

  async invoke(channel: string, payload: unknown, client: Client): Promise<Outcome<unknown>> {
    if (!Object.hasOwn(invokes, channel))
      return {
        ok: false,
        failure: {
          code: 'channel.unknown',
          sentence: hostWords.unknownChannel(channel.slice(0, 80)),
          nextStep: hostWords.badRequestNext,
        },
      };
    const name = channel as InvokeName;
    const request = invokes[name][0].safeParse(payload);
    if (!request.success)
      return {
        ok: false,
        failure: {
          code: 'channel.request',
          sentence: hostWords.badRequest(name),
          nextStep: hostWords.badRequestNext,
          detail: request.error.message.slice(0, 2000),
        },
      };
    try {
      const handler = this.#invokes[name] as (request: unknown, client: Client) => unknown;
      return { ok: true, value: await handler(request.data, client) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  /** A fire-and-forget message; one that does not parse is dropped. */
  send(channel: string, payload: unknown, client: Client): void {
    if (!Object.hasOwn(sends, channel)) return;
    const name = channel as SendName;
    const parsed = sends[name].safeParse(payload);
    if (!parsed.success) return;
    try {
      (this.#sends[name] as (payload: unknown, client: Client) => void)(parsed.data, client);
    } catch (error) {
      client.event('app.notice', failureOf(error));
    }
  }
}
