/**
 * Gives plans memory: allocates their nodes, keeps node states by stable id from plan to plan, and frees what no
 * plan uses any more. Lives on the control thread (or the only thread of a job); the audio thread gets addresses.
 */
import { effectKinds } from '../effects/registry.ts';
import { type InsertDescription, type PlanDescription, sameStructure } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { EffectKind } from '../session/index.ts';
import { RunClock } from './automation-clock.ts';
import type { Impulses, Resource } from './impulses.ts';
import { NodeMemory, powerOfTwo } from './node-memory.ts';
import type { StripRoom } from './node-strip.ts';
import type { Plan } from './plan.ts';
import { CHANGE_BYTES, QUANTUM, QUANTUM_BYTES, RUN_BYTES, RUN_TEMPO_BYTE, RunWord } from './plan-layout.ts';
import { PlanNodes, type StripNodes } from './plan-nodes.ts';
import type { InstalledPlan, PlanChange } from './plan-types.ts';
import { writePlan } from './plan-write.ts';
import type { RunMap } from './run-map.ts';

export interface PlanHostOptions {
  sampleRate: number;
  /** Most quanta one `runPlan` call may render: 16 live (blocks to 1024 frames), 64 offline. Default 64. */
  capacityQuanta?: number;
  /** Quanta of a track's ring, a power of two. Default: the first that holds 350 ms. */
  ringQuanta?: number;
  /** Threads that plans are divided among. Default 1. */
  shares?: number;
  /** Impulse responses that plans may need: loaded before `install`. Without them their inserts are silent. */
  impulses?: Impulses;
}

const RING_SECONDS = 0.35;
const RING_CHANGES = 4096;
const LATENCY_VALUES = 256;

export class PlanHost {
  /** The run block: see `RunWord`; `ParameterRing` is made with it. */
  readonly run: Pointer;
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #room: StripRoom;
  readonly #values: Pointer;
  readonly #mix: Pointer;
  readonly #shares: number;
  readonly #clock: RunClock;
  readonly #impulses: Impulses | undefined;
  /** By arrays of values that cannot change any more. */
  readonly #latencies = new WeakMap<
    readonly number[],
    { kind: EffectKind; sampleRate: number; samples: number }
  >();
  /** Of the plan installed last: what the next one can keep. */
  #strips = new Map<string, StripNodes>();

  constructor(kernels: Kernels, allocator: Allocator, options: PlanHostOptions) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#room = {
      sampleRate: options.sampleRate,
      capacityQuanta: options.capacityQuanta ?? 64,
      ringQuanta: powerOfTwo(options.ringQuanta ?? Math.ceil((RING_SECONDS * options.sampleRate) / QUANTUM)),
    };
    this.#shares = options.shares ?? 1;
    this.#impulses = options.impulses;
    this.run = allocator.allocate(RUN_BYTES);
    this.#values = allocator.allocate(LATENCY_VALUES * 8);
    this.#mix = allocator.allocate(this.#room.capacityQuanta * QUANTUM_BYTES);
    const words = new Int32Array(kernels.memory.buffer, this.run, RUN_BYTES / 4);
    words[RunWord.playing] = 1;
    words[RunWord.ringPointer] = allocator.allocate(RING_CHANGES * CHANGE_BYTES);
    words[RunWord.ringMask] = RING_CHANGES - 1;
    this.#clock = new RunClock(kernels, allocator);
    words[RunWord.map] = this.#clock.pointer;
  }

  /** Latency in samples of an effect with these values: what `describePlan` asks. */
  readonly latencyOf = (kind: EffectKind, values: readonly number[], sampleRate: number): number => {
    const known = this.#latencies.get(values);
    if (known?.kind === kind && known.sampleRate === sampleRate) return known.samples;
    new Float64Array(this.#kernels.memory.buffer, this.#values, LATENCY_VALUES).set(values);
    const samples = this.#kernels.call[`${effectKinds[kind].prefix}_latency`]!(this.#values, sampleRate);
    if (Object.isFrozen(values)) this.#latencies.set(values, { kind, sampleRate, samples });
    return samples;
  };

  /**
   * Gives a description memory. Nodes that the host knows by id keep their state and glide to their new targets;
   * new inserts and sends fade in and removed ones fade out within 20 ms. The plan before it stays valid until `release`.
   */
  install(description: PlanDescription): InstalledPlan {
    new Float64Array(this.#kernels.memory.buffer, this.run + RUN_TEMPO_BYTE, 1)[0] = description.tempoBpm;
    const nodes = new PlanNodes(
      this.#kernels,
      this.#allocator,
      this.#room,
      this.#strips,
      description,
      this.#resourceOf,
    );
    const strips = nodes.strips([...description.strips, description.master]);
    const plan = writePlan(this.#kernels, new NodeMemory(this.#allocator), description, {
      run: this.run,
      mix: this.#mix,
      capacityQuanta: this.#room.capacityQuanta,
      shares: this.#shares,
      strips,
    });
    this.#strips = new Map(strips.map((strip) => [strip.strip.id, strip]));
    return plan;
  }

  readonly #resourceOf = (insert: InsertDescription): Resource | undefined =>
    insert.node === 'effect' && insert.impulse !== null ? this.#impulses?.find(insert.impulse) : undefined;

  /** Frees a plan that nobody runs any more: call it after the audio thread has taken the next one. */
  release(plan: InstalledPlan): void {
    (plan as Plan).release();
    // The plan that was installed last may go too: then the next one begins with nothing.
    for (const [id, nodes] of this.#strips) if (nodes.strip.memory.isFree) this.#strips.delete(id);
  }

  /**
   * Compares a new description with an installed plan. `structure` means: install it. `targets` means that only
   * values differ; they have been handed to `push`, one call each, and the plan has the new description.
   */
  retarget(
    plan: InstalledPlan,
    description: PlanDescription,
    push: (target: Pointer, value: number) => void,
  ): PlanChange {
    if (!sameStructure(plan.description, description)) return 'structure';
    return (plan as Plan).retarget(description, push) ? 'targets' : 'none';
  }

  /** Which sample of the session sounds at a sample of the run: what lanes follow. */
  follow(map: RunMap): void {
    this.#clock.follow(map);
  }

  /** States zero, targets reached at once: the start of a run. Not while another thread runs the plan. */
  reset(plan: InstalledPlan): void {
    this.#kernels.call.resetPlan!(plan.pointer);
  }
}
