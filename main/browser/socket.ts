/**
 * The loopback WebSocket: JSON both ways, binary for telemetry and binary answers.
 *
 * renderer -> host: {id, kind: 'invoke' | 'send', channel, payload}
 * host -> renderer: {id, ok, value | failure} or {event, payload}; binary: byte 0 = 1 telemetry (data from byte
 * 8), 2 answer (request id as u32 LE at byte 4, data from byte 8).
 */

import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Client, Router } from '../common/router.ts';

export const LARGEST_MESSAGE = 1_048_576;
/** A window that does not read: telemetry is dropped rather than queued. */
const TELEMETRY_BACKLOG = 65_536;

const messageSchema = z.object({
  id: z.number().int().min(0).max(0xffffffff).optional(),
  kind: z.enum(['invoke', 'send']),
  channel: z.string().max(64),
  payload: z.unknown(),
});

function framed(tag: 1 | 2, id: number, data: ArrayBuffer): Buffer {
  const buffer = Buffer.allocUnsafe(8 + data.byteLength);
  buffer.fill(0, 0, 8);
  buffer[0] = tag;
  buffer.writeUInt32LE(id, 4);
  buffer.set(new Uint8Array(data), 8);
  return buffer;
}

/** Serves one window until it closes. */
export function serveSocket(socket: WebSocket, router: Router): void {
  const write = (value: unknown): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(value));
  };
  const client: Client = {
    event: (event, payload) => write({ event, payload }),
    telemetry: (frame) => {
      if (socket.readyState === socket.OPEN && socket.bufferedAmount < TELEMETRY_BACKLOG)
        socket.send(framed(1, 0, frame));
    },
  };
  const disconnect = router.connect(client);
  socket.on('close', disconnect);
  socket.on('error', () => socket.terminate());
  socket.on('message', async (data, isBinary) => {
    if (isBinary) return socket.close(1003);
    let parsed: z.infer<typeof messageSchema>;
    try {
      parsed = messageSchema.parse(JSON.parse(String(data)));
    } catch {
      return socket.close(1007);
    }
    if (parsed.kind === 'send') return router.send(parsed.channel, parsed.payload, client);
    const id = parsed.id ?? 0;
    const outcome = await router.invoke(parsed.channel, parsed.payload, client);
    if (outcome.ok && outcome.value instanceof ArrayBuffer) {
      if (socket.readyState === socket.OPEN) socket.send(framed(2, id, outcome.value));
      return;
    }
    write({ id, ...outcome });
  });
}
