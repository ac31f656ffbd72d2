/**
 * Starts a headless browser on one page. The page's address carries a secret, so it goes through a pipe, never in a
 * command line that other users of the machine could read.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Its helpers would write on into the profile while it is removed. */
function killAll(child: ChildProcess): void {
  try {
    if (child.pid && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
  child.kill('SIGKILL');
}

/** The function that comes back kills it and removes its profile. */
export function launchBrowser(program: string, address: string, gone: (error: Error) => void): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-decoder-'));
  const root = process.getuid?.() === 0;
  const child = spawn(
    program,
    [
      '--headless=new',
      ...(root ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-extensions',
      '--disable-background-networking',
      '--no-first-run',
      '--no-default-browser-check',
      '--mute-audio',
      `--user-data-dir=${folder}`,
      // A pipe for its orders; when this process dies, the pipe breaks and the browser ends with it.
      '--remote-debugging-pipe',
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // What it would leave in the system's folder when it is killed goes with its profile.
      env: { ...process.env, TMPDIR: folder },
      // A group of its own, so that its helpers can be ended with it; on Windows that would open a console.
      detached: process.platform !== 'win32',
    },
  );
  const orders = child.stdio[3] as Writable;
  const answers = child.stdio[4] as Readable;
  orders.on('error', gone);
  answers.on('error', () => {});
  answers.resume();
  orders.write(`${JSON.stringify({ id: 1, method: 'Target.createTarget', params: { url: address } })}\0`);
  for (const pipe of [orders, answers] as Partial<Socket>[]) pipe.unref?.();
  child.on('error', gone);
  child.on('exit', (code) => gone(new Error(`the browser ended with code ${code}`)));
  child.unref();

  const clean = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  return () => {
    killAll(child);
    try {
      clean();
    } catch {
      // The dying browser may still write into its profile: once more when it is gone.
      child.once('exit', () => {
        try {
          clean();
        } catch {
          // What is left lies in the system's folder for temporary files.
        }
      });
    }
  };
}
