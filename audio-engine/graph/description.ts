/**
 * What a render plan consists of, before it has memory: strips in the order they are summed, their chains, and
 * the delays that line them up. Plain data that can be compared, posted and tested; `render/PlanHost` gives it
 * addresses.
 */
import type { EffectKind, Id } from '../session/index.ts';

export interface PlanDescription {
  sampleRate: number;
  /** Track strips in id order (plain string comparison): the order in which the bus adds them. */
  strips: StripDescription[];
  master: StripDescription;
  /** From a sample of a track to the same sample at the master's output. */
  latencySamples: number;
}

export interface StripDescription {
  id: Id;
  /** Mono strips pan, stereo strips balance. The master is stereo. */
  channels: 1 | 2;
  /** Null on the master: its input is the sum of the strips. */
  trackId: Id | null;
  /** In the order of `StripTarget`. */
  targets: StripTargets;
  inserts: InsertDescription[];
  /** After the fader: only the master's final limiter. */
  postFader: InsertDescription[];
  /** Sum of the latencies of inserts and postFader, bypassed ones included. */
  latencySamples: number;
  /** What aligns this strip with the slowest one, before its fader. */
  compensationSamples: number;
}

export type InsertDescription = EffectDescription | HostedDescription;

export interface EffectDescription {
  node: 'effect';
  id: Id;
  kind: EffectKind;
  bypassed: boolean;
  /** Every parameter's value in the order of the effect's `parameters.ts`. */
  values: number[];
  latencySamples: number;
}

/**
 * A plug-in that another process hosts. The plan carries all that it needs to be recalled and kept aligned; it
 * passes sound through delayed by its latency where no host answers.
 */
export interface HostedDescription {
  node: 'hosted';
  id: Id;
  /** Format and unique name, for example `clap:com.example.reverb`. */
  plugin: string;
  bypassed: boolean;
  /** The plug-in's own state, opaque. */
  state: Uint8Array | null;
  /** Normalised values by the plug-in's own parameter ids. */
  parameters: Record<string, number>;
  latencySamples: number;
}

/** Indices of a strip's target block. */
export const StripTarget = {
  inputTrimDb: 0,
  /** 0 or 1 */
  polarityInverted: 1,
  /** -1..1 */
  pan: 2,
  /** Index into PAN_LAWS. */
  panLaw: 3,
  faderDb: 4,
  /** 0 or 1: after mute, solo and solo-safe of the whole document. */
  audible: 5,
} as const;
export const STRIP_TARGETS = 6;
export type StripTargetName = keyof typeof StripTarget;
export type StripTargets = [number, number, number, number, number, number];

export interface DescribeOptions {
  /** Latency in samples of an effect with these values: `PlanHost.latencyOf`. */
  latencyOf(kind: EffectKind, values: readonly number[], sampleRate: number): number;
  /** False leaves out the master's final limiter. Default true. */
  limiter?: boolean;
  /** Hosted plug-ins by strip id, after the strip's own inserts. */
  hosted?: Record<Id, HostedDescription[]>;
}
