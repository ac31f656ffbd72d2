/**
 * Opens the app window: a Chromium or Chrome without its bars, where one is found and there is a display. The
 * address with its token never stands in a command line: a private file sends the window there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// The same that decodes: one way to find a browser on this machine.
export { findBrowser } from '../../audio-engine/media/index.ts';

export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

export interface AppWindow {
  readonly process: ChildProcess;
  /** Removes the window's private files. */
  clean(): void;
}

export function openWindow(browser: string, address: string): AppWindow {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-window-'));
  const page = join(folder, 'open.html');
  const profile = join(folder, 'profile');
  // mkdtemp makes the folder 0700; the file holds the token for the second it takes to be used.
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><title>Threshold</title><script>location.replace(${JSON.stringify(address)})</script>`,
    { mode: 0o600 },
  );
  const args = [
    `--app=${pathToFileURL(page).href}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--window-size=1600,1000',
    '--autoplay-policy=no-user-gesture-required',
  ];
  // Chromium's sandbox refuses to run as root; the second flag keeps it from saying so over the window.
  if (process.getuid?.() === 0) args.push('--no-sandbox', '--test-type');
  const child = spawn(browser, args, { stdio: 'ignore' });
  child.on('error', () => {});
  setTimeout(() => rmSync(page, { force: true }), 15_000).unref();
  return {
    process: child,
    clean: () => {
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      } catch {
        // the browser may still hold its profile; the system's temporary folder is cleaned by the system
      }
    },
  };
}
