/**
 * Row `mixdown-32`: 32 stereo tracks with an equaliser and a compressor each, mixed down to a file on all cores, beside
 * Ardour's own export of the same where it is installed; and row `two-cores`: what a second core is worth.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createWav } from '../../audio-engine/media/index.ts';
import { MIX_OUTPUT, renderOffline } from '../../audio-engine/render/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { ardourExport } from './ardour.ts';
import { fileSession } from './file-session.ts';
import { type Bench, type BenchRow, bestOf } from './row.ts';
import { SAMPLE_RATE } from './strips-shape.ts';

const TRACKS = 32;
const SECONDS = 156;
const ROUNDS = 3;

/** How many times real time the mix is written to a 24-bit file. */
async function mixdown(
  document: SessionDocument,
  folder: string,
  workers: number,
  name = `mix-${workers}`,
): Promise<number> {
  const start = performance.now();
  const wav = createWav(join(folder, `${name}.wav`), {
    channels: 2,
    sampleRate: SAMPLE_RATE,
    format: 's24',
  });
  await renderOffline({
    document,
    folder,
    outputs: [MIX_OUTPUT],
    limiter: false,
    range: { startSample: 0, endSample: SECONDS * SAMPLE_RATE },
    workers,
    onBlock: (blocks, frames) => void wav.write(blocks[0]!, frames),
  });
  wav.close();
  return (SECONDS * 1000) / (performance.now() - start);
}

/** The same mix on one core, in a thread of its own; for `mixdownTwice`. */
export async function mixdownApart(document: SessionDocument, folder: string): Promise<void> {
  await mixdown(document, folder, 1, 'mix-apart');
}

/**
 * What two cores of this machine give at most: two mixes at once that have nothing to do with each other, one core each,
 * in times real time of both together.
 */
async function mixdownTwice(document: SessionDocument, folder: string): Promise<number> {
  const apart = new Worker(
    `const { workerData: { module, document, folder } } = require('node:worker_threads');
     import(module).then(({ mixdownApart }) => mixdownApart(document, folder));`,
    { eval: true, workerData: { module: import.meta.url, document, folder } },
  );
  const start = performance.now();
  await Promise.all([
    mixdown(document, folder, 1),
    new Promise<void>((resolve, reject) => apart.once('exit', () => resolve()).once('error', reject)),
  ]);
  return (2 * SECONDS * 1000) / (performance.now() - start);
}

async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
  try {
    const document = fileSession(folder, TRACKS, SECONDS);
    const cores = Math.min(8, availableParallelism());
    // In turns, so that a busy moment of the machine meets both.
    let one = 0;
    let two = 0;
    let all = 0;
    let apart = 0;
    let ardour = 0;
    for (let round = 0; round < ROUNDS; round++) {
      one = Math.max(one, await mixdown(document, folder, 1));
      two = Math.max(two, await mixdown(document, folder, 2));
      apart = Math.max(apart, await mixdownTwice(document, folder));
      all = Math.max(all, cores > 2 ? await mixdown(document, folder, cores) : two);
    }
    ardour = await bestOf(2, () => ardourExport(folder, document, SECONDS));
    const unit = 'times real time';
    return [
      { name: 'mixdown-32', unit, ours: all, peers: ardour > 0 ? { 'Ardour export': ardour } : {} },
      {
        name: 'two-cores',
        unit,
        ours: two,
        peers: { 'the same on one core': one, 'two mixes at once, a core each': apart },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const mixdown32: Bench = {
  name: 'mixdown-32',
  rows: ['two-cores'],
  about:
    '32 stereo tracks of 156 s from 24-bit files, each with six equaliser bands and a compressor, mixed down to a file; and what a second core is worth.',
  run,
};
