/**
 * Who may talk to the browser host. A printed address carries a token that works once or for 60 seconds; it is
 * exchanged for a cookie that scripts cannot read and other sites cannot send.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_LIFE_MS = 60_000;
export const COOKIE = 'threshold';

export class Tokens {
  readonly #open = new Map<string, number>();
  readonly #sessions = new Set<string>();

  /** A fresh one-time token. */
  issue(now = Date.now()): string {
    for (const [token, until] of this.#open) if (until < now) this.#open.delete(token);
    const token = randomBytes(24).toString('base64url');
    this.#open.set(token, now + TOKEN_LIFE_MS);
    return token;
  }

  /** Exchanges a token for the value of the cookie; undefined where it was used, is too old or was never issued. */
  redeem(token: string, now = Date.now()): string | undefined {
    const until = this.#open.get(token);
    this.#open.delete(token);
    if (until === undefined || until < now) return undefined;
    const session = randomBytes(32).toString('base64url');
    this.#sessions.add(session);
    return session;
  }

  /** True when the Cookie header carries a session that was given out here. */
  allows(cookieHeader: string | undefined): boolean {
    const value = /(?:^|;\s*)threshold=([^;]+)/.exec(cookieHeader ?? '')?.[1];
    if (!value) return false;
    const given = Buffer.from(value);
    for (const session of this.#sessions) {
      const known = Buffer.from(session);
      if (known.length === given.length && timingSafeEqual(known, given)) return true;
    }
    return false;
  }
}

export function cookieFor(session: string): string {
  return `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/`;
}
