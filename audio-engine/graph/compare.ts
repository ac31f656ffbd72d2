/** Whether two descriptions need the same nodes in the same places, so that only target values differ. */
import type { InsertDescription, PlanDescription, StripDescription } from './description.ts';

export function sameStructure(a: PlanDescription, b: PlanDescription): boolean {
  return (
    a.sampleRate === b.sampleRate &&
    a.strips.length === b.strips.length &&
    a.strips.every((strip, index) => sameStrip(strip, b.strips[index]!)) &&
    sameStrip(a.master, b.master)
  );
}

function sameStrip(a: StripDescription, b: StripDescription): boolean {
  return (
    a.id === b.id &&
    a.channels === b.channels &&
    a.compensationSamples === b.compensationSamples &&
    sameChain(a.inserts, b.inserts) &&
    sameChain(a.postFader, b.postFader)
  );
}

function sameChain(a: readonly InsertDescription[], b: readonly InsertDescription[]): boolean {
  return a.length === b.length && a.every((insert, index) => sameInsert(insert, b[index]!));
}

function sameInsert(a: InsertDescription, b: InsertDescription): boolean {
  if (a.id !== b.id || a.latencySamples !== b.latencySamples) return false;
  if (a.node === 'hosted') return b.node === 'hosted' && a.plugin === b.plugin;
  return b.node === 'effect' && a.kind === b.kind;
}
