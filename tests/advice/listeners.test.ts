/** Listening on threads of their own: the same figures to the last bit, and no thread left behind. */
import { describe, expect, it } from 'vitest';
import { listenToSession } from '../../audio-engine/advice/index.ts';
import { noiseSamples, TestSession } from '../render/sessions.ts';

describe('listening to a session', () => {
  it('hears the same on any number of threads', async () => {
    const FRAMES = 150_000;
    const session = new TestSession(
      ['a', 'b', 'c', 'd'].map((id, i) => ({ id, samples: noiseSamples(i + 1, FRAMES) })),
    );
    try {
      const { document, folder } = session;
      const heard = [];
      for (const threads of [0, 1, 2, 3])
        heard.push((await listenToSession({ document, folder, threads })).song);
      const [here, ...apart] = heard;
      expect(here!.strips.map(({ silent }) => silent)).toEqual([false, false, false, false]);
      for (const song of apart) expect(JSON.stringify(song)).toBe(JSON.stringify(here));
    } finally {
      session.remove();
    }
  });

  it('ends its threads when it is cancelled', async () => {
    const session = new TestSession([{ id: 'a', samples: noiseSamples(1, 48_000) }]);
    const stop = new AbortController();
    try {
      const { document, folder } = session;
      stop.abort();
      const listening = listenToSession({ document, folder, threads: 2, signal: stop.signal });
      await expect(listening).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    } finally {
      session.remove();
    }
  });
});
