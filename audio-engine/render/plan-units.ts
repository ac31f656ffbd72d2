/**
 * Divides the strips of a stage into units that any thread can run: pairs of one shape, which run side by side, and
 * single strips; and gives every thread its own part of them, about equal in cost, so that states stay in one
 * core's cache from block to block. Who has finished takes over from others.
 */
import type { StripNodes } from './plan-nodes.ts';

/** Indices of records: one strip, or two. */
export type Unit = readonly number[];

/** For every share its units, heaviest first. */
export type StageShares = readonly (readonly Unit[])[];

export function divideStages(
  records: readonly StripNodes[],
  shapes: readonly string[],
  shares: number,
): StageShares[] {
  const stages: StageShares[] = [];
  const count = records.reduce((most, { stage }) => Math.max(most, stage + 1), 0);
  for (let stage = 0; stage < count; stage++) {
    const indices = records.flatMap((nodes, index) => (nodes.stage === stage ? [index] : []));
    stages.push(share(pairUp(indices, shapes), records, shares));
  }
  return stages;
}

function pairUp(indices: readonly number[], shapes: readonly string[]): Unit[] {
  const units: number[][] = [];
  const open = new Map<string, number[]>();
  for (const index of indices) {
    const shape = shapes[index]!;
    const half = open.get(shape);
    if (half) {
      half.push(index);
      open.delete(shape);
      continue;
    }
    const unit = [index];
    units.push(unit);
    open.set(shape, unit);
  }
  return units;
}

/** What a strip costs, in inserts: its own work is about half of one. */
function costOf({ inserts, postFader, inputs }: StripNodes): number {
  return 0.5 + inserts.length + postFader.length + inputs.length / 32;
}

function share(units: readonly Unit[], records: readonly StripNodes[], shares: number): StageShares {
  if (shares === 1) return [units];
  const cost = (unit: Unit): number => unit.reduce((sum, index) => sum + costOf(records[index]!), 0);
  const heaviestFirst = [...units].sort((a, b) => cost(b) - cost(a) || a[0]! - b[0]!);
  const parts = Array.from({ length: shares }, (): Unit[] => []);
  const sums = parts.map(() => 0);
  for (const unit of heaviestFirst) {
    const least = sums.indexOf(Math.min(...sums));
    parts[least]!.push(unit);
    sums[least]! += cost(unit);
  }
  return parts;
}
