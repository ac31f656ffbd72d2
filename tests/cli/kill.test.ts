/** Kill -9 at any moment: every step whose revision was printed is there when the session is opened again. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { importSong } from '../session/song.ts';
import { testFolder } from '../studio/folder.ts';
import { buildCli, startCli } from './built-cli.ts';

/** Two sessions at once, so many times each. */
const ROUNDS = 11;
let entry = '';

beforeAll(async () => {
  entry = await buildCli();
});
afterAll(() => rmSync(dirname(entry), { recursive: true, force: true }));

/** A repeatable source of moments (xorshift32, Marsaglia 2003). */
function moments(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const faderAt = (revision: number) => -(revision % 1400) / 10;
const commandAt = (revision: number) =>
  `${JSON.stringify({ id: 'strip.set', payload: { stripId: 'vox', faderDb: faderAt(revision) } })}\n`;

/** Streams commands from `revision + 1` on and kills the process after `acks` answers; answers the last revision it printed. */
function runAndKill(cwd: string, revision: number, acks: number, delayMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = startCli(entry, ['do', 'Song', '-'], cwd);
    let acknowledged = revision;
    let rest = '';
    let errors = '';
    let killed = false;
    const kill = () => {
      killed = true;
      child.kill('SIGKILL');
    };
    // A moment of the process's start, before anything is answered, is a moment too.
    const timer = acks === 0 ? setTimeout(kill, delayMs) : undefined;
    child.stderr.on('data', (bytes) => {
      errors += bytes;
    });
    child.stdout.on('data', (bytes) => {
      const lines = (rest + bytes).split('\n');
      rest = lines.pop()!;
      if (lines.length > 0) acknowledged = Number(lines.at(-1));
      if (acks > 0 && acknowledged - revision >= acks && !killed) kill();
    });
    child.on('error', reject);
    child.stdin.on('error', () => {});
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(acknowledged);
      else reject(new Error(`it ended by itself: ${errors}`));
    });
    let next = revision;
    const feed = () => {
      while (!killed) {
        next += 1;
        if (!child.stdin.write(commandAt(next))) {
          child.stdin.once('drain', feed);
          return;
        }
      }
    };
    feed();
  });
}

async function survive(cwd: string, seed: number): Promise<void> {
  const random = moments(seed);
  const options = { dataFolder: join(cwd, 'data'), serve: false };
  const folder = join(cwd, 'Song');
  const first = openStudio({ sampleRate: 48000, folder }, options);
  first.run(importSong);
  first.close();
  let revision = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const acks = round % 6 === 5 ? 0 : 1 + Math.floor(random() * 200);
    const acknowledged = await runAndKill(cwd, revision, acks, random() * 600);
    const studio = openStudio(folder, options);
    expect(studio.revision).toBeGreaterThanOrEqual(acknowledged);
    expect(studio.readOnly).toBeNull();
    revision = studio.revision;
    if (revision > 1) expect(studio.document.strips.vox!.faderDb).toBe(faderAt(revision) + 0);
    studio.close();
  }
  expect(revision).toBeGreaterThan(ROUNDS);
  const studio = openStudio(folder, options);
  for (let at = revision; at > revision - 20; at--) {
    expect(studio.document.strips.vox!.faderDb).toBe(faderAt(at) + 0);
    studio.undo();
  }
  studio.close();
}

describe('kill -9', () => {
  it('loses no acknowledged step', async () => {
    await Promise.all([2463534242, 88675123].map((seed) => survive(testFolder(), seed)));
  }, 180_000);
});
