/**
 * Which window began which gesture, so that one that goes away (closed, reloaded, crashed) takes what it was holding
 * with it: otherwise its overlay would sound until the session is closed.
 */
import type { Client } from './router.ts';

export class ClientGestures {
  readonly #ids = new WeakMap<Client, Set<string>>();

  began(client: Client, gesture: string): void {
    const ids = this.#ids.get(client) ?? new Set();
    this.#ids.set(client, ids.add(gesture));
  }

  ended(client: Client, gesture: string): void {
    this.#ids.get(client)?.delete(gesture);
  }

  /** What that window was holding; it holds nothing after this. */
  take(client: Client): string[] {
    const ids = [...(this.#ids.get(client) ?? [])];
    this.#ids.delete(client);
    return ids;
  }
}
