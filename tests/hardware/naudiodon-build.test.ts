/** The bounded step that builds naudiodon: whatever is missing, a sentence says so and the program still starts. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAddon } from '../../audio-engine/hardware/addon.ts';
import { openDevice } from '../../audio-engine/hardware/index.ts';

interface BuildStep {
  buildNaudiodon(options: {
    timeoutMs?: number;
    log?: (line: string) => void;
    folder?: string;
  }): Promise<{ ok: boolean; sentence: string }>;
}

const setup = fileURLToPath(new URL('../../main/setup/naudiodon.mjs', import.meta.url));
const { buildNaudiodon } = (await import(/* @vite-ignore */ pathToFileURL(setup).href)) as BuildStep;

const path = process.env.PATH;
let home: string;
let folder: string;
let bin: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'threshold-build-'));
  folder = join(home, 'node_modules', 'naudiodon');
  bin = join(home, 'bin');
  mkdirSync(folder, { recursive: true });
  mkdirSync(bin);
  writeFileSync(join(folder, 'binding.gyp'), '{}');
  process.env.PATH = bin;
});

afterEach(() => {
  process.env.PATH = path;
  rmSync(home, { recursive: true, force: true });
});

/** A program of that name on the PATH, which holds nothing else. */
function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function compiler(): void {
  for (const name of ['g++', 'make', 'python3']) program(name, 'exit 0');
}

describe('building naudiodon', () => {
  it('says what to install where there is no compiler', async () => {
    const { ok, sentence } = await buildNaudiodon({ folder });
    expect(ok).toBe(false);
    expect(sentence).toMatch(/C\+\+ compiler and make and Python 3 are missing: `sudo apt-get install/);
    expect(sentence).toMatch(/plays on its own clock/);
  });

  it('says so where the package was never installed', async () => {
    const { ok, sentence } = await buildNaudiodon({ folder: join(home, 'nothing') });
    expect(ok).toBe(false);
    expect(sentence).toMatch(/not installed: run `npm install`/);
  });

  it('gives up in time, and says where a compile fails', async () => {
    compiler();
    symlinkSync('/bin/sleep', join(bin, 'sleep'));
    program('npm', 'exec sleep 60');
    expect((await buildNaudiodon({ folder, timeoutMs: 300 })).sentence).toMatch(/not built within/);
    program('npm', 'exit 1');
    expect((await buildNaudiodon({ folder })).sentence).toMatch(/does not compile here: run `npm rebuild/);
    program('npm', 'exit 0');
    expect((await buildNaudiodon({ folder })).sentence).toMatch(/does not load/);
  });

  it('lets the engine play on the clock without it', () => {
    const loaded = loadAddon(home);
    expect(loaded).toMatchObject({ ok: false, sentence: expect.stringMatching(/not built/) });
    const opened = openDevice({ name: null, sampleRate: 48000, blockFrames: 256 }, loaded);
    expect(opened.device.kind).toBe('clocked');
    expect(opened.notice).toMatch(/not built/);
  });

  it('says why where it is built but does not load', () => {
    mkdirSync(join(folder, 'build', 'Release'), { recursive: true });
    writeFileSync(join(folder, 'build', 'Release', 'naudiodon.node'), 'no machine code');
    expect(loadAddon(home)).toMatchObject({ ok: false, sentence: expect.stringMatching(/does not load/) });
  });
});
