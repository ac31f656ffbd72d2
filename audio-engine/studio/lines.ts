/** Cuts a stream of bytes into lines. A line longer than the limit is an error: the stream is not to be trusted. */
import type { Readable } from 'node:stream';

export function onLines(
  stream: Readable,
  maxBytes: number,
  handlers: { line: (text: string) => void; tooLong: () => void },
): void {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  stream.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let newline = rest.indexOf(10); newline >= 0; newline = rest.indexOf(10)) {
      const text = Buffer.concat([...waiting, rest.subarray(0, newline)]).toString('utf8');
      waiting = [];
      waitingBytes = 0;
      rest = rest.subarray(newline + 1);
      if (text.trim() !== '') handlers.line(text);
    }
    if (rest.length === 0) return;
    waiting.push(rest);
    waitingBytes += rest.length;
    if (waitingBytes > maxBytes) {
      waiting = [];
      waitingBytes = 0;
      handlers.tooLong();
    }
  });
}
