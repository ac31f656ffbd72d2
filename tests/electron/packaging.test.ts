import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ElectronMain } from './electron-main.ts';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** What electron-builder wants to find where the real binary would be. */
function fakeDist(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.4.1');
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'resources.pak',
    'chrome_100_percent.pak',
    'chrome_200_percent.pak',
    'locales/en-US.pak',
  ])
    writeFileSync(join(folder, name), name);
}

describe('the packaged app', () => {
  const work = mkdtempSync(join(tmpdir(), 'threshold-package-'));
  const output = join(work, 'out');
  const resources = join(output, 'linux-unpacked/resources');
  let listed: string[] = [];

  beforeAll(() => {
    fakeDist(join(work, 'electron'));
    // No fuses in a file that is no binary. A whole configuration of its own, because a given object is merged
    // into the file's.
    const { load } = require('js-yaml') as { load(text: string): Record<string, unknown> };
    const { electronFuses, ...config } = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
    expect(electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
    const file = join(work, 'builder.json');
    writeFileSync(
      file,
      JSON.stringify({ ...config, electronDist: join(work, 'electron'), directories: { output } }),
    );
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/electron-builder/cli.js'), '--linux', '--dir', '-c', file],
      {
        cwd: root,
        stdio: 'pipe',
      },
    );
    const asar = require('@electron/asar') as {
      listPackage(path: string, options: object): string[];
      extractAll(path: string, to: string): void;
    };
    listed = asar.listPackage(join(resources, 'app.asar'), {}).map((path) => path.replaceAll('\\', '/'));
    asar.extractAll(join(resources, 'app.asar'), join(work, 'extracted'));
    cpSync(join(resources, 'app.asar.unpacked'), join(work, 'extracted'), { recursive: true });
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('has a valid configuration', () => {
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
  });

  it('holds what runs and nothing that does not', () => {
    for (const path of [
      '/dist/main/electron.js',
      '/dist/preload/index.cjs',
      '/dist/renderer/index.html',
      '/assets/services.json',
      '/assets/demo/mix.json',
      '/package.json',
    ])
      expect(listed).toContain(path);
    expect(
      listed.filter(
        (path) =>
          /\.map$|^\/tests\/|electron-double|^\/node_modules\/(vitest|electron|playwright|assemblyscript)\//.test(
            path,
          ) && path.startsWith('/dist'),
      ),
    ).toEqual([]);
    expect(
      listed.filter((path) =>
        /^\/node_modules\/(vitest|electron|playwright|assemblyscript|@biomejs)(\/|$)|naudiodon\/(scratch|src)/.test(
          path,
        ),
      ),
    ).toEqual([]);
  });

  it('keeps beside the archive what workers, child processes and the linker open', () => {
    for (const path of [
      'dist/engine/kernels.wasm',
      'dist/engine/engine-process.js',
      'dist/engine/audio-worker.js',
      'dist/main/job-process.js',
      'package.json',
    ])
      expect(existsSync(join(resources, 'app.asar.unpacked', path)), path).toBe(true);
    const addon = join(root, 'node_modules/naudiodon/build/Release/naudiodon.node');
    if (existsSync(addon))
      expect(
        existsSync(join(resources, 'app.asar.unpacked/node_modules/naudiodon/build/Release/naudiodon.node')),
      ).toBe(true);
  });

  it('boots from the packaged files under the stand-in, opens a session and plays', async () => {
    expect(JSON.parse(readFileSync(join(work, 'extracted/package.json'), 'utf8')).main).toBe(
      'dist/main/electron.js',
    );
    const main = new ElectronMain([], join(work, 'extracted'));
    try {
      await main.until((t) => t.did === 'page', 'the page');
      await main.evaluate(
        "window.frames = 0; window.studio.onTelemetry(() => window.frames++); window.studio.invoke('transport.play', { fromSample: 0 })",
      );
      await expect
        .poll(() => main.evaluate<number>('window.frames'), { timeout: 20_000 })
        .toBeGreaterThan(10);
      expect(main.told.filter((t) => t.did === 'page-error')).toEqual([]);
    } finally {
      await main.end();
    }
  }, 90_000);
});
