/**
 * The browser host: the same renderer over loopback HTTP and WebSocket, for machines without Electron's binary.
 * Everything is refused that does not come from a page this host served to someone who had a token.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { programFolder } from '../../audio-engine/entries.ts';
import { failureOf } from '../../audio-engine/words/index.ts';
import type { Router } from '../common/router.ts';
import { hostIsOurs, originIsOurs, refusal, securityHeaders } from './guard.ts';
import { LARGEST_MESSAGE, serveSocket } from './socket.ts';
import { StaticFiles } from './static-files.ts';
import { cookieFor, Tokens } from './tokens.ts';
import type { Uploads } from './upload.ts';

export interface BrowserServer {
  readonly port: number;
  /** An address that opens the program once, within a minute. */
  address(): string;
  close(): Promise<void>;
}

const REFUSALS: Record<number, string> = {
  401: 'Threshold does not know this browser. Use the address it printed, or press Enter in its terminal for a fresh one.',
  403: 'This page may not talk to Threshold.',
  404: 'Nothing here.',
  421: 'Threshold only answers on this machine.',
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(REFUSALS[status] ?? 'Refused.');
}

/** Listens on a free port of 127.0.0.1 (or the one given). */
export async function startServer(router: Router, uploads: Uploads, wantedPort = 0): Promise<BrowserServer> {
  const tokens = new Tokens();
  const files = new StaticFiles(join(programFolder(), 'dist', 'renderer'));
  let port = wantedPort;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!hostIsOurs(request, port)) return refuse(response, 421);
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const token = url.searchParams.get('token');
    if (request.method === 'GET' && url.pathname === '/' && token !== null) {
      const session = tokens.redeem(token);
      if (!session) return refuse(response, 401);
      // Not a redirect: a Strict cookie is not sent along one that began on another site, such as the private file
      // that opened the window. This page is ours, so the step it takes is.
      response.writeHead(200, {
        ...securityHeaders(request.headers.host ?? ''),
        'Content-Type': 'text/html; charset=utf-8',
        'Set-Cookie': cookieFor(session),
      });
      response.end(
        '<!doctype html><meta charset="utf-8"><title>Threshold</title><meta http-equiv="refresh" content="0;url=/">',
      );
      return;
    }
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    const status = refusal(request, port, tokens, writes);
    if (status) return refuse(response, status);
    const headers = securityHeaders(request.headers.host ?? '');
    if (request.method === 'POST' && url.pathname === '/upload') {
      try {
        const taken = await uploads.take(
          request,
          url.searchParams.get('name') ?? '',
          url.searchParams.get('batch') ?? '',
        );
        response.writeHead(200, { ...headers, 'Content-Type': 'application/json' });
        response.end(JSON.stringify(taken));
      } catch (error) {
        response.writeHead(400, { ...headers, 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ failure: failureOf(error) }));
      }
      return;
    }
    if (request.method !== 'GET' || !files.serve(url.pathname, response, headers)) refuse(response, 404);
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  server.on('upgrade', (request, socket, head) => {
    const status =
      request.url === '/socket' && originIsOurs(request) ? refusal(request, port, tokens, true) : 403;
    if (status) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(webSocket, router));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', () => resolve());
  });
  port = (server.address() as AddressInfo).port;

  return {
    port,
    address: () => `http://127.0.0.1:${port}/?token=${tokens.issue()}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
