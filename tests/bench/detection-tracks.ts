/**
 * How the mix check detects faults between tracks: each put into four mixes at three strengths, of songs that its limits
 * were not set on; and what it says of clean mixes of every genre. Shares in percent, not times.
 */
import { type Strength, TRACK_FAULTS } from '../advice/corpus/faults-tracks.ts';
import {
  emptyProofRow,
  proveClean,
  proveFault,
  trackGenres,
  UNSEEN_TRACK_SEEDS,
} from '../advice/corpus/proof-tracks.ts';
import type { Bench, BenchRow } from './row.ts';

const SECONDS = 8;
const STRENGTHS: readonly [Strength, string][] = [
  [0, 'weak'],
  [1, 'middle'],
  [2, 'strong'],
];
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

export const detectionTracks: Bench = {
  name: 'detection-tracks',
  about:
    'The mix check on faults between tracks it never saw: percent found at each strength, and false alarms on clean mixes.',
  async run() {
    let lines = 0;
    let falseLines = 0;
    let alarmed = 0;
    const clean = trackGenres.flatMap((genre, i) =>
      // Two songs of each genre.
      [0, 1].map((n) => ({ genre, seed: UNSEEN_TRACK_SEEDS[(i + 2 * n) % UNSEEN_TRACK_SEEDS.length]! })),
    );
    for (const { genre, seed } of clean) {
      const said = await proveClean(genre, seed, SECONDS);
      lines += said.lines;
      falseLines += said.alarms.length;
      if (said.alarms.length > 0) {
        alarmed++;
        console.error(`  ${genre} ${seed}: ${said.alarms.join(', ')}`);
      }
    }
    const all: BenchRow[] = [];
    const rows = TRACK_FAULTS.map(({ name }) => emptyProofRow(name));
    const row = (name: string, ours: number, unit: string): void => {
      all.push({ name: `detection-tracks-${name}`, unit, ours, peers: {} });
    };
    for (const one of rows) {
      const missed: string[] = [];
      for (const [strength, name] of STRENGTHS) {
        for (const seed of UNSEEN_TRACK_SEEDS) {
          const { genre, isFound } = await proveFault(one, seed, strength, SECONDS);
          if (!isFound && strength > 0) missed.push(`${name} ${genre} ${seed}`);
        }
        row(
          `${one.fault.replaceAll(/[^a-z0-9]+/gi, '-')}-${name}`,
          percent(one.found[strength], one.tried[strength]),
          '% found',
        );
      }
      console.error(`  ${one.fault}${missed.length > 0 ? `: missed ${missed.join(', ')}` : ''}`);
    }
    for (const [strength, name] of STRENGTHS) {
      const sum = (of: 'found' | 'tried') => rows.reduce((total, one) => total + one[of][strength], 0);
      row(`all-${name}`, percent(sum('found'), sum('tried')), '% found');
    }
    row('false-alarms', percent(falseLines, lines), '% of lines');
    row('clean-mixes-with-an-alarm', percent(alarmed, clean.length), '% of mixes');
    return all;
  },
};
