/** The master room through the host: a file as the source, a print, chain states matched, a proposal, what limiting costs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWav } from '../../audio-engine/media/index.ts';
import { type Job, limitingCostSchema, proposalSchema } from '../../audio-engine/protocol/index.ts';
import { putChain, type SessionDocument } from '../../audio-engine/session/index.ts';
import { PROGRAMMES, programme } from '../delivery/programmes.ts';
import { type Connection, connect, cookieOf, HostProcess } from './host-process.ts';

let host: HostProcess;
let line: Connection;
let mix: string;

beforeAll(async () => {
  host = new HostProcess();
  const address = await host.address();
  line = await connect(address, await cookieOf(address));
  mix = join(host.dataFolder, 'Mix.wav');
  const samples = programme(PROGRAMMES[0]!, 6);
  const wav = createWav(mix, { channels: 2, sampleRate: 48000, format: 's24' });
  wav.write(samples, samples.length / 2);
  wav.close();
}, 60_000);
afterAll(async () => {
  line.close();
  await host.end();
});

const state = async () => (await line.invoke<{ document: SessionDocument }>('studio.state')).document;

/** The job, when it has ended well. */
async function done({ jobId }: { jobId: string }): Promise<Job> {
  const ended = (): Job | undefined =>
    line.events
      .filter(({ event }) => event === 'jobs.changed')
      .map(({ payload }) => payload as Job)
      .find(({ id, state: s }) => id === jobId && !['queued', 'running'].includes(s));
  await expect.poll(ended, { timeout: 40_000 }).toMatchObject({ state: 'done', failures: [] });
  return ended()!;
}

const command = (id: string, payload: unknown) =>
  line.invoke('studio.command', { command: { id, payload }, name: null, clientTag: null });

it('masters a file from elsewhere in a session that holds nothing else', async () => {
  await line.invoke('session.new', { name: 'Master', sampleRate: 48_000 });
  await done(await line.invoke('master.useFile', { path: mix }));
  const document = await state();
  expect(document.master.source.kind).toBe('file');
  expect(document.tracks).toEqual({});
  const measured = await done(await line.invoke('analysis.song', { what: 'master' }));
  expect((measured.result as { measurement: { durationSeconds: number } }).measurement.durationSeconds).toBe(
    6,
  );
}, 60_000);

it('masters a file in a session of its own beside it, and opens that when the file is in it', async () => {
  const before = (await state()).session.id;
  const own = join(host.dataFolder, 'Mix master');
  const { result } = await done(await line.invoke('master.useFile', { path: mix, own: true }));
  expect(result).toMatchObject({ folder: own });
  const document = await state();
  expect(document.session.id).not.toBe(before);
  expect(document.session.name).toBe('Mix');
  expect(document.master.source.kind).toBe('file');
  expect((await line.invoke<{ view: Record<string, unknown> }>('view.get')).view['app.view']).toBe('master');
  const again = await done(await line.invoke('master.useFile', { path: mix, own: true }));
  expect(again.result).toMatchObject({ folder: `${own} 2` });
}, 60_000);

it('leaves the session that is open, and no other, where a file cannot be mastered', async () => {
  const { session } = await state();
  const silent = join(host.dataFolder, 'Silence.wav');
  const wav = createWav(silent, { channels: 2, sampleRate: 48000, format: 's24' });
  wav.write(new Float64Array(2 * 48000), 48000);
  wav.close();
  const { jobId } = await line.invoke<{ jobId: string }>('master.useFile', { path: silent, own: true });
  const failed = (): Job | undefined =>
    line.events
      .filter(({ event }) => event === 'jobs.changed')
      .map(({ payload }) => payload as Job)
      .find(({ id, state: s }) => id === jobId && s === 'failed');
  await expect.poll(failed, { timeout: 40_000 }).toBeDefined();
  expect(failed()!.failures[0]!.sentence).toMatch(/“Silence\.wav” is silent/);
  await expect.poll(() => existsSync(join(host.dataFolder, 'Silence master'))).toBe(false);
  expect((await state()).session.id).toBe(session.id);
}, 60_000);

it('proposes a chain for it, puts it beside the one there is, and says what its limiting costs', async () => {
  const proposed = await done(
    await line.invoke('master.propose', { referenceId: null, targetName: 'Spotify' }),
  );
  const proposal = proposalSchema.parse(proposed.result);
  expect(proposal.after?.truePeakDbtp).toBeLessThanOrEqual(proposal.target.ceilingDbtp + 0.05);
  const step = putChain(
    await state(),
    proposal.modules,
    proposal.modules.map((_, i) => `m${i}`),
  );
  await command(step.id, step.payload);
  expect((await state()).master.state).toBe('B');
  const matched = await line.invoke<{ lufs: Record<string, number> }>('master.matchStates', {
    states: ['A', 'B'],
    atSample: 200_000,
  });
  expect(matched.lufs.B! - matched.lufs.A!).toBeGreaterThan(2);
  const ended = await done(await line.invoke('master.gentler', { lessDb: 3, serviceName: 'Spotify' }));
  const cost = limitingCostSchema.parse(ended.result);
  const [now, gentler] = cost.sides;
  expect(gentler.limiterGainDb).toBeCloseTo(now.limiterGainDb - 3, 6);
  expect(gentler.psrDb!).toBeGreaterThan(now.psrDb!);
  expect(gentler.activePercent).toBeLessThanOrEqual(now.activePercent);
  expect(now.integratedLufs! + now.serviceGainDb).toBeCloseTo(-14, 1);
  const { sessions } = await line.invoke<{ sessions: { path: string }[] }>('session.recent');
  for (const { path } of cost.sides) expect(existsSync(join(sessions[0]!.path, path))).toBe(true);
}, 120_000);

it('prints the mix as one step that is undone as one', async () => {
  await line.invoke('session.new', { name: 'Mix', sampleRate: 48_000 });
  await done(await line.invoke('media.import', { paths: [mix], atSample: null }));
  const before = await state();
  await done(await line.invoke('master.print', {}));
  const printed = await state();
  expect(printed.master.source.kind).toBe('print');
  expect(Object.values(printed.master.prints).map(({ name }) => name)).toEqual(['Print 1']);
  await line.invoke('studio.undo', {});
  expect(await state()).toEqual(before);
}, 60_000);
