/** A file of one's own as an impulse response: copied into the session, refused where it is none. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTone } from '../e2e/person.ts';
import { type Connection, connect, cookieOf, HostProcess } from './host-process.ts';

describe('an impulse response of one’s own', () => {
  let host: HostProcess;
  let line: Connection;
  let folder: string;
  beforeAll(async () => {
    host = new HostProcess();
    const address = await host.address();
    line = await connect(address, await cookieOf(address));
    await line.invoke('session.new', { name: 'Hall', sampleRate: 48_000 });
    const { sessions } = await line.invoke<{ sessions: { path: string }[] }>('session.recent');
    folder = sessions[0]?.path ?? '';
  });
  afterAll(async () => {
    line.close();
    await host.end();
  });

  it('is copied into the session under a name of its own, and an insert takes it', async () => {
    const tone = join(host.dataFolder, 'My room.wav');
    writeTone(tone, 220, 1);
    const first = await line.invoke<{ impulse: string }>('impulse.add', { path: tone });
    const second = await line.invoke<{ impulse: string }>('impulse.add', { path: tone });
    expect([first.impulse, second.impulse]).toEqual(['impulses/My room.wav', 'impulses/My room 2.wav']);
    expect(existsSync(join(folder, first.impulse))).toBe(true);
    const effect = {
      id: 'e',
      kind: 'convolution',
      order: 'a1',
      bypassed: false,
      parameters: {},
      presetName: null,
    };
    const command = { id: 'effect.insert', payload: { stripId: 'master', effect: { ...effect, ...first } } };
    await line.invoke('studio.command', { command, name: null, clientTag: null });
  });

  it('that is no audio is refused in a sentence and leaves nothing behind', async () => {
    const before = readdirSync(join(folder, 'impulses'));
    const text = join(host.dataFolder, 'Notes.wav');
    writeFileSync(text, 'These are not samples.');
    await expect(line.invoke('impulse.add', { path: text })).rejects.toThrow();
    expect(readdirSync(join(folder, 'impulses'))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('.impulse'))).toEqual([]);
  });
});
