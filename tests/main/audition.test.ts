/** Hearing rendered moments through the whole program: what the device is given is the side that was chosen. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeTelemetry, Header, type Job } from '../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { cli } from '../cli/fake-io.ts';
import { writeTone } from '../e2e/person.ts';
import { type Connection, connect, cookieOf, HostProcess } from './host-process.ts';

const RATE = 48_000;
let root: string;
let host: HostProcess;
let line: Connection;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-audition-'));
  mkdirSync(join(root, 'stems'));
  writeTone(join(root, 'stems', 'Bass.wav'), 110, 4);
  writeTone(join(root, 'stems', 'Lead.wav'), 880, 4);
  await cli(root, ['new', 'Song', '--from', 'stems']);
  host = new HostProcess([join(root, 'Song')], {
    dataFolder: join(root, 'data'),
    env: { THRESHOLD_CAPTURE: join(root, 'capture.f32') },
  });
  const address = await host.address();
  line = await connect(address, await cookieOf(address));
});
afterAll(async () => {
  line.close();
  await host.end();
  rmSync(root, { recursive: true, force: true });
});

async function until<T>(find: () => T | undefined | false): Promise<T> {
  for (let i = 0; i < 600; i++) {
    const found = find();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('It did not happen.');
}

/** Bytes of what the device was given up to a stretch of silence: what was heard before has all been written. */
async function silentFrom(): Promise<number> {
  const { at } = await until(() => {
    const bytes = readFileSync(join(root, 'capture.f32'));
    const tail = bytes.subarray(Math.max(0, bytes.length - RATE));
    return tail.every((byte) => byte === 0) && { at: bytes.length };
  });
  return at;
}

/** Plays the first second and answers the highest sample of it that the device was given. */
async function heardPeak(): Promise<number> {
  const from = await silentFrom();
  line.telemetry.length = 0;
  await line.invoke('transport.play', { fromSample: 0 });
  const heads = () => line.telemetry.map((frame) => decodeTelemetry(frame)?.header);
  // Frames from before it was put back to the start do not count.
  const start = await until(() => {
    const at = heads().findIndex(
      (head) => head?.[Header.playing] === 1 && head[Header.positionSample]! < RATE,
    );
    return at >= 0 && { at };
  });
  await until(() =>
    heads()
      .slice(start.at)
      .some((head) => head![Header.positionSample]! > RATE),
  );
  await line.invoke('transport.stop');
  const bytes = readFileSync(join(root, 'capture.f32')).subarray(from);
  const samples = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)),
  );
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

it('plays A, B and what is left between them, and then the mix again', async () => {
  const { document } = await line.invoke<{ document: SessionDocument }>('studio.state');
  const lead = Object.values(document.tracks).find(({ name }) => name === 'Lead')!.id;
  const { entries } = await line.invoke<{ entries: { revision: number }[] }>('studio.history');
  const before = `revision:${entries.at(-1)!.revision}`;
  await line.invoke('studio.command', {
    command: { id: 'strip.set', payload: { stripId: lead, faderDb: -144 } },
    name: null,
    clientTag: null,
  });
  const { jobId } = await line.invoke<{ jobId: string }>('versions.compare', { from: before, to: 'now' });
  const job = await until(() =>
    line.events
      .map(({ payload }) => payload as Job)
      .findLast((event) => event.id === jobId && event.state !== 'queued' && event.state !== 'running'),
  );
  expect(job.state).toBe('done');
  const hear = (side: string | null) => line.invoke('versions.audition', { side, matched: false });
  const mix = await heardPeak();
  await hear('a');
  const a = await heardPeak();
  await hear('b');
  const b = await heardPeak();
  await hear('difference');
  const difference = await heardPeak();
  // Two tones of one level before, one after, the other between them.
  expect(b).toBeCloseTo(mix, 3);
  expect(a).toBeGreaterThan(1.6 * b);
  expect(difference).toBeGreaterThan(0.8 * b);
  expect(difference).toBeLessThan(1.2 * b);
  await hear(null);
  expect(await heardPeak()).toBeCloseTo(mix, 3);
  // The renders go with the session.
  expect(existsSync(join(root, 'Song', 'compares', 'before.wav'))).toBe(true);
  await line.invoke('session.new', { name: 'Other', sampleRate: RATE });
  expect(existsSync(join(root, 'Song', 'compares'))).toBe(false);
}, 60_000);
