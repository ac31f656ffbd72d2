/** A measurement: one figure of ours and, measured in the same run on the same machine, those of others. */
export interface BenchRow {
  name: string;
  unit: string;
  ours: number;
  peers: Record<string, number>;
  /** Others that would stand here but are not installed: said, not left out. */
  absent?: readonly string[];
  /** A figure of quality: it is read as it is, with two decimals and without a ratio. */
  plain?: boolean;
}

export interface Bench {
  name: string;
  /** Names of further rows it brings that do not begin with its own. */
  rows?: readonly string[];
  /** What is measured and against what, in one sentence. */
  about: string;
  run(): Promise<BenchRow[]>;
}

/** The best of several rounds: other programs can only make a measurement slower. */
export async function bestOf(rounds: number, measure: () => number | Promise<number>): Promise<number> {
  let best = 0;
  for (let round = 0; round < rounds; round++) best = Math.max(best, await measure());
  return best;
}
