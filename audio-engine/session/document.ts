/**
 * The session document: plain data, one owner (studio), sharded so that an edit touches little.
 *
 * Times are integer samples at the session's rate. Gains are dB; a gain at or below `SILENCE_DB` means no
 * signal. Pan is -1..1. Maps are keyed by id; order inside a map is by fractional `order` keys (plain string
 * comparison), so that moving one thing changes one thing.
 */

import { EFFECT_KINDS, type EffectKind } from '../effects/registry.ts';

export const SCHEMA_VERSION = 1;

/** At or below this a fader is at its stop: minus infinity. */
export const SILENCE_DB = -144;

export const MASTER_STRIP = 'master';

export type Id = string;

export interface SessionDocument {
  schemaVersion: number;
  session: SessionInfo;
  tempo: Tempo;
  loop: LoopRange;
  media: Record<Id, MediaFile>;
  tracks: Record<Id, Track>;
  /** Clips under their track's id. */
  clips: Record<Id, Record<Id, Clip>>;
  /** One strip for each track under the track's id, and `master`. */
  strips: Record<Id, Strip>;
  /** Inserts under their strip's id. */
  effects: Record<Id, Record<Id, Effect>>;
  markers: Record<Id, Marker>;
  release: Release;
}

export interface SessionInfo {
  id: Id;
  name: string;
  sampleRate: number;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface Tempo {
  bpm: number;
  numerator: number;
  denominator: number;
}

export interface LoopRange {
  startSample: number;
  endSample: number;
  enabled: boolean;
}

/** What is stored in `audio/`: always WAV at the session's rate, one or two channels. */
export interface MediaFile {
  id: Id;
  /** The name a person knows it by: that of the imported file, without its ending. */
  name: string;
  /** Path inside the session folder, with forward slashes: `audio/Kick.wav`. */
  file: string;
  channels: 1 | 2;
  sampleRate: number;
  lengthSamples: number;
  /** 8, 16, 24, 32, or 32 / 64 float. */
  sampleFormat: 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64';
  origin: MediaOrigin;
}

export interface MediaOrigin {
  fileName: string;
  format: string;
  sampleRate: number;
  channels: number;
  /** What was done to it on the way in, one sentence each; empty where bytes were copied as they are. */
  conversions: string[];
}

export const TRACK_COLORS = [
  'clay',
  'ochre',
  'olive',
  'sage',
  'teal',
  'slate',
  'iris',
  'mauve',
  'rose',
  'stone',
] as const;
export type TrackColor = (typeof TRACK_COLORS)[number];

export interface Track {
  id: Id;
  name: string;
  color: TrackColor;
  channels: 1 | 2;
  order: string;
}

export const FADE_SHAPES = ['linear', 'equal-power', 's-curve'] as const;
export type FadeShape = (typeof FADE_SHAPES)[number];

export interface Fade {
  lengthSamples: number;
  shape: FadeShape;
}

export interface Clip {
  id: Id;
  mediaId: Id;
  name: string;
  /** Where it begins on the timeline. */
  startSample: number;
  lengthSamples: number;
  /** First sample of the media that is heard. */
  offsetSamples: number;
  gainDb: number;
  fadeIn: Fade;
  fadeOut: Fade;
  muted: boolean;
}

/**
 * How a strip places sound between the speakers. Mono strips: the law's number is the gain in the centre
 * against the sides (`0`: min(1, 1∓p), so that the centre is untouched). Stereo strips: balance,
 * min(1, 1∓p), whatever the law.
 */
export const PAN_LAWS = ['0', '-3', '-4.5', '-6'] as const;
export type PanLaw = (typeof PAN_LAWS)[number];

export interface Strip {
  id: Id;
  inputTrimDb: number;
  polarityInverted: boolean;
  pan: number;
  panLaw: PanLaw;
  /** -144 (minus infinity) .. +12. */
  faderDb: number;
  mute: boolean;
  solo: boolean;
  /** Keeps sounding while others are soloed. */
  soloSafe: boolean;
}

export { EFFECT_KINDS, type EffectKind };

/** An insert. On the master strip a limiter is always the last stage, after the fader: nothing may follow a ceiling. */
export interface Effect {
  id: Id;
  kind: EffectKind;
  order: string;
  bypassed: boolean;
  /** Only values that differ from the parameter's default need be here. */
  parameters: Record<string, number>;
  presetName: string | null;
}

export interface Marker {
  id: Id;
  sample: number;
  name: string;
}

export interface Release {
  title: string;
  artist: string;
  /** Name of a target in assets/targets.json, or null for none chosen. */
  targetName: string | null;
}
