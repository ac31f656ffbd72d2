/** What the live engine and the offline renderer hold of a plan that has memory. */
import type { EdgeTargetName, PlanDescription, StripTargetName } from '../graph/index.ts';
import type { Pointer } from '../kernels/index.ts';

/**
 * A plan in shared memory. `pointer` is what `runPlan(pointer, firstQuantum, count)` takes, with
 * 1 <= count <= capacityQuanta; afterwards every output buffer holds those quanta from its start on, as
 * interleaved stereo doubles.
 */
export interface InstalledPlan {
  readonly pointer: Pointer;
  readonly description: PlanDescription;
  readonly capacityQuanta: number;
  readonly latencySamples: number;
  /** Buffers of post-fader outputs by strip id: tracks, buses, master, `hardware:<pair>` and `listen`. */
  readonly outputs: ReadonlyMap<string, Pointer>;
  /** The sum at the master strip's input. */
  readonly mix: Pointer;
  /** After the master's fader and final limiter. */
  readonly master: Pointer;
  /** Meter blocks by strip id, master included: for `MeterReader`. */
  readonly meters: ReadonlyMap<string, Pointer>;
  /** Feed blocks by track id. */
  readonly feeds: ReadonlyMap<string, Pointer>;
  /** Address of a strip's target, for the parameter ring. */
  stripTarget(stripId: string, target: StripTargetName): Pointer;
  /** Address of a target of a way out of a strip: a send's id, or `output` where that is more than added. */
  edgeTarget(stripId: string, edgeId: string, target: EdgeTargetName): Pointer | undefined;
  /** Address of an effect's target by its index in the effect's `parameters.ts`; undefined where it is not in the plan. */
  effectTarget(effectId: string, parameterIndex: number): Pointer | undefined;
  /** Address of an effect's activity: 1 = heard, 0 = bypassed; a change cross-fades in 20 ms. */
  activeTarget(effectId: string): Pointer | undefined;
  /** Address of an effect's insert block, for what is seen and heard beside the document: `live-insert.ts`. */
  insert(effectId: string): Pointer | undefined;
  /** Address of an effect's history, for `HistoryReader`; undefined where it is not in the plan. */
  history(effectId: string): Pointer | undefined;
  /** True while inserts or sends that were removed still fade out; installing again after 20 ms leaves them out. */
  readonly hasLeaving: boolean;
  /** True while inserts take the place of others: until the new ones have their own sound and have faded in. */
  readonly isSwitching: boolean;
}

/** What a change of the document means for a running plan. */
export type PlanChange = 'none' | 'targets' | 'structure';
