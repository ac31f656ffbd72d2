/**
 * Rows `loudnorm-…`: our master of the same songs beside ffmpeg's two-pass `loudnorm`, and beside matchering where
 * Python has it: how far from the target, how far above the ceiling by the 16x reference, how much of the peaks over
 * the loudness is kept, how fast.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterFile } from '../../audio-engine/delivery/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { openAudio } from '../../audio-engine/media/index.ts';
import { medianPsrDb } from './psr.ts';
import type { Bench, BenchRow } from './row.ts';
import { SONG_RATE, writeSong } from './song.ts';

const CEILING_DBTP = -1;
/** A song by its stems, how high its peaks are, and where it should go. */
const SONGS = [
  { name: 'whole', stems: [], peak: 0.5, lufs: -9 },
  { name: 'quiet', stems: ['Rhodes', 'Pad', 'Lead', 'Bass'], peak: 0.2, lufs: -14 },
  { name: 'drums', stems: ['Kick', 'Snare', 'Hats', 'Toms', 'Overheads', 'Bass'], peak: 0.9, lufs: -11 },
] as const;

interface Result {
  errorLu: number;
  overDb: number;
  psrDb: number;
  timesRealTime: number;
}

async function judge(path: string, lufs: number, took: number): Promise<Result> {
  const source = await openAudio(path);
  const m = await measureAudio(source);
  source.close();
  return {
    errorLu: Math.abs(m.integratedLufs! - lufs),
    overDb: m.truePeakDbtp! - CEILING_DBTP,
    psrDb: await medianPsrDb(path),
    timesRealTime: (m.durationSeconds * 1000) / took,
  };
}

/** First pass measures, second pass sets: what its manual asks for. */
function loudnorm(input: string, output: string, lufs: number, linear: boolean): void {
  const asked = `loudnorm=I=${lufs}:TP=${CEILING_DBTP}:LRA=20`;
  const quiet = ['-hide_banner', '-nostats', '-y', '-i', input, '-af'];
  const first = spawnSync('ffmpeg', [...quiet, `${asked}:print_format=json`, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  const found = JSON.parse(first.stderr.slice(first.stderr.lastIndexOf('{'))) as Record<string, string>;
  const measured = `measured_I=${found.input_i}:measured_TP=${found.input_tp}:measured_LRA=${found.input_lra}:measured_thresh=${found.input_thresh}:offset=${found.target_offset}`;
  const out = ['-ar', String(SONG_RATE), '-c:a', 'pcm_s24le', output];
  execFileSync('ffmpeg', [...quiet, `${asked}:${measured}:linear=${linear}`, ...out], { stdio: 'ignore' });
}

const hasMatchering = (): boolean =>
  spawnSync('python3', ['-c', 'import matchering'], { stdio: 'ignore' }).status === 0;

/** It has no target but a reference: our own master, whose loudness it is asked to reach. */
function matchering(input: string, output: string, reference: string): void {
  const script =
    'import sys, matchering as m; m.process(target=sys.argv[1], reference=sys.argv[2], results=[m.pcm24(sys.argv[3])])';
  execFileSync('python3', ['-c', script, input, reference, output], { stdio: 'ignore' });
}

const OURS = 'ours';
const PEERS = ['loudnorm linear=false', 'loudnorm linear=true'];
const MATCHERING = 'matchering';

async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
  const results = new Map<string, Result[]>();
  const kept: number[] = [];
  const withMatchering = hasMatchering();
  try {
    for (const { name, stems, peak, lufs } of SONGS) {
      const input = join(folder, `${name}.wav`);
      await writeSong(input, peak, stems);
      kept.push(await medianPsrDb(input));
      const ours = join(folder, `${name}-ours.wav`);
      const doing: Record<string, (output: string) => unknown> = {
        [OURS]: (path) =>
          masterFile({
            inputPath: input,
            path,
            format: 'wav',
            bits: '24',
            sampleRate: null,
            target: { lufs, ceilingDbtp: CEILING_DBTP },
          }),
        [PEERS[0]!]: (path) => loudnorm(input, path, lufs, false),
        [PEERS[1]!]: (path) => loudnorm(input, path, lufs, true),
        ...(withMatchering && { [MATCHERING]: (path) => matchering(input, path, ours) }),
      };
      for (const [who, make] of Object.entries(doing)) {
        const output = join(folder, `${name}-${who.replaceAll(/\W/g, '')}.wav`);
        const start = performance.now();
        await make(output);
        const took = performance.now() - start;
        results.set(who, [...(results.get(who) ?? []), await judge(output, lufs, took)]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const before = mean(kept);
  const row = (name: string, unit: string, of: (all: readonly Result[]) => number): BenchRow => ({
    name: `loudnorm-${name}`,
    unit,
    ours: of(results.get(OURS)!),
    peers: Object.fromEntries(
      [...results].filter(([who]) => who !== OURS).map(([who, all]) => [who, of(all)]),
    ),
    ...(!withMatchering && { absent: [MATCHERING] }),
    ...(name !== 'speed' && { plain: true }),
  });
  return [
    row('target', 'LU from the target at worst', (all) => Math.max(...all.map((r) => r.errorLu))),
    row('peak', 'dB of true peak above the ceiling at worst', (all) => Math.max(...all.map((r) => r.overDb))),
    row('psr', `dB of PSR kept (before ${before.toFixed(1)})`, (all) => mean(all.map((r) => r.psrDb))),
    row('speed', 'times real time', (all) => mean(all.map((r) => r.timesRealTime))),
  ];
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

export const loudnormRows: Bench = {
  name: 'loudnorm',
  about:
    'three rough mixes mastered to −9, −14 and −11 LUFS at −1 dBTP, beside two-pass loudnorm and matchering: target, true peak by the 16x reference, PSR, time.',
  run,
};
