// Installs what is missing, with only Node and npm: packages without their install scripts (none is needed to
// run), then naudiodon in a bounded step of its own, so that a machine without a compiler still starts.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const MINIMUM_NODE = [20, 19];

/** Runs a program; resolves to its exit code, or to 124 when `timeoutMs` passed and it was stopped. */
export function run(program, args, { timeoutMs = 0, env = process.env, stdio = 'inherit', cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio,
      shell: process.platform === 'win32' && program === 'npm',
    });
    let late = false;
    const timer = timeoutMs
      ? setTimeout(() => {
          late = true;
          child.kill('SIGKILL');
        }, timeoutMs)
      : undefined;
    child.on('error', () => resolve(127));
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(late ? 124 : (code ?? 1));
    });
  });
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  console.error(
    `Threshold needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}. Get it from nodejs.org.`,
  );
  process.exit(1);
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const stampFile = join(root, 'node_modules', '.threshold-installed');

/** True when node_modules is what the lock file says. */
export function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash();
}

/** Installs the packages when they are missing or older than the lock file. */
export async function ensurePackages() {
  checkNode();
  if (isInstalled()) return;
  console.log('Installing packages (once, about a minute)…');
  // Not `npm ci`: it refuses a lock file that does not list the optional packages of other platforms. Versions
  // still come from the lock file, and it is left as it is.
  const code = await run(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    // The command line's stdout holds its own answer only: what npm says goes beside it.
    { stdio: ['inherit', 2, 'inherit'] },
  );
  if (code !== 0) {
    console.error(
      'npm could not install the packages. Check the network connection (or the npm registry setting) and start again.',
    );
    process.exit(1);
  }
  writeFileSync(stampFile, lockHash());
}

/**
 * Builds naudiodon where it is not built yet, and says in one sentence what is missing where that fails.
 * Never throws, never takes longer than three minutes: without it Threshold plays on the clocked device.
 */
export async function ensureNaudiodon({ quiet = false } = {}) {
  const { buildNaudiodon } = await import('./naudiodon.mjs');
  const result = await buildNaudiodon({
    timeoutMs: 180_000,
    log: quiet ? () => {} : (line) => console.log(line),
  });
  if (!result.ok) console.log(result.sentence);
  return result;
}
