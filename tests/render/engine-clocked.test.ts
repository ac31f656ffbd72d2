import { afterEach, describe, expect, it } from 'vitest';
import { renderOffline } from '../../audio-engine/render/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { firstSound, TestEngine } from './engine-harness.ts';
import { noise, TestSession } from './sessions.ts';

let engine: TestEngine;
let session: TestSession;

afterEach(async () => {
  await engine.end();
  session.remove();
});

async function offline(document: SessionDocument, folder: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  let length = 0;
  await renderOffline({
    document,
    folder,
    outputs: ['master'],
    limiter: true,
    range: null,
    onBlock([block], frames) {
      parts.push(Float32Array.from(block!.subarray(0, frames * 2)));
      length += frames * 2;
    },
  });
  const all = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const noisy = (seed: number, frames: number, channels: number): Float64Array => {
  const next = noise(seed);
  return Float64Array.from({ length: frames * channels }, () => next() * 0.3);
};

describe('a live run on the clocked device', () => {
  it.each([64, 1024])(
    'equals the offline render bit for bit with blocks of %i frames',
    async (blockFrames) => {
      session = new TestSession([
        { id: 'a', samples: noisy(1, 30_000, 2) },
        { id: 'b', channels: 1, samples: noisy(2, 36_000, 1), strip: { pan: -0.3, faderDb: -4 } },
      ]);
      const expected = await offline(session.document, session.folder);
      engine = new TestEngine();
      await engine.load(session.document, session.folder, { blockFrames });
      const stop = engine.capture();
      engine.post({ type: 'play', fromSample: 0 });
      await engine.reaches(expected.length / 2 + 4096);
      const captured = await stop();
      const start = firstSound(captured);
      expect(start).toBeGreaterThanOrEqual(0);
      const run = captured.subarray(start * 2, start * 2 + expected.length);
      expect(run.length).toBe(expected.length);
      expect(firstDifference(run, expected)).toBe(-1);
    },
  );
});

function firstDifference(a: Float32Array, b: Float32Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return i;
  return -1;
}
