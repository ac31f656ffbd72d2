/** The engine as a process: transport, edits while it plays, and what happens when parts of it die. */
import { afterEach, describe, expect, it } from 'vitest';
import { decodeTelemetry, Header, type Patch, StripSlot } from '../../audio-engine/protocol/index.ts';
import type { Clip } from '../../audio-engine/session/index.ts';
import { firstSound, TestEngine } from './engine-harness.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;
const HERTZ = 200;
const PEAK = 0.5;

let engine: TestEngine;
let session: TestSession;

afterEach(async () => {
  await engine.end();
  session.remove();
});

const sine = (frames: number): Float64Array =>
  Float64Array.from(
    { length: frames * 2 },
    (_, i) => PEAK * Math.cos((2 * Math.PI * HERTZ * (i >> 1)) / RATE),
  );

/** Largest step from one frame to the next. */
const step = (samples: Float32Array): number => {
  let largest = 0;
  for (let i = 2; i < samples.length; i++)
    largest = Math.max(largest, Math.abs(samples[i]! - samples[i - 2]!));
  return largest;
};
/** What the sine itself and a fade over 64 frames can do. */
const SMOOTH = (2 * Math.PI * HERTZ * PEAK) / RATE + (2 * PEAK) / 64 + 0.001;

const patch = (...path: (string | number)[]): { to(value: unknown): Patch } => ({
  to: (value) => ({ op: 'replace', path, value: value as Patch['value'] }),
});

async function start(blockFrames = 256): Promise<void> {
  engine = new TestEngine();
  await engine.load(session.document, session.folder, { blockFrames });
}

describe('transport', () => {
  it('starts, locates, stops and starts again without a click', async () => {
    session = new TestSession([{ id: 'a', samples: sine(400_000) }]);
    await start();
    const stop = engine.capture();
    engine.post({ type: 'play', fromSample: 5_017 });
    await engine.reaches(15_000);
    engine.post({ type: 'locate', sample: 200_033 });
    await engine.reaches(210_000);
    engine.post({ type: 'stop' });
    await engine.frameWhere((f) => f.header[Header.playing] === 0);
    const stopped = await engine.frameWhere((f) => f.header[Header.positionSample] === engine.position);
    engine.post({ type: 'play', fromSample: null });
    await engine.reaches(stopped.header[Header.positionSample]! + 8_000);
    const samples = await stop();
    expect(samples.some((x) => Math.abs(x) > 0.49)).toBe(true);
    expect(step(samples)).toBeLessThan(SMOOTH);
    expect(engine.failures).toEqual([]);
  });

  it('loops sample for sample', async () => {
    session = new TestSession([{ id: 'a', samples: sine(200_000) }]);
    session.document.loop = { startSample: 10_007, endSample: 20_031, enabled: true };
    await start();
    const finish = engine.capture();
    engine.post({ type: 'play', fromSample: 0 });
    // Twice round.
    await engine.reaches(18_000);
    await engine.frameWhere((f) => f.header[Header.positionSample]! < 12_000);
    await engine.reaches(18_000);
    await engine.frameWhere((f) => f.header[Header.positionSample]! < 12_000);
    expect(engine.position).toBeGreaterThanOrEqual(10_007);
    await engine.reaches(14_000);
    const samples = await finish();
    const from = firstSound(samples) * 2;
    const played = samples.subarray(from);
    expect(step(played)).toBeLessThan(SMOOTH);
    const source = Float32Array.from(sine(200_000));
    const length = 20_031 - 10_007;
    for (let round = 0; round < 2; round++) {
      const at = 20_031 + round * length;
      const want = source.subarray(10_007 * 2, (10_007 + 3_000) * 2);
      expect(want.findIndex((x, i) => x !== played[at * 2 + i])).toBe(-1);
    }
  });

  it('takes a loop that is set while it plays', async () => {
    session = new TestSession([{ id: 'a', samples: sine(400_000) }]);
    await start();
    const finish = engine.capture();
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(4_000);
    const loop = { startSample: 2_000, endSample: 40_000, enabled: true };
    engine.post({ type: 'patches', fromRevision: 1, revision: 2, patches: [patch('loop').to(loop)] });
    await engine.reaches(39_000);
    await engine.frameWhere((f) => f.header[Header.positionSample]! < 20_000);
    engine.post({
      type: 'patches',
      fromRevision: 2,
      revision: 3,
      patches: [patch('loop').to({ ...loop, enabled: false })],
    });
    await engine.reaches(60_000);
    const samples = await finish();
    expect(step(samples.subarray(firstSound(samples) * 2))).toBeLessThan(SMOOTH);
  });

  it('takes edits of clips, strips and effects while it plays, without a click', async () => {
    session = new TestSession([{ id: 'a', samples: sine(900_000) }]);
    await start();
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(6_000);
    const finish = engine.capture();
    let revision = 1;
    const edit = (...patches: Patch[]): void =>
      engine.post({ type: 'patches', fromRevision: revision, revision: ++revision, patches });
    const later = async (): Promise<void> => engine.reaches(engine.position + 12_000);
    // Another offset and gain of the clip: read anew just ahead.
    const clip = session.document.clips.a!['a-clip'] as Clip;
    edit(
      patch('clips', 'a', 'a-clip').to({ ...clip, offsetSamples: 1_111, lengthSamples: 800_000, gainDb: -3 }),
    );
    await later();
    edit(patch('strips', 'a', 'faderDb').to(-12));
    await later();
    edit({
      op: 'add',
      path: ['effects', 'a', 'c'],
      value: { ...effect('compressor', 'c', { lookAheadMs: 5 }) } as never,
    });
    await engine.statusWhere((s) => s.latencySamples > 0);
    await later();
    edit({ op: 'remove', path: ['effects', 'a', 'c'] });
    await engine.statusWhere((s) => s.latencySamples === 0);
    await later();
    // A second track joins.
    edit(
      {
        op: 'add',
        path: ['tracks', 'b'],
        value: { id: 'b', name: 'b', color: 'teal', channels: 2, order: 'b' },
      },
      {
        op: 'add',
        path: ['strips', 'b'],
        value: { ...session.document.strips.a, id: 'b', faderDb: -20 } as never,
      },
      { op: 'add', path: ['effects', 'b'], value: {} },
      {
        op: 'add',
        path: ['clips', 'b'],
        value: {
          'b-clip': { ...clip, id: 'b-clip', fadeIn: { lengthSamples: 48_000, shape: 'linear' } },
        } as never,
      },
    );
    await engine.statusWhere((s) => s.layout.stripIds.includes('b'));
    await later();
    // And goes again, in the middle of its sound.
    edit(
      { op: 'remove', path: ['tracks', 'b'] },
      { op: 'remove', path: ['strips', 'b'] },
      { op: 'remove', path: ['effects', 'b'] },
      { op: 'remove', path: ['clips', 'b'] },
    );
    await engine.statusWhere((s) => !s.layout.stripIds.includes('b'));
    await later();
    const samples = await finish();
    expect(step(samples)).toBeLessThan(SMOOTH);
    const rms = Math.sqrt(samples.slice(-4800).reduce((sum, x) => sum + x * x, 0) / 4800);
    expect(rms).toBeGreaterThan(0.02);
    expect(engine.failures).toEqual([]);
  });

  it('lets an overlay sound and forgets it when the gesture is cancelled', async () => {
    session = new TestSession([{ id: 'a', samples: sine(600_000) }]);
    await start();
    engine.post({ type: 'play', fromSample: 0 });
    const level = (decibels: number) =>
      engine.frameWhere((f) => {
        const peak = f.strips[StripSlot.peakLeft]!;
        return Math.abs(20 * Math.log10(peak / PEAK) - decibels) < 0.2;
      });
    await level(0);
    engine.post({ type: 'overlay', patches: [patch('strips', 'a', 'faderDb').to(-20)] });
    await level(-20);
    engine.post({ type: 'overlay', patches: [] });
    await level(0);
  });

  it('lets the listener hear an effect bypassed for the moment', async () => {
    session = new TestSession([
      {
        id: 'a',
        samples: sine(600_000),
        effects: [effect('compressor', 'c', { thresholdDb: -40, ratio: 10, autoMakeup: 0, makeupDb: 0 })],
      },
    ]);
    await start();
    engine.post({ type: 'play', fromSample: 0 });
    const peakIs = (low: number, high: number) =>
      engine.frameWhere((f) => f.strips[StripSlot.peakLeft]! > low && f.strips[StripSlot.peakLeft]! < high);
    await peakIs(0.005, 0.2);
    engine.post({ type: 'compare', compare: { stripId: 'a', effectId: 'c', bypass: true } });
    await peakIs(0.45, 0.55);
    engine.post({ type: 'compare', compare: { stripId: null, effectId: null, bypass: false } });
    await peakIs(0.005, 0.2);
  });
});

describe('telemetry', () => {
  it('says levels, loudness, spectrum, history and position, two frames ahead at most', async () => {
    session = new TestSession([
      {
        id: 'a',
        samples: sine(400_000),
        effects: [effect('compressor', 'c', { thresholdDb: -30, ratio: 4 })],
      },
    ]);
    await start();
    engine.post({
      type: 'watch',
      watch: { spectra: ['a', 'master'], effects: [{ stripId: 'a', effectId: 'c' }], goniometer: true },
    });
    engine.post({ type: 'play', fromSample: 0 });
    const frame = await engine.frameWhere(
      (f) =>
        f.header[Header.positionSample]! > 48_000 &&
        f.sections.length >= 4 &&
        f.header[Header.momentaryLufs]! > -60,
    );
    const { header, strips, sections } = frame;
    expect(header[Header.stripCount]).toBe(2);
    expect(strips[StripSlot.reductionDb]).toBeGreaterThan(3);
    expect(header[Header.correlation]).toBeCloseTo(1, 3);
    expect(header[Header.maxTruePeakDbtp]).toBeGreaterThan(-30);
    const spectrum = sections.find((s) => s.kind === 1 && s.index === 0)!.values;
    const loudest = spectrum.indexOf(Math.max(...spectrum));
    expect(20 * 2 ** (loudest / 24)).toBeGreaterThan(190);
    expect(20 * 2 ** (loudest / 24)).toBeLessThan(210);
    const history = sections.find((s) => s.kind === 2)!.values;
    expect(history.length % 3).toBe(0);
    expect(history[2]).toBeGreaterThan(3);
    expect(sections.find((s) => s.kind === 3)!.values.length).toBe(512);
  });

  it('stops sending where nobody takes the frames', async () => {
    session = new TestSession([{ id: 'a', samples: noiseSamples(1, 48_000) }]);
    engine = new TestEngine();
    engine.takeFrames = false;
    await engine.load(session.document, session.folder);
    engine.post({ type: 'play', fromSample: 0 });
    // Statuses and answers still come; frames do not.
    for (let i = 0; i < 20; i++) {
      engine.post({ type: 'listDevices', requestId: i });
      await engine.next('devices', (m) => m.requestId === i);
    }
    expect(engine.framesHeard).toBeLessThanOrEqual(2);
    engine.post({ type: 'telemetryTaken' });
    const { frame } = await engine.next('telemetry');
    expect(decodeTelemetry(frame)).toBeDefined();
  });
});

describe('when something dies', () => {
  it('plays on from where it was in a new process', async () => {
    session = new TestSession([{ id: 'a', samples: sine(600_000) }]);
    await start();
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(30_000);
    const at = engine.position;
    await engine.end();
    engine = new TestEngine();
    await engine.load(session.document, session.folder, { positionSample: at, play: true });
    const frame = await engine.frameWhere(
      (f) => f.header[Header.playing] === 1 && f.header[Header.positionSample]! > at,
    );
    expect(frame.header[Header.positionSample]).toBeLessThan(at + 48_000);
    await engine.frameWhere((f) => f.strips[StripSlot.peakLeft]! > 0.4);
  });

  it('asks for the document when it missed a revision', async () => {
    session = new TestSession([{ id: 'a', samples: sine(48_000) }]);
    await start();
    engine.post({ type: 'patches', fromRevision: 7, revision: 8, patches: [] });
    await engine.next('resync');
  });

  it('says which file is missing and plays the rest', async () => {
    session = new TestSession([
      { id: 'a', samples: sine(100_000) },
      { id: 'b', samples: sine(100_000) },
    ]);
    session.document.media.b!.file = 'audio/gone.wav';
    await start();
    engine.post({ type: 'play', fromSample: 0 });
    await engine.statusWhere((s) => s.notices.some((n) => n.includes('gone.wav')));
    await engine.frameWhere((f) => f.strips[StripSlot.peakLeft]! > 0.4);
  });

  it('ends when asked, and when its parent is gone', async () => {
    session = new TestSession([{ id: 'a', samples: sine(48_000) }]);
    await start();
    engine.post({ type: 'quit' });
    expect((await engine.exited).code).toBe(0);
    await engine.end();
    engine = new TestEngine();
    await engine.load(session.document, session.folder);
    engine.disconnect();
    await engine.exited;
  });
});
