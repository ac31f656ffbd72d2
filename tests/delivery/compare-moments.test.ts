/** Two moments side by side: figures against closed forms, the difference against a null. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareMoments, matchGains } from '../../audio-engine/delivery/index.ts';
import { ThirdOctaveMeter } from '../../audio-engine/measure/index.ts';
import { openWav } from '../../audio-engine/media/index.ts';
import { comparisonSchema, THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { applyCommand, type SessionDocument } from '../../audio-engine/session/index.ts';
import { auditionDocument } from '../../main/common/audition.ts';
import { effect, noise, TestSession } from '../render/sessions.ts';

const RATE = 48_000;
const SECONDS = 2;
let session: TestSession;
let place: string;

const sine = (hz: number, peak: number) =>
  Float64Array.from({ length: SECONDS * RATE }, (_, n) => peak * Math.sin((2 * Math.PI * hz * n) / RATE));

beforeAll(() => {
  const random = noise(3);
  session = new TestSession([
    { id: 'bass', channels: 1, samples: sine(100, 0.2), strip: { panLaw: '0' } },
    { id: 'noise', samples: Float64Array.from({ length: 2 * SECONDS * RATE }, () => 0.1 * random()) },
  ]);
  place = 'compares';
});
afterAll(() => session.remove());

const run = (document: SessionDocument, ...commands: { id: string; payload: unknown }[]): SessionDocument =>
  commands.reduce((d, command) => applyCommand(d, command).document, document);

describe('two moments', () => {
  it('find what a fader did, to the strip and to nothing else', async () => {
    const a = session.document;
    const b = run(a, { id: 'strip.set', payload: { stripId: 'bass', faderDb: -6 } });
    const found = comparisonSchema.parse(
      await compareMoments({ documents: { a, b }, folder: session.folder, place }),
    );
    expect(found.strips.map(({ id, kind }) => [id, kind])).toEqual([
      ['bass', 'track'],
      ['noise', 'track'],
      ['master', 'mix'],
    ]);
    const [bass, still, mix] = found.strips;
    expect(still!.identical).toBe(true);
    expect(bass!.identical).toBe(false);
    expect(bass!.b!.lufs! - bass!.a!.lufs!).toBeCloseTo(-6, 2);
    const at = THIRD_OCTAVES_HZ.indexOf(100);
    // A sine of peak 0.2 in both channels: −13.98 dBFS, whole in its band.
    expect(bass!.a!.bandsDb[at]).toBeCloseTo(20 * Math.log10(0.2), 1);
    expect(bass!.b!.bandsDb[at]! - bass!.a!.bandsDb[at]!).toBeCloseTo(-6, 3);
    expect(bass!.a!.correlation).toBeCloseTo(1, 6);
    expect(bass!.a!.sideDb).toBeNull();
    expect(found.byLu).toBeCloseTo(mix!.b!.lufs! - mix!.a!.lufs!, 9);
    expect(found.difference.identical).toBe(false);

    // The files are the two mixes: their difference is the bass at the part that was taken away.
    const files = [found.files.a, found.files.b].map((file) => openWav(join(session.folder, file)));
    const [before, after] = files.map((wav) => {
      const samples = new Float64Array(2 * RATE);
      wav.read(0, RATE, samples);
      wav.close();
      return samples;
    });
    const gone = 1 - 10 ** (-6 / 20);
    const wave = sine(100, 0.2);
    let worst = 0;
    for (let i = 0; i < RATE; i++)
      worst = Math.max(worst, Math.abs(before![2 * i]! - after![2 * i]! - gone * wave[i]!));
    expect(20 * Math.log10(worst)).toBeLessThan(-130);
  });

  it('say that nothing changed where nothing did, also when the history has other words for it', async () => {
    const b = run(session.document, {
      id: 'effect.insert',
      payload: { stripId: 'noise', effect: effect('equaliser', 'eq') },
    });
    const { difference, strips } = await compareMoments({
      documents: { a: session.document, b },
      folder: session.folder,
      place,
    });
    expect(difference).toEqual({ identical: true, lufs: null, matchedLufs: null });
    expect(strips.every(({ identical }) => identical)).toBe(true);
  });

  it('hold strips that came and went, and leave no half of a file after a cancel', async () => {
    const b = run(session.document, { id: 'track.remove', payload: { trackIds: ['bass'] } });
    const { strips } = await compareMoments({
      documents: { a: session.document, b },
      folder: session.folder,
      place,
    });
    expect(strips.map(({ id, a, b: after }) => [id, a !== null, after !== null])).toEqual([
      ['noise', true, true],
      ['bass', true, false],
      ['master', true, true],
    ]);
    const root = mkdtempSync(join(tmpdir(), 'threshold-compare-'));
    mkdirSync(join(root, 'x'));
    const stop = AbortSignal.abort();
    const cancelled = compareMoments({
      documents: { a: session.document, b },
      folder: session.folder,
      root,
      place: 'x',
      signal: stop,
    });
    await expect(cancelled).rejects.toThrow();
    expect(existsSync(join(root, 'x', 'before.wav'))).toBe(false);
    expect(existsSync(join(root, 'x', 'before.wav.part'))).toBe(false);
    rmSync(root, { recursive: true });
  });

  it('are heard as what the engine renders of their audition: a side, or the difference, matched', async () => {
    const a = session.document;
    const b = run(a, { id: 'strip.set', payload: { stripId: 'master', faderDb: -4 } });
    const found = await compareMoments({ documents: { a, b }, folder: session.folder, place });
    expect(found.byLu).toBeCloseTo(-4, 6);
    const heard = async (side: 'a' | 'b' | 'difference', matched: boolean) => {
      const document = { ...a, ...auditionDocument(found, side, matched) };
      const { outputs } = await session.render({ document });
      const master = outputs.get('master')!;
      return Math.max(...Array.from(master.subarray(0, RATE), Math.abs));
    };
    const loud = await heard('a', false);
    const quiet = await heard('b', false);
    expect(20 * Math.log10(quiet / loud)).toBeCloseTo(-4, 4);
    // Matched, the louder comes down, and a change of level alone leaves nothing.
    expect(await heard('a', true)).toBeCloseTo(quiet, 6);
    expect(20 * Math.log10(await heard('difference', true))).toBeLessThan(-120);
    expect(await heard('difference', false)).toBeCloseTo(loud - quiet, 6);
  });
});

describe('third octaves', () => {
  it('put a sine into its own band, at its level, and none of it two bands away', () => {
    const meter = new ThirdOctaveMeter(RATE, THIRD_OCTAVES_HZ);
    const wave = sine(1000, 1);
    const stereo = new Float64Array(2 * wave.length);
    for (let i = 0; i < wave.length; i++) stereo[2 * i] = wave[i]!;
    meter.push(stereo, wave.length);
    const bands = meter.finish();
    const at = THIRD_OCTAVES_HZ.indexOf(1000);
    // One channel of two: 3.01 dB below full scale. The last block is half empty.
    expect(bands[at]).toBeGreaterThan(-3.3);
    expect(bands[at]).toBeLessThan(-3.0);
    // It ends abruptly, which is heard in other bands too.
    expect(bands[at - 2] ?? -200).toBeLessThan(-45);
    expect(bands[at + 2] ?? -200).toBeLessThan(-45);
  });

  it('match by turning the louder one down', () => {
    expect(matchGains(6)).toEqual([1, 10 ** (-6 / 20)]);
    expect(matchGains(-6)).toEqual([10 ** (-6 / 20), 1]);
    expect(matchGains(0)).toEqual([1, 1]);
  });
});
