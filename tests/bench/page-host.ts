/**
 * The built page with the in-page studio behind a socket: the real renderer over its real carrier, sixty
 * telemetry frames a second, and none of the studio's work on the page's thread.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { HEADER_DOUBLES, Header } from '../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { StaticFiles } from '../../main/browser/static-files.ts';
import { createFakeStudio } from '../../renderer/carriers/fake.ts';

const EVENTS = ['studio.patches', 'studio.reset', 'studio.onDisk', 'engine.status'] as const;

export interface PageHost {
  address: string;
  /** Whether telemetry carries the strips' levels. Without them all else goes on: playhead, figures, spectra. */
  sendLevels(on: boolean): void;
  close(): Promise<void>;
}

/** Binary from the host: kind at byte 0, the request's id at byte 4, data from byte 8. */
function packet(kind: 1 | 2, id: number, data: ArrayBuffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(kind, 0);
  head.writeUInt32LE(id, 4);
  return Buffer.concat([head, Buffer.from(data)]);
}

/** The frame as an engine without strips would send it, with a layout that no page knows. */
function withoutLevels(frame: ArrayBuffer): ArrayBuffer {
  const header = new Float64Array(frame.slice(0, HEADER_DOUBLES * 8));
  header[Header.layoutEpoch] = -1;
  header[Header.stripCount] = 0;
  header[Header.sectionCount] = 0;
  return header.buffer;
}

export async function servePage(document: SessionDocument): Promise<PageHost> {
  const files = new StaticFiles(join(process.cwd(), 'dist', 'renderer'));
  if (!files.found) throw new Error('The page is not built: node main/setup/build.mjs');
  const studio = createFakeStudio({ document, telemetry: true });
  let levels = true;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (!files.serve(pathname, response, {})) response.writeHead(404).end();
  });
  const sockets = new WebSocketServer({ server, path: '/socket' });
  sockets.on('connection', (socket) => {
    const ends = EVENTS.map((event) =>
      studio.on(event, (payload) => socket.send(JSON.stringify({ event, payload }))),
    );
    ends.push(
      studio.onTelemetry((frame) => socket.send(packet(1, 0, levels ? frame : withoutLevels(frame)))),
    );
    socket.on('close', () => {
      for (const end of ends) end();
    });
    socket.on('message', (text) => {
      const { id, kind, channel, payload } = JSON.parse(String(text));
      if (kind === 'send') {
        studio.send(channel, payload);
        return;
      }
      studio.invoke(channel, payload).then(
        (value: unknown) => {
          if (value instanceof ArrayBuffer) socket.send(packet(2, id, value));
          else socket.send(JSON.stringify({ id, ok: true, value }));
        },
        (error: { failure?: unknown }) =>
          socket.send(JSON.stringify({ id, ok: false, failure: error.failure })),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    sendLevels: (on) => {
      levels = on;
    },
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await new Promise((done) => server.close(done));
    },
  };
}
