// Finds Electron's binary, or fetches it: bounded, with progress, never a hang, and not again for a day after it
// could not be had.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.mjs';

const FETCH_MS = 120_000;
const ASK_AGAIN_MS = 24 * 3600 * 1000;
const remembered = join(root, '.threshold', 'electron-not-had');

/** Path of the binary that is there, or undefined. */
export function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    const path = join(override ?? join(folder, 'dist'), name);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The binary, fetched where it is missing; undefined where it cannot be had now. */
export async function ensureElectron() {
  const there = electronBinary();
  if (there) return there;
  if (existsSync(remembered) && Date.now() - statSync(remembered).mtimeMs < ASK_AGAIN_MS) return undefined;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return undefined;
  console.log(`Fetching Electron (about 120 MB, at most ${FETCH_MS / 1000} s)…`);
  const started = Date.now();
  const progress = setInterval(
    () => console.log(`  still fetching, ${Math.round((Date.now() - started) / 1000)} s`),
    10_000,
  );
  const code = await run(process.execPath, [installer], { timeoutMs: FETCH_MS, stdio: 'ignore' });
  clearInterval(progress);
  const path = electronBinary();
  if (code === 0 && path) return path;
  mkdirSync(join(root, '.threshold'), { recursive: true });
  writeFileSync(remembered, new Date().toISOString());
  console.log(
    'Electron could not be fetched here; Threshold opens in a browser window instead. It will try again tomorrow.',
  );
  return undefined;
}
