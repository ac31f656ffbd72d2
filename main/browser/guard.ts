/**
 * The checks before any request is answered: loopback Host with our port (against DNS rebinding), our own Origin
 * on upgrades and writes (against other pages), and the cookie.
 */
import type { IncomingMessage } from 'node:http';
import type { Tokens } from './tokens.ts';

export function hostIsOurs(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` || host === `[::1]:${port}`;
}

export function originIsOurs(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}

/** Status to refuse with, or 0 where the request may go on. */
export function refusal(
  request: IncomingMessage,
  port: number,
  tokens: Tokens,
  needsOrigin: boolean,
): number {
  if (!hostIsOurs(request, port)) return 421;
  if (needsOrigin && !originIsOurs(request)) return 403;
  return tokens.allows(request.headers.cookie) ? 0 : 401;
}

/** Headers of every answer: strict content policy, isolation (SharedArrayBuffer), nothing cached or framed. */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ws://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
