/** The other end: runs commands in the program that has the session open. */
import { connect, type Socket } from 'node:net';
import { studioWords, ThresholdError } from '../words/index.ts';
import { onLines } from './lines.ts';
import { type LocalAnswer, type LocalRequest, localAnswerSchema, MAX_LINE_BYTES } from './local-protocol.ts';

type Done = Extract<LocalAnswer, { ok: true }>;
type Distributed<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  resolve: (answer: Done) => void;
  reject: (error: ThresholdError) => void;
}

/** A program that just took the lock may still be opening its socket. */
const ATTEMPTS = 10;
const ATTEMPT_SPACING_MS = 100;

export class LocalClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #gone = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    onLines(socket, MAX_LINE_BYTES * 8, {
      line: (text) => this.#take(text),
      tooLong: () => socket.destroy(),
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#gone = true;
      for (const { reject } of this.#waiting.values()) reject(new ThresholdError(studioWords.notReachable()));
      this.#waiting.clear();
    });
  }

  /** Throws `session-unreachable` where nothing answers at the path. */
  static async connect(path: string): Promise<LocalClient> {
    for (let attempt = 1; ; attempt++) {
      const socket = await new Promise<Socket | undefined>((resolve) => {
        const trial = connect(path);
        trial.once('connect', () => resolve(trial));
        trial.once('error', () => resolve(undefined));
      });
      if (socket) return new LocalClient(socket);
      if (attempt === ATTEMPTS) throw new ThresholdError(studioWords.notReachable());
      await new Promise((resolve) => setTimeout(resolve, ATTEMPT_SPACING_MS));
    }
  }

  request(request: Distributed<LocalRequest>): Promise<Done> {
    if (this.#gone) return Promise.reject(new ThresholdError(studioWords.notReachable()));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  #take(text: string): void {
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      this.#socket.destroy();
      return;
    }
    const parsed = localAnswerSchema.safeParse(raw);
    if (!parsed.success || parsed.data.id === null) {
      this.#socket.destroy();
      return;
    }
    const answer = parsed.data;
    const waiting = this.#waiting.get(parsed.data.id);
    this.#waiting.delete(parsed.data.id);
    if (answer.ok) waiting?.resolve(answer);
    else waiting?.reject(new ThresholdError(answer.failure));
  }

  close(): void {
    this.#socket.destroySoon();
  }
}
