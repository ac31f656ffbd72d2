import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { programFolder } from '../../audio-engine/entries.ts';

const run = promisify(execFile);
// Below the program, so that what runs there finds the kernels and the packages.
const folder = mkdtempSync(join(programFolder(), 'dist', 'garbage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('20,000 quanta with every effect, sends, automation, moving parameters and plan swaps leave nothing to collect', async () => {
  await build({
    root: programFolder(),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(programFolder(), 'tests/render/garbage-run.ts'),
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'run.js' } },
    },
  });
  // V8 also collects when some seconds have passed since it last did, whatever was allocated: not that.
  const args = ['--expose-gc', '--no-memory-reducer', join(folder, 'run.js')];
  const { stdout } = await run(process.execPath, args);
  const { collections, growth, peak } = JSON.parse(stdout);
  expect(peak).toBeGreaterThan(0.01);
  expect(collections).toBe(0);
  expect(growth).toBeLessThan(64 * 1024);
});
