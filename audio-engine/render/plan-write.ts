/** Writes a plan into shared memory as flat records of steps, tables of inputs, and units that threads share. */
import type { EffectDescription, PlanDescription } from '../graph/index.ts';
import type { Kernels, Pointer } from '../kernels/index.ts';
import type { TapPoint } from '../session/index.ts';
import type { NodeMemory } from './node-memory.ts';
import { Plan, type PlanParts } from './plan.ts';
import type { StripNodes } from './plan-nodes.ts';
import { divideStages, type StageShares } from './plan-units.ts';

/** Operations of a step: see kernels/assembly/run-plan.ts. */
const Op = {
  feed: 1,
  mix: 2,
  insert: 3,
  align: 4,
  fader: 5,
  meter: 6,
  faderAndMeter: 7,
  mixMono: 8,
  tap: 9,
  song: 10,
} as const;
const PLAN_WORDS = 8;
const RECORD_WORDS = 8;
const STEP_WORDS = 4;
const INPUT_WORDS = 2;
const UNIT_WORDS = 2;

type Step = [op: number, node: Pointer, argument: Pointer, other: Pointer];

/** Buffers of strips before and after their faders, by id. */
type Tapped = (stripId: string, point: TapPoint) => Pointer;

function stepsOf(nodes: StripNodes, inputs: Pointer, parts: PlanParts, tapped: Tapped): Step[] {
  const { strip, description, arrival, align } = nodes;
  const insertSteps = (inserts: StripNodes['inserts'], descriptions: typeof description.inserts): Step[] =>
    inserts.map((insert) => {
      const key = insert.isLeaving ? undefined : keyOf(descriptions, insert.id);
      const source = key ? tapped(key.fromId, key.point) : 0;
      return [Op.insert, insert.block, source, key ? (nodes.keys.get(insert.id)?.block ?? 0) : 0];
    });
  const head: Step = strip.feed
    ? [Op.feed, 0, strip.feed, 0]
    : [
        description.channels === 1 ? Op.mixMono : Op.mix,
        inputs,
        nodes.inputs.length,
        description.role === 'master' ? parts.mix : 0,
      ];
  const alignStep = (node: typeof align): Step[] => (node ? [[Op.align, node.block, 0, 0]] : []);
  return [
    head,
    ...alignStep(arrival),
    ...(strip.song ? [[Op.song, strip.song, 0, 0] satisfies Step] : []),
    ...insertSteps(nodes.inserts, description.inserts),
    ...alignStep(align),
    ...(strip.tap ? [[Op.tap, 0, 0, 0] satisfies Step] : []),
    ...(nodes.postFader.length === 0
      ? [[Op.faderAndMeter, 0, 0, 0] satisfies Step]
      : [
          [Op.fader, 0, 0, 0] satisfies Step,
          ...insertSteps(nodes.postFader, description.postFader),
          [Op.meter, 0, 0, 0] satisfies Step,
        ]),
  ];
}

function keyOf(descriptions: readonly { id: string }[], id: string): EffectDescription['key'] | undefined {
  const insert = descriptions.find((one) => one.id === id) as EffectDescription | undefined;
  return insert?.key;
}

/** What two strips must have in common to be run side by side: steps, and kernels that can be. */
function shapeOf(nodes: StripNodes, steps: readonly Step[]): string {
  const kinds = [...nodes.inserts, ...nodes.postFader].map((insert) => insert.what);
  return `${steps.map(([op]) => op).join()} ${kinds.join()}`;
}

/** Every strip that somebody hears before its fader keeps that apart. */
function openTaps(records: readonly StripNodes[], byId: ReadonlyMap<string, StripNodes>): void {
  for (const { description, inputs } of records) {
    for (const { edge } of inputs) if (edge.point === 'pre') byId.get(edge.fromId)?.strip.openTap();
    for (const insert of description.inserts)
      if (insert.node === 'effect' && insert.key?.point === 'pre')
        byId.get(insert.key.fromId)?.strip.openTap();
  }
}

export function writePlan(
  kernels: Kernels,
  memory: NodeMemory,
  description: PlanDescription,
  parts: PlanParts,
): Plan {
  const records = parts.strips;
  const byId = new Map(records.map((nodes) => [nodes.strip.id, nodes]));
  openTaps(records, byId);
  const tapped: Tapped = (id, point) => {
    const { strip } = byId.get(id)!;
    return point === 'pre' ? strip.tap : strip.output;
  };
  const inputWords = records.reduce((sum, { inputs }) => sum + inputs.length * INPUT_WORDS, 0);
  const inputTable = memory.allocate(Math.max(4, inputWords * 4));
  const inputs = new Int32Array(kernels.memory.buffer, inputTable, inputWords);
  let at = 0;
  const steps = records.map((nodes) => {
    const table = inputTable + at * 4;
    for (const { edge, node } of nodes.inputs) {
      inputs.set([tapped(edge.fromId, edge.point), node?.block ?? 0], at);
      at += INPUT_WORDS;
    }
    return stepsOf(nodes, table, parts, tapped);
  });
  const stages = divideStages(
    records,
    records.map((nodes, index) => shapeOf(nodes, steps[index]!)),
    parts.shares,
  );
  const pointer = layOut(kernels, memory, parts, records, steps, stages);
  return new Plan(pointer, memory, description, parts);
}

/** The plan's words, its records, their steps, its stages and its units, in one block. */
function layOut(
  kernels: Kernels,
  memory: NodeMemory,
  parts: PlanParts,
  records: readonly StripNodes[],
  steps: readonly (readonly Step[])[],
  stages: readonly StageShares[],
): Pointer {
  const stageWords = 2 + 2 * parts.shares;
  const units = stages.flatMap((shares) => shares.flat());
  const recordsAt = PLAN_WORDS;
  const stepsAt = recordsAt + records.length * RECORD_WORDS;
  const stagesAt = stepsAt + steps.reduce((sum, list) => sum + list.length, 0) * STEP_WORDS;
  const unitsAt = stagesAt + stages.length * stageWords;
  const length = unitsAt + units.length * UNIT_WORDS;
  const pointer = memory.allocate(length * 4);
  const words = new Int32Array(kernels.memory.buffer, pointer, length);
  const addressOf = (at: number): Pointer => pointer + at * 4;
  const recordAddress = (index: number): Pointer => addressOf(recordsAt + index * RECORD_WORDS);
  words.set([parts.run, records.length, addressOf(recordsAt), stages.length]);
  words.set([addressOf(stagesAt), addressOf(unitsAt), units.length], 4);
  let at = stepsAt;
  records.forEach(({ strip }, index) => {
    const list = steps[index]!;
    words.set(
      [addressOf(at), list.length, strip.block, strip.output, strip.tap, strip.dry],
      recordsAt + index * RECORD_WORDS,
    );
    for (const step of list) {
      words.set(step, at);
      at += STEP_WORDS;
    }
  });
  units.forEach(([a, b], index) => {
    words.set([recordAddress(a!), b === undefined ? 0 : recordAddress(b)], unitsAt + index * UNIT_WORDS);
  });
  let first = 0;
  stages.forEach((shares, stage) => {
    const row = stagesAt + stage * stageWords;
    words[row] = first;
    words[row + 1] = shares.reduce((sum, part) => sum + part.length, 0);
    shares.forEach((part, index) => {
      words[row + 2 + index * 2] = first;
      words[row + 3 + index * 2] = part.length;
      first += part.length;
    });
  });
  return pointer;
}
