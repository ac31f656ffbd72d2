/**
 * What a render plan consists of, before it has memory: strips in the order they are run, what each one adds up,
 * their chains, and the delays that line everything up. Plain data that can be compared, posted and tested;
 * `render/PlanHost` gives it addresses.
 */
import type { EffectKind, Id, TapPoint } from '../session/index.ts';
import type { AutomationDescription } from './automation.ts';
import type { SongTargets } from './song.ts';

export interface PlanDescription {
  sampleRate: number;
  tempoBpm: number;
  /** All strips but the master, by stage and, within one, by id (plain string comparison). */
  strips: StripDescription[];
  master: StripDescription;
  /** From a sample of a track to the same sample at the outputs: those of the master and of all hardware pairs. */
  latencySamples: number;
}

/** `hardware` adds up what goes to one pair of the device's outputs, `listen` what is listened to apart from the mix. */
export type StripRole = 'track' | 'bus' | 'master' | 'hardware' | 'listen';

export interface StripDescription {
  /** Of a hardware pair `hardware:<pair>`; `listen` for what is listened to. */
  id: Id;
  role: StripRole;
  /** Mono strips pan, stereo strips balance. The master is stereo. */
  channels: 1 | 2;
  /** Null where the input is the sum of `inputs`. */
  trackId: Id | null;
  /** Depends on strips of lower stages only. */
  stage: number;
  /** In the order of `StripTarget`. */
  targets: StripTargets;
  /** What is added up, in this order: by the source's id, then the edge's (plain string comparison). */
  inputs: EdgeDescription[];
  inserts: InsertDescription[];
  /** After the fader: only the master's final limiter. */
  postFader: InsertDescription[];
  /** Sum of the latencies of inserts and postFader, bypassed ones included. */
  latencySamples: number;
  /** How late the sound at the first insert is; a track's source is delayed by it, a sum's inputs are brought to it. */
  arrivalSamples: number;
  /** What all ways out of a track have to wait, before its fader; a sum lets what feeds it wait. */
  compensationSamples: number;
  /** How late the sound that leaves the strip after its fader is. */
  departureSamples: number;
  /** Lanes of its own controls, where some are read. */
  automation?: AutomationDescription;
  /** Of the master: head, tail and fades of the song, before its inserts. */
  song?: SongTargets;
}

/** One way from a strip into a sum. */
export interface EdgeDescription {
  /** `output`, or the id of the send: unique among the ways out of its source. */
  id: Id;
  kind: 'output' | 'send' | 'listen';
  fromId: Id;
  point: TapPoint;
  /** In the order of `EdgeTarget`. */
  targets: EdgeTargets;
  /** What brings it to the sum's latest input. */
  delaySamples: number;
  automation?: AutomationDescription;
}

/** Indices of an edge's target block. */
export const EdgeTarget = {
  levelDb: 0,
  /** -1..1, balance */
  pan: 1,
  /** 0 or 1: not muted, and not shut by a solo. */
  open: 2,
} as const;
export type EdgeTargetName = keyof typeof EdgeTarget;
export type EdgeTargets = [levelDb: number, pan: number, open: number];

export type InsertDescription = EffectDescription | HostedDescription;

export interface EffectDescription {
  node: 'effect';
  id: Id;
  kind: EffectKind;
  bypassed: boolean;
  /** Every parameter's value in the order of the effect's `parameters.ts`. */
  values: readonly number[];
  latencySamples: number;
  /** What it listens to instead of its own input. */
  key: KeyDescription | null;
  /** The impulse response it needs, as the document names it. */
  impulse: string | null;
  automation?: AutomationDescription;
}

export interface KeyDescription {
  fromId: Id;
  point: TapPoint;
  /** What brings it into line with the insert's input. */
  delaySamples: number;
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
  /** With those of its VCAs. */
  faderDb: 4,
  /** 0 or 1: after mute, solo and solo-safe of the whole document. */
  audible: 5,
  /** 0 mono, 1 as it is, 2 sides twice; stereo strips only. */
  width: 6,
  /** Index into PAN_MODES. */
  panMode: 7,
} as const;
export const STRIP_TARGETS = 8;
export type StripTargetName = keyof typeof StripTarget;
export type StripTargets = [number, number, number, number, number, number, number, number];

/** The strip that adds up what is listened to. */
export const LISTEN_STRIP = 'listen';

export interface DescribeOptions {
  /** Latency in samples of an effect with these values: `PlanHost.latencyOf`. */
  latencyOf(kind: EffectKind, values: readonly number[], sampleRate: number): number;
  /** False leaves out the master's final limiter. Default true. */
  limiter?: boolean;
  /** Hosted plug-ins by strip id, after the strip's own inserts. */
  hosted?: Record<Id, HostedDescription[]>;
  /**
   * Strips listened to before or after their fader, apart from the mix: adds the strip `listen` (also for an empty
   * list, so that listening begins and ends with fades). Live only.
   */
  listen?: readonly { stripId: Id; point: TapPoint }[];
}
