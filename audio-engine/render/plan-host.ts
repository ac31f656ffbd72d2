/**
 * Gives plans memory: allocates their nodes, keeps node states by stable id from plan to plan, and frees what no
 * plan uses any more. Lives on the control thread (or the only thread of a job); the audio thread gets addresses.
 */
import type { PlanDescription } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { EffectKind } from '../session/document.ts';
import type { InstalledPlan, PlanChange } from './plan-types.ts';

export interface PlanHostOptions {
  sampleRate: number;
  /** Most quanta one `runPlan` call may render: 16 live (blocks to 1024 frames), 64 offline. Default 64. */
  capacityQuanta?: number;
  /** Quanta of a track's ring, a power of two. Default: the first that holds 350 ms. */
  ringQuanta?: number;
}

/** The face of PlanHost, for those who build on it. */
export interface PlanHostFace {
  /** The run block: see `RunWord`; give it to `ParameterRing`. */
  readonly run: Pointer;
  /** What `describePlan` asks for latencies with. */
  latencyOf(kind: EffectKind, values: readonly number[], sampleRate: number): number;
  /**
   * Gives a description memory. Nodes that the host knows by id keep their state and glide to their new targets;
   * new inserts fade in, removed ones fade out, within 20 ms. The plan before it stays valid until `release`.
   */
  install(description: PlanDescription): InstalledPlan;
  /** Frees a plan that nobody runs any more (call it after the audio thread has taken the next one). */
  release(plan: InstalledPlan): void;
  /**
   * Compares a new description with an installed plan. `structure` means: install it. `targets` means that only
   * values differ; they have been handed to `push` (address, value), one call for each.
   */
  retarget(
    plan: InstalledPlan,
    description: PlanDescription,
    push: (target: Pointer, value: number) => void,
  ): PlanChange;
  /** States zero, targets reached at once: the start of a run. Not while the plan is being run. */
  reset(plan: InstalledPlan): void;
}

export type PlanHostConstructor = new (
  kernels: Kernels,
  allocator: Allocator,
  options: PlanHostOptions,
) => PlanHostFace;
