/** An import goes on into the session it was begun in, also when another session is opened meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../audio-engine/protocol/index.ts';
import { writeTone } from '../e2e/person.ts';
import { type Connection, connect, cookieOf, HostProcess } from './host-process.ts';

describe('an import while another session is opened', () => {
  let host: HostProcess;
  let line: Connection;
  beforeAll(async () => {
    host = new HostProcess();
    const address = await host.address();
    line = await connect(address, await cookieOf(address));
  });
  afterAll(async () => {
    line.close();
    await host.end();
  });

  it('ends as one step of the session that was left, and says where the files are', async () => {
    await line.invoke('session.new', { name: 'First', sampleRate: 48_000 });
    const { sessions } = await line.invoke<{ sessions: { path: string }[] }>('session.recent');
    // The newest comes first.
    const folder = sessions[0]?.path ?? '';
    const tone = join(host.dataFolder, 'Tone.wav');
    writeTone(tone, 220, 20);
    const { jobId } = await line.invoke<{ jobId: string }>('media.import', { paths: [tone], atSample: null });
    await line.invoke('session.new', { name: 'Second', sampleRate: 48_000 });
    const ended = (): Job | undefined =>
      line.events
        .filter(({ event }) => event === 'jobs.changed')
        .map(({ payload }) => payload as Job)
        .find(({ id, state }) => id === jobId && !['queued', 'running'].includes(state));
    await expect.poll(ended, { timeout: 20_000 }).toMatchObject({ state: 'done', failures: [] });
    expect(ended()?.sentence).toContain('“First”');
    const second = await line.invoke<{ document: { tracks: object } }>('studio.state');
    expect(Object.keys(second.document.tracks)).toEqual([]);
    const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n');
    expect(journal.map((text) => JSON.parse(text).command.id)).toContain('session.import');
    // Left and closed: it can be opened again.
    const again = await line.invoke<{ document: { tracks: object } }>('session.open', { path: folder });
    expect(Object.keys(again.document.tracks)).toHaveLength(1);
  });
});
