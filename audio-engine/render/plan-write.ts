/** Writes a plan into shared memory as flat records of steps, and answers for its addresses afterwards. */
import { type PlanDescription, StripTarget, type StripTargetName } from '../graph/index.ts';
import type { Kernels, Pointer } from '../kernels/index.ts';
import type { AlignNode } from './node-align.ts';
import type { InsertNode } from './node-insert.ts';
import type { NodeMemory } from './node-memory.ts';
import type { StripNode } from './node-strip.ts';
import type { InstalledPlan } from './plan-types.ts';

export interface StripNodes {
  strip: StripNode;
  /** Leaving ones included. */
  inserts: InsertNode[];
  align: AlignNode | null;
  postFader: InsertNode[];
}

export interface PlanParts {
  run: Pointer;
  mix: Pointer;
  capacityQuanta: number;
  strips: StripNodes[];
  master: StripNodes;
}

/** Operations of a step: see kernels/assembly/run-plan.ts. */
const Op = { feed: 1, buffer: 2, insert: 3, align: 4, fader: 5, meter: 6, faderAndMeter: 7 } as const;
const PLAN_WORDS = 8;
const RECORD_WORDS = 8;
const STEP_WORDS = 4;

type Step = [op: number, node: Pointer, argument: Pointer];

function stepsOf(nodes: StripNodes, mix: Pointer): Step[] {
  const { strip } = nodes;
  return [
    strip.feed ? [Op.feed, 0, strip.feed] : [Op.buffer, 0, mix],
    ...nodes.inserts.map((insert): Step => [Op.insert, insert.block, 0]),
    ...(nodes.align ? [[Op.align, nodes.align.block, 0] satisfies Step] : []),
    ...(nodes.postFader.length === 0
      ? [[Op.faderAndMeter, 0, 0] satisfies Step]
      : [
          [Op.fader, 0, 0] satisfies Step,
          ...nodes.postFader.map((insert): Step => [Op.insert, insert.block, 0]),
          [Op.meter, 0, 0] satisfies Step,
        ]),
  ];
}

export function writePlan(
  kernels: Kernels,
  memory: NodeMemory,
  description: PlanDescription,
  parts: PlanParts,
): Plan {
  const records = [...parts.strips, parts.master];
  const steps = records.map((nodes) => stepsOf(nodes, parts.mix));
  const stepCount = steps.reduce((sum, list) => sum + list.length, 0);
  const pointer = memory.allocate((PLAN_WORDS + records.length * RECORD_WORDS + stepCount * STEP_WORDS) * 4);
  const words = new Int32Array(
    kernels.memory.buffer,
    pointer,
    PLAN_WORDS + records.length * RECORD_WORDS + stepCount * STEP_WORDS,
  );
  const recordsAt = PLAN_WORDS;
  const masterAt = recordsAt + parts.strips.length * RECORD_WORDS;
  words.set([parts.run, parts.strips.length, pointer + recordsAt * 4, pointer + masterAt * 4, parts.mix]);
  let at = masterAt + RECORD_WORDS;
  records.forEach((nodes, index) => {
    const list = steps[index]!;
    words.set(
      [pointer + at * 4, list.length, nodes.strip.block, nodes.strip.output],
      recordsAt + index * RECORD_WORDS,
    );
    for (const step of list) {
      words.set(step, at);
      at += STEP_WORDS;
    }
  });
  return new Plan(pointer, memory, description, parts);
}

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
  #description: PlanDescription;

  constructor(pointer: Pointer, memory: NodeMemory, description: PlanDescription, parts: PlanParts) {
    const records = [...parts.strips, parts.master];
    this.pointer = pointer;
    this.#description = description;
    this.capacityQuanta = parts.capacityQuanta;
    this.mix = parts.mix;
    this.master = parts.master.strip.output;
    this.#strips = new Map(records.map(({ strip }) => [strip.id, strip]));
    this.outputs = new Map(records.map(({ strip }) => [strip.id, strip.output]));
    this.meters = new Map(records.map(({ strip }) => [strip.id, strip.meter]));
    this.feeds = new Map(parts.strips.map(({ strip }) => [strip.id, strip.feed]));
    this.#all = records.flatMap((nodes) => [...nodes.inserts, ...nodes.postFader]);
    // Leaving ones first, so that one of the same id that is present wins.
    const present = this.#all.filter((insert) => !insert.isLeaving);
    this.#inserts = new Map([...this.#all, ...present].map((insert) => [insert.id, insert]));
    this.#memories = [
      memory,
      ...records.flatMap(({ strip, align }) => (align ? [strip.memory, align.memory] : [strip.memory])),
      ...this.#all.map((insert) => insert.memory),
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
    return this.#all.some((insert) => insert.isLeaving);
  }

  stripTarget(stripId: string, target: StripTargetName): Pointer {
    const strip = this.#strips.get(stripId);
    if (!strip) throw new Error(`strip ${stripId} is not in the plan`);
    return strip.block + StripTarget[target] * 8;
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
      to.forEach((value, index) => {
        if (value === from[index]) return;
        push(base + index * 8, value);
        changed = true;
      });
    };
    const chain = (from: PlanDescription['master']['inserts'], to: typeof from): void => {
      to.forEach((insert, index) => {
        const was = from[index];
        const node = this.#inserts.get(insert.id);
        if (!was || !node) return;
        compare(node.activeTarget, [was.bypassed ? 0 : 1], [insert.bypassed ? 0 : 1]);
        if (insert.node === 'effect' && was.node === 'effect')
          compare(node.params, was.values, insert.values);
      });
    };
    [...description.strips, description.master].forEach((strip, index) => {
      const was = before.strips[index] ?? before.master;
      compare(this.stripTarget(strip.id, 'inputTrimDb'), was.targets, strip.targets);
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
