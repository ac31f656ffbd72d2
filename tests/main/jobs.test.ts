/** Who waits for whom: jobs that were asked for one after another, what is only listened to beside them. */
import { describe, expect, it } from 'vitest';
import type { JobRequest } from '../../audio-engine/protocol/index.ts';
import { Jobs } from '../../main/common/jobs.ts';
import type { SpawnProcess } from '../../main/common/spawn-process.ts';

/** Processes that answer only when the test says so. */
function processes() {
  const started: { name: string; say: (message: unknown) => void; die: () => void; killed: boolean }[] = [];
  const spawn: SpawnProcess = (_entry, { name }) => {
    const one = { name, say: (_: unknown) => {}, die: () => {}, killed: false };
    started.push(one);
    return {
      pid: undefined,
      post: () => {},
      onMessage: (listener) => {
        one.say = listener;
      },
      onExit: (listener) => {
        one.die = () => listener(null);
      },
      kill: () => {
        one.killed = true;
      },
    };
  };
  return { started, spawn };
}

const request = (): JobRequest => ({ kind: 'peaks', folder: '', files: [] });
const done = { type: 'done', result: {}, sentence: '', failures: [] };

describe('jobs', () => {
  it('run one after another as they were asked for, and a mix check beside them', () => {
    const { started, spawn } = processes();
    const jobs = new Jobs(spawn);
    const ids = (['check', 'export', 'explain', 'print'] as const).map(
      (kind) => jobs.start(kind, { title: kind, request }).id,
    );
    const states = () => ids.map((id) => jobs.list.find((job) => job.id === id)?.state);
    expect(states()).toEqual(['running', 'running', 'queued', 'queued']);
    expect(started.map(({ name }) => name)).toEqual(['job check', 'job export']);
    started[1]!.say(done);
    expect(states()).toEqual(['running', 'done', 'queued', 'running']);
    started[0]!.say(done);
    expect(states()).toEqual(['done', 'done', 'running', 'running']);
    expect(started.map(({ name }) => name)).toEqual(['job check', 'job export', 'job print', 'job explain']);
  });

  it('go on with the next where one dies or cannot be asked', () => {
    const { started, spawn } = processes();
    const jobs = new Jobs(spawn);
    const dying = jobs.start('export', { title: 'First', request });
    const refused = jobs.start('export', {
      title: 'Second',
      request: () => {
        throw new Error('nothing to export');
      },
    });
    const last = jobs.start('export', { title: 'Third', request });
    started[0]!.die();
    const stateOf = (id: string) => jobs.list.find((job) => job.id === id);
    expect(stateOf(dying.id)).toMatchObject({ state: 'failed', failures: [{ code: 'job.died' }] });
    expect(stateOf(refused.id)?.state).toBe('failed');
    expect(stateOf(last.id)?.state).toBe('running');
  });

  it('are cancelled while they wait, and all at once', () => {
    const { started, spawn } = processes();
    const jobs = new Jobs(spawn);
    jobs.start('export', { title: 'First', request });
    const waiting = jobs.start('export', { title: 'Second', request });
    jobs.cancel(waiting.id);
    expect(jobs.list.map(({ state }) => state)).toEqual(['running', 'cancelled']);
    jobs.close();
    expect(started.map(({ killed }) => killed)).toEqual([true]);
    expect(jobs.list.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});
