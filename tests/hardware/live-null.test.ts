/** What a sound card is given equals the offline render, sample for sample; and the music outlives the card. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Header } from '../../audio-engine/protocol/index.ts';
import { firstSound, TestEngine } from '../render/engine-harness.ts';
import { effect, noiseSamples, TestSession } from '../render/sessions.ts';
import { VirtualInterface } from './virtual-interface.ts';

const ATTEMPTS = 6;

let card: VirtualInterface;
let engine: TestEngine;
let session: TestSession;

beforeAll(async () => {
  card = await VirtualInterface.start();
  session = new TestSession([
    {
      id: 'a',
      samples: noiseSamples(11, 60_000, 2),
      effects: [effect('compressor', 'c', { lookAheadMs: 2 })],
    },
    { id: 'b', channels: 1, samples: noiseSamples(12, 72_000, 1), strip: { pan: 0.4, faderDb: -6 } },
  ]);
  session.document.effects.master = { l: effect('limiter', 'l') };
});

afterEach(() => engine.end());

afterAll(async () => {
  await card?.stop();
  session?.remove();
});

/**
 * Where what was recorded leaves the render, or -1 where it holds every sample of it in order. A card that runs
 * dry on a busy machine puts silence between two blocks and goes on; nothing else may stand there.
 */
function leavesAt(expected: Float32Array, run: Float32Array): number {
  let at = 0;
  for (let i = 0; i < expected.length; i += 2) {
    while (run[at] === 0 && run[at + 1] === 0 && (run[at] !== expected[i] || run[at + 1] !== expected[i + 1]))
      at += 2;
    if (run[at] !== expected[i] || run[at + 1] !== expected[i + 1]) return i;
    at += 2;
  }
  return -1;
}

describe('a session on a sound card', () => {
  it('equals the offline render sample for sample', async () => {
    const { outputs } = await session.render();
    const expected = Float32Array.from(outputs.get('master')!);
    engine = new TestEngine(card.env);
    await engine.load(session.document, session.folder, { device: 'studio', blockFrames: 1024 });
    expect(engine.status?.device).toMatchObject({ kind: 'naudiodon', name: 'studio', notice: null });
    let difference = 0;
    // A machine that does other things may also make the card lose its place; one run must be whole.
    for (let attempt = 0; attempt < ATTEMPTS && difference !== -1; attempt++) {
      const finish = await card.record();
      engine.post({ type: 'play', fromSample: 0 });
      await engine.frameWhere((f) => f.header[Header.playing] === 1 && engine.position < 12_000);
      await engine.reaches(expected.length / 2 + 24_000);
      engine.post({ type: 'stop' });
      await engine.statusWhere((s) => !s.playing);
      const recorded = await finish();
      const start = Math.max(0, firstSound(recorded));
      const run = recorded.subarray((start - firstSound(expected)) * 2);
      difference = leavesAt(expected, run);
    }
    expect(difference).toBe(-1);
  });

  it('lists the card for who wants to choose', async () => {
    engine = new TestEngine(card.env);
    await engine.next('ready');
    engine.post({ type: 'listDevices', requestId: 5 });
    const { devices } = await engine.next('devices', (m) => m.requestId === 5);
    expect(devices.find((d) => d.name === 'studio')).toMatchObject({ hostApi: 'ALSA' });
  });

  it('gives itself up when the card takes its thread with it', async () => {
    let signal: string | null = null;
    // On a machine that is very busy the card may be given up before its thread sticks: then it did not happen.
    for (let attempt = 0; attempt < 3 && signal === null; attempt++) {
      engine = new TestEngine({ ...card.env, THRESHOLD_DEVICE_FAULT: 'stick:40' });
      await engine.load(session.document, session.folder, { device: 'studio', blockFrames: 512, play: true });
      const lost = engine
        .statusWhere((s) => s.device.kind === 'clocked')
        .then(
          () => null,
          () => null,
        );
      signal = await Promise.race([engine.exited.then((end) => end.signal), lost]);
      if (signal === null) await engine.end();
    }
    expect(signal).toBe('SIGKILL');
  });

  it('plays on without the card when it dies, and ends when asked', async () => {
    engine = new TestEngine(card.env);
    await engine.load(session.document, session.folder, { device: 'studio', blockFrames: 512 });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(12_000);
    await card.die();
    await engine.statusWhere((s) => s.device.kind === 'clocked');
    expect(engine.status?.playing).toBe(true);
    expect(engine.status?.device.notice).toMatch(/“studio” stopped answering/);
    await engine.reaches(60_000);
    engine.post({ type: 'quit' });
    await engine.exited;
  });
});
