/** A plan in shared memory, and the answers for its addresses. */
import {
  type EdgeDescription,
  EdgeTarget,
  type EdgeTargetName,
  type InsertDescription,
  type PlanDescription,
  StripTarget,
  type StripTargetName,
} from '../graph/index.ts';
import type { Pointer } from '../kernels/index.ts';
import type { EdgeNode } from './node-edge.ts';
import type { InsertNode } from './node-insert.ts';
import type { NodeMemory } from './node-memory.ts';
import type { StripNode } from './node-strip.ts';
import { RUN_TEMPO_BYTE } from './plan-layout.ts';
import type { StripNodes } from './plan-nodes.ts';
import type { InstalledPlan } from './plan-types.ts';

export interface PlanParts {
  run: Pointer;
  mix: Pointer;
  capacityQuanta: number;
  /** Threads that the strips are divided among. */
  shares: number;
  /** The master last. */
  strips: StripNodes[];
}

const sendKey = (stripId: string, edgeId: string): string => `${stripId} ${edgeId}`;

export class Plan implements InstalledPlan {
  readonly pointer: Pointer;
  readonly capacityQuanta: number;
  readonly outputs: ReadonlyMap<string, Pointer>;
  readonly mix: Pointer;
  readonly master: Pointer;
  readonly meters: ReadonlyMap<string, Pointer>;
  readonly feeds: ReadonlyMap<string, Pointer>;
  readonly #memories: NodeMemory[];
  readonly #strips: Map<string, StripNode>;
  readonly #inserts: Map<string, InsertNode>;
  readonly #all: InsertNode[];
  readonly #edges: EdgeNode[];
  /** Nodes of edges that stay, by source and edge id. */
  readonly #ways: Map<string, EdgeNode>;
  readonly #run: Pointer;
  #description: PlanDescription;

  constructor(pointer: Pointer, memory: NodeMemory, description: PlanDescription, parts: PlanParts) {
    const records = parts.strips;
    this.pointer = pointer;
    this.#description = description;
    this.capacityQuanta = parts.capacityQuanta;
    this.mix = parts.mix;
    this.master = records.at(-1)!.strip.output;
    this.#strips = new Map(records.map(({ strip }) => [strip.id, strip]));
    this.outputs = new Map(records.map(({ strip }) => [strip.id, strip.output]));
    this.meters = new Map(records.map(({ strip }) => [strip.id, strip.meter]));
    this.feeds = new Map(
      records.flatMap(({ strip }): [string, Pointer][] => (strip.feed ? [[strip.id, strip.feed]] : [])),
    );
    this.#run = parts.run;
    const inputs = records.flatMap((nodes) => nodes.inputs);
    this.#edges = inputs.flatMap(({ node }) => (node ? [node] : []));
    this.#ways = new Map(
      inputs.flatMap(({ edge, node }): [string, EdgeNode][] =>
        node && !node.isLeaving ? [[sendKey(edge.fromId, edge.id), node]] : [],
      ),
    );
    this.#all = records.flatMap((nodes) => [...nodes.inserts, ...nodes.postFader]);
    // Leaving ones first, so that one of the same id that is present wins.
    const present = this.#all.filter((insert) => !insert.isLeaving);
    this.#inserts = new Map([...this.#all, ...present].map((insert) => [insert.id, insert]));
    const aligns = records.flatMap((nodes) => [nodes.arrival, nodes.align, ...nodes.keys.values()]);
    for (const edge of this.#edges) aligns.push(edge.align);
    this.#memories = [
      memory,
      ...records.map(({ strip }) => strip.memory),
      ...aligns.flatMap((align) => align?.memories ?? []),
      ...this.#all.flatMap((insert) => insert.memories),
      ...this.#edges.map((edge) => edge.memory),
    ];
    for (const owned of this.#memories) owned.retain();
  }

  get description(): PlanDescription {
    return this.#description;
  }

  get latencySamples(): number {
    return this.#description.latencySamples;
  }

  get hasLeaving(): boolean {
    return [...this.#all, ...this.#edges].some((node) => node.isLeaving);
  }

  get isSwitching(): boolean {
    return this.#all.some((insert) => insert.switching !== null);
  }

  stripTarget(stripId: string, target: StripTargetName): Pointer {
    const strip = this.#strips.get(stripId);
    if (!strip) throw new Error(`strip ${stripId} is not in the plan`);
    return strip.block + StripTarget[target] * 8;
  }

  edgeTarget(stripId: string, edgeId: string, target: EdgeTargetName): Pointer | undefined {
    const node = this.#ways.get(sendKey(stripId, edgeId));
    return node && node.block + EdgeTarget[target] * 8;
  }

  effectTarget(effectId: string, parameterIndex: number): Pointer | undefined {
    const insert = this.#inserts.get(effectId);
    return insert && insert.params + parameterIndex * 8;
  }

  activeTarget(effectId: string): Pointer | undefined {
    return this.#inserts.get(effectId)?.activeTarget;
  }

  insert(effectId: string): Pointer | undefined {
    return this.#inserts.get(effectId)?.block;
  }

  history(effectId: string): Pointer | undefined {
    return this.#inserts.get(effectId)?.history;
  }

  /** Hands every value that differs to `push`; the structure must be the same. */
  retarget(description: PlanDescription, push: (target: Pointer, value: number) => void): boolean {
    const before = this.#description;
    let changed = false;
    const compare = (base: Pointer, from: readonly number[], to: readonly number[]): void => {
      if (from === to) return;
      to.forEach((value, index) => {
        if (value === from[index]) return;
        push(base + index * 8, value);
        changed = true;
      });
    };
    const chain = (from: readonly InsertDescription[], to: readonly InsertDescription[]): void => {
      to.forEach((insert, index) => {
        const was = from[index];
        const node = this.#inserts.get(insert.id);
        if (!was || !node) return;
        compare(node.activeTarget, [was.bypassed ? 0 : 1], [insert.bypassed ? 0 : 1]);
        if (insert.node !== 'effect' || was.node !== 'effect') return;
        compare(node.params, was.values, insert.values);
        if (!node.automate(insert)) return;
        // What no lane moves any more goes back to what the document says.
        push(node.activeTarget, insert.bypassed ? 0 : 1);
        insert.values.forEach((value, at) => push(node.params + at * 8, value));
        changed = true;
      });
    };
    const inputs = (from: readonly EdgeDescription[], to: readonly EdgeDescription[]): void => {
      to.forEach((edge, index) => {
        const was = from[index];
        const node = this.#ways.get(sendKey(edge.fromId, edge.id));
        if (!was || !node) return;
        compare(node.block, was.targets, edge.targets);
        if (node.automate(edge)) changed = true;
      });
    };
    compare(this.#run + RUN_TEMPO_BYTE, [before.tempoBpm], [description.tempoBpm]);
    [...description.strips, description.master].forEach((strip, index) => {
      const was = before.strips[index] ?? before.master;
      if (strip === was) return;
      compare(this.stripTarget(strip.id, 'inputTrimDb'), was.targets, strip.targets);
      const node = this.#strips.get(strip.id)!;
      if (node.automate(strip)) changed = true;
      if (node.song && was.song && strip.song) compare(node.song, was.song, strip.song);
      inputs(was.inputs, strip.inputs);
      chain(was.inserts, strip.inserts);
      chain(was.postFader, strip.postFader);
    });
    this.#description = description;
    return changed;
  }

  release(): void {
    for (const owned of this.#memories) owned.release();
    this.#memories.length = 0;
  }
}
