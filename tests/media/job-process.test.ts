import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { programFolder } from '../../audio-engine/entries.ts';
import { createWav, type ImportResult, readPeaks } from '../../audio-engine/media/index.ts';
import type { FromJob, JobRequest, ToJob } from '../../audio-engine/protocol/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-job-'));
/** Beside node_modules, where the bundle finds its packages. */
const bundle = mkdtempSync(join(programFolder(), 'node_modules', '.threshold-job-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    root: programFolder(),
    build: { ssr: 'main/common/job-process.ts', outDir: bundle, emptyOutDir: false, target: 'node20' },
  });
});

function wav(name: string, seconds: number): string {
  const path = join(folder, name);
  const writer = createWav(path, { channels: 2, sampleRate: 48000, format: 's16' });
  const second = new Float64Array(96000).fill(0.25);
  for (let i = 0; i < seconds; i++) writer.write(second, 48000);
  writer.close();
  return path;
}

/** Runs a job to its end; `hear` may answer on the way. */
function job(
  request: JobRequest,
  hear: (message: FromJob, post: (message: ToJob) => void) => void = () => {},
) {
  return new Promise<{ messages: FromJob[]; code: number | null }>((resolve) => {
    const child = fork(join(bundle, 'job-process.js'), [], { serialization: 'advanced', execArgv: [] });
    const messages: FromJob[] = [];
    child.on('message', (raw) => {
      const message = raw as FromJob;
      messages.push(message);
      if (message.type === 'ready') child.send({ type: 'start', request, hostPages: false } satisfies ToJob);
      hear(message, (answer) => child.send(answer));
    });
    child.on('exit', (code) => resolve({ messages, code }));
  });
}

const importOf = (paths: string[], session: string): JobRequest => ({
  kind: 'import',
  paths,
  folder: session,
  sessionSampleRate: null,
  documentNames: [],
  lastTrackOrder: null,
  atSample: 0,
});

it('imports, then draws the waveforms, telling how far it is', async () => {
  const session = join(folder, 'one');
  const imported = await job(importOf([wav('Kick.wav', 20), join(folder, 'gone.wav')], session));
  expect(imported.code).toBe(0);
  const done = imported.messages.at(-1)!;
  if (done.type !== 'done') throw new Error(JSON.stringify(done));
  expect(done.failures).toHaveLength(1);
  expect(done.sentence).toBe('One file was imported, one was not.');
  const media = (done.result as ImportResult).media[0]!;

  const drawn = await job({
    kind: 'peaks',
    folder: session,
    files: [{ mediaId: media.id, file: media.file }],
  });
  expect(drawn.messages.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['peaks', 'progress', 'done']),
  );
  const peaks = readPeaks({ folder: session, media, samplesPerColumn: 1024, first: 900, count: 1 });
  expect([...peaks]).toEqual(Array(6).fill(0.25));
});

it('cancelled, it stops and leaves nothing', async () => {
  const session = join(folder, 'two');
  const { messages, code } = await job(importOf([wav('Long.wav', 600)], session), (message, post) => {
    if (message.type === 'progress') post({ type: 'cancel' });
  });
  expect(messages.at(-1)).toEqual({ type: 'cancelled' });
  expect(code).toBe(0);
  expect(readdirSync(join(session, 'audio'))).toEqual([]);
});
