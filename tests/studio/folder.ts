/** A folder of its own for a test, gone after it; and what a folder holds, byte for byte. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStudio, type Studio, type StudioOptions } from '../../audio-engine/studio/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';

export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file under a folder with the hash of its bytes. */
export function bytesOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length)] = createHash('sha256').update(readFileSync(path)).digest('hex');
  }
  return found;
}

export interface TestStudio {
  studio: Studio;
  folder: string;
  dataFolder: string;
  reopen: (options?: StudioOptions) => Studio;
}

export function testStudio(options: StudioOptions = {}): TestStudio {
  const root = testFolder();
  const dataFolder = join(root, 'data');
  const folder = join(root, 'Song');
  const open: Studio[] = [];
  const keep = (studio: Studio) => {
    open.push(studio);
    return studio;
  };
  onTestFinished(() => {
    for (const studio of open) studio.close();
  });
  const studio = keep(openStudio({ sampleRate: 48000, folder }, { dataFolder, serve: false, ...options }));
  return {
    studio,
    folder,
    dataFolder,
    reopen: (more) => keep(openStudio(folder, { dataFolder, serve: false, ...more })),
  };
}

/** The code of the failure that the work ends in. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ThresholdError) return error.failure.code;
    throw error;
  }
  return 'no failure';
}
