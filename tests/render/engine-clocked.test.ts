/** A whole session with every effect, played by the engine process: what the device is given is the offline render. */
import { afterEach, describe, expect, it } from 'vitest';
import { firstSound, TestEngine } from './engine-harness.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

let engine: TestEngine;
let session: TestSession;

afterEach(async () => {
  await engine.end();
  session.remove();
});

describe('a live run on the clocked device', () => {
  it.each([64, 1024])(
    'equals the offline render bit for bit with blocks of %i frames',
    async (blockFrames) => {
      session = new TestSession([
        {
          id: 'a',
          samples: noiseSamples(1, 30_000),
          effects: [effect('equaliser', 'e'), effect('compressor', 'c', { lookAheadMs: 2 })],
        },
        { id: 'b', channels: 1, samples: noiseSamples(2, 36_000, 1), strip: { pan: -0.3, faderDb: -4 } },
      ]);
      session.document.effects.master = { l: effect('limiter', 'l') };
      const { outputs } = await session.render();
      const expected = Float32Array.from(outputs.get('master')!);
      engine = new TestEngine();
      await engine.load(session.document, session.folder, { blockFrames });
      const finish = engine.capture();
      engine.post({ type: 'play', fromSample: 0 });
      await engine.reaches(expected.length / 2 + 4096);
      const captured = await finish();
      const start = firstSound(captured);
      expect(start).toBeGreaterThanOrEqual(0);
      const first = firstSound(expected);
      const run = captured.subarray((start - first) * 2);
      expect(expected.findIndex((x, i) => x !== run[i])).toBe(-1);
      expect(engine.status?.latencySamples).toBeGreaterThan(0);
    },
  );
});
