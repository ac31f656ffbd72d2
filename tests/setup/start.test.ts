import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, cookieOf } from '../main/host-process.ts';

const root = resolve(import.meta.dirname, '../..');

/** A copy of the program as it is after installing without scripts: naudiodon there, but not built. */
function copyWithoutAddon(folder: string): void {
  for (const name of readdirSync(root)) {
    if (['node_modules', '.git', 'test-results', '.threshold'].includes(name)) continue;
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes(`${root}/dist/package`),
    });
  }
  const from = join(root, 'node_modules');
  const to = join(folder, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from))
    if (name !== 'naudiodon') symlinkSync(join(from, name), join(to, name));
  cpSync(join(from, 'naudiodon'), join(to, 'naudiodon'), {
    recursive: true,
    filter: (path) => !path.includes('naudiodon/build'),
  });
  rmSync(join(to, '.threshold-installed'), { force: true });
  writeFileSync(
    join(to, '.threshold-installed'),
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  );
}

describe('npm start with no compiler on the PATH', () => {
  const work = mkdtempSync(join(tmpdir(), 'threshold-start-'));
  const program = join(work, 'program');
  const data = join(work, 'data');
  const path = join(work, 'bin');
  let child: ChildProcess;
  let output = '';

  beforeAll(() => {
    mkdirSync(program);
    mkdirSync(data);
    mkdirSync(path);
    copyWithoutAddon(program);
    symlinkSync(process.execPath, join(path, 'node'));
    child = spawn(process.execPath, [join(program, 'main/setup/start.mjs'), '--no-window'], {
      env: {
        PATH: path,
        HOME: data,
        THRESHOLD_DATA: data,
        npm_config_nodedir: dirname(dirname(process.execPath)),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (text) => {
      output += String(text);
    });
    child.stderr?.on('data', (text) => {
      output += String(text);
    });
  });
  afterAll(async () => {
    if (child.exitCode === null) {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(work, { recursive: true, force: true });
  });

  it('starts, says in one sentence what is missing and what mends it, and plays the demo on the clocked device', async () => {
    await expect.poll(() => output, { timeout: 50_000 }).toMatch(/token=\S+/);
    expect(output).toMatch(/naudiodon cannot be built because .*missing: `sudo apt-get install [^`]+`/);
    const address = /http:\S+token=\S+/.exec(output)![0];
    const line = await connect(address, await cookieOf(address));
    try {
      await expect
        .poll(
          () =>
            line
              .invoke<{ document: { tracks: object } }>('studio.state')
              .then((s) => Object.keys(s.document.tracks).length)
              .catch(() => 0),
          { timeout: 60_000 },
        )
        .toBeGreaterThan(9);
      await line.invoke('transport.play', { fromSample: 0 });
      await expect
        .poll(
          () =>
            line.invoke<{ playing: boolean; device: { kind: string; notice: string | null } }>(
              'engine.status',
            ),
          { timeout: 20_000 },
        )
        .toMatchObject({ playing: true, device: { kind: 'clocked' } });
      const { device } = await line.invoke<{ device: { notice: string | null } }>('engine.status');
      expect(device.notice).toBeTruthy();
      await line.invoke('transport.stop');
    } finally {
      line.close();
    }
    expect(existsSync(join(data, 'demo'))).toBe(true);
  }, 150_000);
});
