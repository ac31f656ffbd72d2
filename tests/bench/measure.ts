/**
 * Row `measure`: the whole command `threshold measure` on a master of ten minutes, from starting the program to its
 * answer, beside ffmpeg's `ebur128=peak=true` on the same file in the same run; and row `measure-samples`: the meters
 * alone, samples already decoded.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterFile } from '../../audio-engine/delivery/index.ts';
import { entryPath } from '../../audio-engine/entries.ts';
import { AudioMeter } from '../../audio-engine/measure/index.ts';
import { openAudio } from '../../audio-engine/media/index.ts';
import type { Bench, BenchRow } from './row.ts';
import { SONG_RATE, writeRepeated, writeSong } from './song.ts';

const SECONDS = 600;
const ROUNDS = 3;

/** Times real time of a program on the file. */
function command(program: string, args: readonly string[], seconds: number): number {
  const start = performance.now();
  execFileSync(program, args, { stdio: 'ignore', timeout: 300_000 });
  return (seconds * 1000) / (performance.now() - start);
}

async function blocksOf(path: string): Promise<Float64Array[]> {
  const source = await openAudio(path);
  const blocks: Float64Array[] = [];
  for (;;) {
    const block = await source.read(16384);
    if (!block) break;
    blocks.push(block);
  }
  source.close();
  return blocks;
}

function meters(blocks: readonly Float64Array[], lengthSamples: number): number {
  const start = performance.now();
  const meter = new AudioMeter({ sampleRate: SONG_RATE, channels: 2, lengthSamples });
  for (const block of blocks) meter.push(block, block.length / 2);
  meter.finish();
  return (lengthSamples * 1000) / SONG_RATE / (performance.now() - start);
}

async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
  try {
    const song = join(folder, 'song.wav');
    const master = join(folder, 'master.wav');
    const long = join(folder, 'long.wav');
    await writeSong(song, 0.5);
    // Dense and at its ceiling all the time: the hardest for a meter that leaves out what cannot be the peak.
    const target = { lufs: -9, ceilingDbtp: -1 };
    await masterFile({ inputPath: song, path: master, format: 'wav', bits: '24', sampleRate: null, target });
    await writeRepeated(long, master, SECONDS);
    const blocks = await blocksOf(long);
    const lengthSamples = blocks.reduce((sum, block) => sum + block.length / 2, 0);
    const seconds = lengthSamples / SONG_RATE;
    const filter = [
      '-hide_banner',
      '-nostats',
      '-i',
      long,
      '-filter_complex',
      'ebur128=peak=true',
      '-f',
      'null',
      '-',
    ];
    let ours = 0;
    let samples = 0;
    let ffmpeg = 0;
    // In turns, so that a busy moment of the machine meets all.
    for (let round = 0; round < ROUNDS; round++) {
      ours = Math.max(ours, command(process.execPath, [entryPath('cli/index.js'), 'measure', long], seconds));
      ffmpeg = Math.max(ffmpeg, command('ffmpeg', filter, seconds));
      samples = Math.max(samples, meters(blocks, lengthSamples));
    }
    const unit = 'times real time';
    const peers = { 'ffmpeg ebur128=peak=true': ffmpeg };
    return [
      { name: 'measure', unit, ours, peers },
      { name: 'measure-samples', unit, ours: samples, peers },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const measure: Bench = {
  name: 'measure',
  about:
    'a dense master of ten minutes measured by the whole command; and by the meters alone, without reading the file.',
  run,
};
