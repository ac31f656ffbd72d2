/**
 * Rows `growth-…`: what one unit costs (a track's second, an effect's, a clip, a point) in small sessions and in
 * large ones, in processor time of one thread. A ratio of one is linear.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIX_OUTPUT, renderOffline } from '../../audio-engine/render/index.ts';
import type { Effect, SessionDocument } from '../../audio-engine/session/index.ts';
import { addClips, addPoints, emptyTracks, FILE_SECONDS, writeNoise } from './growth-sessions.ts';
import type { Bench, BenchRow } from './row.ts';
import { SAMPLE_RATE } from './strips-shape.ts';

const ROUNDS = 2;

/** Microseconds of processor time that a render of the whole document takes. */
async function renderMicroseconds(
  document: SessionDocument,
  folder: string,
  seconds: number,
): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await renderOffline({
      document,
      folder,
      outputs: [MIX_OUTPUT],
      limiter: false,
      range: { startSample: 0, endSample: Math.round(seconds * SAMPLE_RATE) },
      onBlock: () => {},
    });
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
}

interface Growth {
  name: string;
  about: string;
  /** Of one figure. */
  unit: string;
  /** From small to large, each with how it is called. */
  sizes: readonly [size: number, called: string][];
  /** Microseconds a unit at a size. */
  measure(size: number, folder: string): Promise<number>;
}

function benchOf({ name, about, unit, sizes, measure }: Growth): Bench {
  const run = async (): Promise<BenchRow[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-growth-'));
    try {
      writeNoise(folder);
      // What V8 compiles is not what is measured.
      await measure(sizes[0]![0], folder);
      const peers: Record<string, number> = {};
      for (const [size, called] of sizes.slice(0, -1)) peers[called] = await measure(size, folder);
      const [largest, called] = sizes.at(-1)!;
      return [{ name, unit: `${unit} with ${called}`, ours: await measure(largest, folder), peers }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { name, about, run };
}

const CLIP_TRACKS = 16;

export const growthRows: readonly Bench[] = [
  benchOf({
    name: 'growth-tracks',
    about: 'what a second of a track with equaliser and compressor costs, in sessions of few and of many.',
    unit: 'µs a track-second',
    sizes: [
      [16, '16 tracks'],
      [64, '64 tracks'],
      [256, '256 tracks'],
    ],
    async measure(tracks, folder) {
      const seconds = Math.max(4, Math.min(FILE_SECONDS, 640 / tracks));
      const document = addClips(
        emptyTracks(tracks, 'equaliser and compressor'),
        1,
        FILE_SECONDS * SAMPLE_RATE,
      );
      return (await renderMicroseconds(document, folder, seconds)) / (tracks * seconds);
    },
  }),
  benchOf({
    name: 'growth-effects',
    about: 'what a second of an effect costs, with few and with many of them on each of eight tracks.',
    unit: 'µs an effect-second',
    sizes: [
      [2, '2 effects a track'],
      [8, '8 effects a track'],
      [32, '32 effects a track'],
    ],
    async measure(effects, folder) {
      const tracks = 8;
      const seconds = Math.max(2, Math.min(FILE_SECONDS, 64 / effects));
      const document = addClips(
        emptyTracks(tracks, 'equaliser and compressor'),
        1,
        FILE_SECONDS * SAMPLE_RATE,
      );
      for (const [stripId, pair] of Object.entries(document.effects)) {
        const [first, second] = Object.values(pair);
        if (!first || !second) continue;
        const copies = Array.from({ length: effects }, (_, index): [string, Effect] => {
          const id = `${stripId}-${index}`;
          return [id, { ...(index % 2 ? second : first), id, order: String(index).padStart(3, '0') }];
        });
        document.effects[stripId] = Object.fromEntries(copies);
      }
      return (await renderMicroseconds(document, folder, seconds)) / (tracks * effects * seconds);
    },
  }),
  benchOf({
    name: 'growth-clips',
    about: `what a clip of a quarter of a second costs to play, in sessions of ${CLIP_TRACKS} tracks with few clips and with many.`,
    unit: 'µs a clip',
    sizes: [
      [512, '512 clips'],
      [5120, '5,120 clips'],
      [51_200, '51,200 clips'],
    ],
    async measure(clips, folder) {
      const each = clips / CLIP_TRACKS;
      const document = addClips(emptyTracks(CLIP_TRACKS, 'none'), each, SAMPLE_RATE / 4);
      return (await renderMicroseconds(document, folder, each / 4)) / clips;
    },
  }),
  benchOf({
    name: 'growth-automation',
    about: `what a point of a fader lane costs to play, a twentieth of a second from the next, on ${CLIP_TRACKS} tracks with few points and with many.`,
    unit: 'µs a point',
    sizes: [
      [512, '512 points'],
      [5120, '5,120 points'],
      [51_200, '51,200 points'],
    ],
    async measure(points, folder) {
      const each = points / CLIP_TRACKS;
      const seconds = each / 20;
      const clips = Math.ceil(seconds / FILE_SECONDS);
      const document = addPoints(
        addClips(emptyTracks(CLIP_TRACKS, 'none'), clips, FILE_SECONDS * SAMPLE_RATE),
        each,
        SAMPLE_RATE / 20,
      );
      return (await renderMicroseconds(document, folder, seconds)) / points;
    },
  }),
  benchOf({
    name: 'growth-hours',
    about:
      'what a second of a track with equaliser and compressor costs, in sessions of a minute and of hours.',
    unit: 'µs a track-second',
    sizes: [
      [60, 'a minute'],
      [900, 'a quarter of an hour'],
      [10_800, 'three hours'],
    ],
    async measure(seconds, folder) {
      const clips = seconds / FILE_SECONDS;
      const document = addClips(
        emptyTracks(1, 'equaliser and compressor'),
        clips,
        FILE_SECONDS * SAMPLE_RATE,
      );
      return (await renderMicroseconds(document, folder, seconds)) / seconds;
    },
  }),
];
