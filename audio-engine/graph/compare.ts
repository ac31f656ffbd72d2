/** Whether two descriptions need the same nodes in the same places, so that only target values differ. */
import {
  type EdgeDescription,
  EdgeTarget,
  type InsertDescription,
  type KeyDescription,
  type PlanDescription,
  type StripDescription,
} from './description.ts';

export function sameStructure(a: PlanDescription, b: PlanDescription): boolean {
  return (
    a.sampleRate === b.sampleRate &&
    a.strips.length === b.strips.length &&
    a.strips.every((strip, index) => sameStrip(strip, b.strips[index]!)) &&
    sameStrip(a.master, b.master)
  );
}

/** An edge that only adds its source, as it is: it needs no node. */
export function isPlain(edge: EdgeDescription): boolean {
  return (
    edge.kind === 'output' &&
    !edge.automation &&
    edge.delaySamples === 0 &&
    edge.targets[EdgeTarget.open] === 1
  );
}

function sameStrip(a: StripDescription, b: StripDescription): boolean {
  if (a === b) return true;
  return (
    a.id === b.id &&
    a.role === b.role &&
    a.channels === b.channels &&
    a.stage === b.stage &&
    a.arrivalSamples === b.arrivalSamples &&
    a.compensationSamples === b.compensationSamples &&
    a.inputs.length === b.inputs.length &&
    a.inputs.every((edge, index) => sameEdge(edge, b.inputs[index]!)) &&
    sameChain(a.inserts, b.inserts) &&
    sameChain(a.postFader, b.postFader)
  );
}

function sameEdge(a: EdgeDescription, b: EdgeDescription): boolean {
  return (
    a.id === b.id &&
    a.kind === b.kind &&
    a.fromId === b.fromId &&
    a.point === b.point &&
    a.delaySamples === b.delaySamples &&
    isPlain(a) === isPlain(b)
  );
}

function sameChain(a: readonly InsertDescription[], b: readonly InsertDescription[]): boolean {
  return a.length === b.length && a.every((insert, index) => sameInsert(insert, b[index]!));
}

function sameInsert(a: InsertDescription, b: InsertDescription): boolean {
  if (a.id !== b.id || a.latencySamples !== b.latencySamples) return false;
  if (a.node === 'hosted') return b.node === 'hosted' && a.plugin === b.plugin;
  return b.node === 'effect' && a.kind === b.kind && a.impulse === b.impulse && sameKey(a.key, b.key);
}

function sameKey(a: KeyDescription | null, b: KeyDescription | null): boolean {
  if (a === null || b === null) return a === b;
  return a.fromId === b.fromId && a.point === b.point && a.delaySamples === b.delaySamples;
}
