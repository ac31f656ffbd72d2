/** Head, tail and fades of the song: the same to the bit from anywhere, live and in files. */
import { afterEach, describe, expect, it } from 'vitest';
import { describePlan, redescribe } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { PlanHost } from '../../audio-engine/render/index.ts';
import type { SongEdges } from '../../audio-engine/session/document.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

let session: TestSession | undefined;
afterEach(() => session?.remove());

const FRAMES = 20_000;
const none = { lengthSamples: 0, shape: 'linear' } as const;
const WHOLE: SongEdges = { startSample: null, endSample: null, fadeIn: none, fadeOut: none };

/** Two tracks, one of them late by a look-ahead, so that the master's sum is late too. */
function made(
  song: Partial<SongEdges>,
  inserts: Record<string, ReturnType<typeof effect>> = {},
): TestSession {
  session?.remove();
  session = new TestSession([
    { id: 'a', samples: noiseSamples(1, FRAMES), effects: [effect('compressor', 'c', { lookAheadMs: 3 })] },
    { id: 'b', samples: noiseSamples(2, FRAMES) },
  ]);
  session.document.master.song = { ...WHOLE, ...song };
  session.document.effects[MASTER_STRIP] = inserts;
  return session;
}

const rendered = async (one: TestSession, range: { startSample: number; endSample: number } | null) =>
  (await one.render({ range })).outputs.get('master')!;

describe('head, tail and fades', () => {
  it('are not there while nothing is set: the bits of the mix', async () => {
    const whole = { startSample: 0, endSample: FRAMES };
    const one = made({});
    const { outputs } = await one.render({ range: whole, outputs: ['master', 'mix'] });
    expect(outputs.get('master')).toEqual(outputs.get('mix'));
  });

  it('multiply each sample of the session by its own gain, silence outside', async () => {
    const range = { startSample: 0, endSample: FRAMES };
    const plain = await rendered(made({}), range);
    const song: SongEdges = {
      startSample: 1_003,
      endSample: 15_001,
      fadeIn: { lengthSamples: 2_000, shape: 'linear' },
      fadeOut: { lengthSamples: 5_000, shape: 's-curve' },
    };
    const out = await rendered(made(song), range);
    for (let n = 0; n < FRAMES; n++) {
      let gain = n < 1_003 || n >= 15_001 ? 0 : 1;
      if (n - 1_003 < 2_000) gain *= Math.max(0, (n - 1_003) / 2_000);
      if (15_001 - n < 5_000) gain *= 0.5 - 0.5 * Math.cos((Math.PI * Math.max(0, 15_001 - n)) / 5_000);
      const wanted = plain[2 * n]! * gain;
      expect(Math.abs(out[2 * n]! - wanted)).toBeLessThan(1e-12);
      if (gain === 0 || gain === 1) expect(out[2 * n]).toBe(wanted === 0 ? 0 : wanted);
    }
  });

  it('are the same to the bit from anywhere, in the middle of a fade too, and however it is cut into chunks', async () => {
    const song: Partial<SongEdges> = {
      startSample: 777,
      fadeIn: { lengthSamples: 9_000, shape: 'equal-power' },
      fadeOut: { lengthSamples: 4_321, shape: 's-curve' },
    };
    const whole = await rendered(made(song), { startSample: 0, endSample: FRAMES });
    // The compressor's state differs where a run begins, so the track without one is heard alone.
    const alone = made(song);
    alone.document.strips.a!.mute = true;
    const all = await rendered(alone, { startSample: 0, endSample: FRAMES });
    for (const startSample of [778, 4_000, 5_001, 16_000]) {
      const part = await rendered(alone, { startSample, endSample: FRAMES });
      expect(part).toEqual(all.subarray(2 * startSample));
    }
    const chunks = (await alone.render({ range: { startSample: 0, endSample: FRAMES }, chunkQuanta: 1 }))
      .outputs;
    expect(chunks.get('master')).toEqual(all);
    expect(whole.slice(0, 2 * 777).every((x) => x === 0)).toBe(true);
  });

  it('stand before the inserts: a limiter never sees what is outside', async () => {
    const limiter = { l: effect('limiter', 'l', { gainDb: 6 }) };
    const song = { startSample: 5_000, endSample: 9_000 };
    const out = await rendered(made(song, limiter), null);
    // A file begins with the song and ends with it: the limiter's own delay is dropped.
    expect(out.length / 2).toBe(4_000);
    expect(Math.abs(out[0]!)).toBeGreaterThan(0);
    const plain = await rendered(made({}, limiter), { startSample: 0, endSample: FRAMES });
    expect(out).not.toEqual(plain.subarray(10_000, 18_000));
  });

  it('fade out at the end of the session where no end is set, also after a clip has moved', () => {
    const { kernels, allocator } = loadKernels();
    const host = new PlanHost(kernels, allocator, { sampleRate: 48000 });
    const options = { latencyOf: host.latencyOf };
    const { document } = made({ fadeOut: { lengthSamples: 1_000, shape: 'linear' } });
    const description = describePlan(document, options);
    expect(description.master.song?.[1]).toBe(FRAMES);
    const clip = { ...document.clips.b!['b-clip']!, startSample: 5_000 };
    const moved = { ...document, clips: { ...document.clips, b: { [clip.id]: clip } } };
    const again = redescribe({ document, description }, moved, options);
    expect(again?.master.song?.[1]).toBe(FRAMES + 5_000);
    expect(again).toEqual(describePlan(moved, options));
  });
});
