/** The bench: every row there is, run by name or all in turn, printed for people or as JSON. */
import { detection } from './detection.ts';
import { detectionTracks } from './detection-tracks.ts';
import { fullChain } from './full-chain.ts';
import { growthRows } from './growth.ts';
import { live64 } from './live.ts';
import { loudnormRows } from './loudnorm.ts';
import { measure } from './measure.ts';
import { mixdown32 } from './mixdown.ts';
import { offline } from './offline.ts';
import { open64 } from './open.ts';
import { mixer100, timeline100 } from './page.ts';
import { resample } from './resample.ts';
import type { Bench, BenchRow } from './row.ts';
import { strips } from './strips.ts';

/** For a thread that a row starts. */
export { mixdownApart } from './mixdown.ts';

const benches: readonly Bench[] = [
  strips,
  resample,
  offline,
  mixdown32,
  live64,
  open64,
  timeline100,
  mixer100,
  measure,
  loudnormRows,
  fullChain,
  // Before detection: its name begins with that one's.
  detectionTracks,
  detection,
  ...growthRows,
];

/** Answers the exit code. */
export async function bench(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const names = args.filter((arg) => !arg.startsWith('--'));
  const known = (name: string): Bench | undefined =>
    benches.find((one) => name === one.name || name.startsWith(`${one.name}-`) || one.rows?.includes(name));
  const unknown = names.find((name) => !known(name));
  if (unknown !== undefined) {
    console.error(`There is no row ${unknown}. There are: ${benches.map((one) => one.name).join(', ')}.`);
    return 2;
  }
  const chosen = names.length > 0 ? [...new Set(names.map((name) => known(name)!))] : benches;
  const rows: BenchRow[] = [];
  for (const one of chosen) {
    if (!json) console.log(`${one.name}: ${one.about}`);
    for (const row of await one.run()) {
      if (names.length > 0 && !names.includes(row.name) && !names.includes(one.name)) continue;
      rows.push(row);
      if (!json) console.log(sentence(row));
    }
  }
  if (json) console.log(JSON.stringify(rows, null, 2));
  return 0;
}

/** Large figures whole, small ones with one decimal. */
function figure(value: number): string {
  return value < 100 ? value.toFixed(1) : String(Math.round(value));
}

function sentence({ name, unit, ours, peers, absent = [], plain }: BenchRow): string {
  const shown = (value: number): string => (plain ? value.toFixed(2) : figure(value));
  const others = Object.entries(peers).map(([peer, value]) =>
    plain ? `${peer} ${shown(value)}` : `${peer} ${shown(value)} (${(ours / value).toFixed(1)}x)`,
  );
  for (const peer of absent) others.push(`${peer} not here`);
  return `  ${name}: ${shown(ours)} ${unit}${others.length > 0 ? ` · ${others.join(' · ')}` : ''}`;
}
