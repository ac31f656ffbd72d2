/**
 * The session document: plain data, one owner (studio), sharded so that an edit touches little.
 *
 * Times are integer samples at the session's rate. Gains are dB; a gain at or below `SILENCE_DB` means no
 * signal. Pan is -1..1. Maps are keyed by id; order inside a map is by fractional `order` keys (plain string
 * comparison), so that moving one thing changes one thing.
 */

import { EFFECT_KINDS, type EffectKind } from '../effects/registry.ts';

export const SCHEMA_VERSION = 3;

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
  /** Buses, returns and cue mixes. */
  buses: Record<Id, Bus>;
  /** One strip for each track and each bus under its id, and `master`. */
  strips: Record<Id, Strip>;
  /** Inserts under their strip's id. */
  effects: Record<Id, Record<Id, Effect>>;
  /** Sends under the id of the strip they leave. */
  sends: Record<Id, Record<Id, Send>>;
  vcas: Record<Id, Vca>;
  groups: Record<Id, LinkGroup>;
  folders: Record<Id, Folder>;
  /** Lanes under their strip's id, by what they move (`AutomationLane.id`). */
  automation: Record<Id, Record<Id, AutomationLane>>;
  scenes: Record<Id, Scene>;
  markers: Record<Id, Marker>;
  master: MasterRoom;
  references: Record<Id, Reference>;
  /** What was noticed while listening through: the next day's list. */
  notes: Record<Id, Note>;
  /** Findings of the mix check that were set aside, by their key. */
  dismissed: Record<string, Dismissal>;
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
  /**
   * When its sound began, at the session's rate, as its recorder or another workstation wrote into it: since midnight,
   * or since that session's start. Not there where the file does not say.
   */
  recordedAtSample?: number;
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
  folderId: Id | null;
  /** How much later (or, negative, earlier) than its clips say the track sounds. */
  delaySamples: number;
  frozen: Frozen | null;
  /** What it plays in the arrangement; null goes by its name. */
  role: TrackRole | null;
}

export const TRACK_ROLES = [
  'lead-vocal',
  'backing-vocal',
  'kick',
  'snare',
  'drums',
  'bass',
  'guitar',
  'keys',
  'pad',
  'lead',
  'effects',
  'other',
] as const;
export type TrackRole = (typeof TRACK_ROLES)[number];

/** A track's inserts rendered to a file that plays in their place until it is thawed. */
export interface Frozen {
  mediaId: Id;
  /** Where the file begins on the timeline. */
  startSample: number;
}

/** A return is a bus that sends feed; a cue is a mix for somebody's headphones, apart from the master. */
export const BUS_KINDS = ['bus', 'return', 'cue'] as const;
export type BusKind = (typeof BUS_KINDS)[number];

export interface Bus {
  id: Id;
  name: string;
  kind: BusKind;
  color: TrackColor;
  /** A mono bus folds what it gets to one channel, at half of left and right, and pans it. */
  channels: 1 | 2;
  order: string;
  folderId: Id | null;
}

/** Keeps tracks and buses together in both views; it makes no sound. */
export interface Folder {
  id: Id;
  name: string;
  color: TrackColor;
  order: string;
  parentId: Id | null;
}

/** A fader without sound of its own: its dB are added to those of the strips that follow it. */
export interface Vca {
  id: Id;
  name: string;
  color: TrackColor;
  order: string;
  faderDb: number;
  mute: boolean;
  solo: boolean;
}

/** Strips whose controls move together, each by the same amount. */
export interface LinkGroup {
  id: Id;
  name: string;
  color: TrackColor;
  order: string;
  active: boolean;
  stripIds: Id[];
  links: { fader: boolean; pan: boolean; mute: boolean; solo: boolean; sends: boolean; inserts: boolean };
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
  /**
   * Stereo strips: `balance` turns the far side down; `stereo` moves it over, so that nothing of a side is lost:
   * panned right by p, the left channel's part p goes to the right.
   */
  panMode: PanMode;
  /** Of a stereo strip: 0 mono, 1 as it is, 2 sides twice. */
  width: number;
  /** Where the strip goes after its fader: `master`, a bus, `hardware:2` (second pair of outputs), or nowhere. */
  output: Id | null;
  vcaIds: Id[];
}

export const PAN_MODES = ['balance', 'stereo'] as const;
export type PanMode = (typeof PAN_MODES)[number];

/** `output` of a strip that goes to a pair of the device's outputs, apart from the master: 1-based pair after this. */
export const HARDWARE_OUTPUT = 'hardware:';

export const TAP_POINTS = ['pre', 'post'] as const;
/** After the inserts: before the fader (and its mute), or after fader and pan. */
export type TapPoint = (typeof TAP_POINTS)[number];

export interface Send {
  id: Id;
  toStripId: Id;
  order: string;
  point: TapPoint;
  /** -144 (minus infinity) .. +12. */
  levelDb: number;
  /** Balance of what is sent. */
  pan: number;
  muted: boolean;
}

/** What an insert listens to instead of its own input. */
export interface SideChain {
  stripId: Id;
  point: TapPoint;
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
  /** Only of effects that are `keyed`. */
  sideChain: SideChain | null;
  /** Only of effects whose resource is an impulse: `factory:<name>`, or `impulses/<file>.wav` in the session folder. */
  impulse: string | null;
}

/**
 * `read` plays the lane; `touch` writes while a control is held and returns; `latch` writes from the first touch to
 * the end of the pass; `write` writes all the time; `trim` adds what the hand moves to what is there.
 */
export const AUTOMATION_MODES = ['off', 'read', 'touch', 'latch', 'write', 'trim'] as const;
export type AutomationMode = (typeof AUTOMATION_MODES)[number];

/**
 * A value over time. Its id says what it moves: `faderDb`, `pan`, `width`, `inputTrimDb`, `mute` (1 = muted),
 * `send:<id>:levelDb`, `send:<id>:pan`, `send:<id>:muted`, `effect:<id>:<parameter>` or `effect:<id>:bypassed`.
 * Values are in the target's own unit. Before the first point its value holds, after the last one too.
 */
export interface AutomationLane {
  id: Id;
  mode: AutomationMode;
  /** A hand is on the control: it is heard instead. Set by the overlay of a gesture only, never by a command. */
  held: boolean;
  /** By id; pages follow one another in time and never overlap. */
  pages: Record<Id, AutomationPage>;
}

export const AUTOMATION_PAGE_POINTS = 256;

/** At most AUTOMATION_PAGE_POINTS points, by sample; two at one sample are a step. */
export interface AutomationPage {
  id: Id;
  points: AutomationPoint[];
}

export interface AutomationPoint {
  sample: number;
  value: number;
  /** -1..1: how the way to the next point bends; 0 is straight in the target's unit (dB for faders). */
  bend: number;
}

/** A stored mix: everything about strips, inserts and sends, for the strips there were. */
export interface Scene {
  id: Id;
  name: string;
  order: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  strips: Record<Id, Strip>;
  effects: Record<Id, Record<Id, Effect>>;
  sends: Record<Id, Record<Id, Send>>;
  vcas: Record<Id, Vca>;
  /** What its strips were called, for when one is gone; scenes of older programs do not say. */
  names?: Record<Id, string> | undefined;
}

export interface Marker {
  id: Id;
  sample: number;
  name: string;
}

export const CHAIN_STATES = ['A', 'B', 'C', 'D'] as const;
export type ChainStateName = (typeof CHAIN_STATES)[number];

/** The song as one stereo file: what the master strip's chain is fed, and the chains that were tried. */
export interface MasterRoom {
  source: MasterSource;
  /** Mixes printed to a file, in order. */
  prints: Record<Id, Print>;
  song: SongEdges;
  /** Which state the master strip holds now. */
  state: ChainStateName;
  /** The others; null for the one that is heard and for those never used. */
  states: Record<ChainStateName, ChainState | null>;
}

export const SOURCE_KINDS = ['live', 'print', 'file'] as const;
/** The live mix, one of the prints, or a file that was mixed elsewhere; the latter two name a media entry. */
export interface MasterSource {
  kind: (typeof SOURCE_KINDS)[number];
  mediaId: Id | null;
}

export interface Print {
  id: Id;
  name: string;
  mediaId: Id;
  /** ISO 8601, UTC. */
  createdAt: string;
  order: string;
  /** Of the mix it was made from: another one now means that the print is old. */
  fingerprint: string;
}

/** Head, tail and fades of the song, before the chain. Null: where the session itself begins and ends. */
export interface SongEdges {
  startSample: number | null;
  endSample: number | null;
  fadeIn: Fade;
  fadeOut: Fade;
}

/** A master strip with its inserts, and the lanes that move them. */
export interface ChainState {
  strip: Strip;
  effects: Record<Id, Effect>;
  lanes: Record<Id, AutomationLane>;
}

/** A finished record to listen against: a file of the session that no clip plays. */
export interface Reference {
  id: Id;
  name: string;
  artist: string;
  mediaId: Id;
  order: string;
  /** Of the whole file; null where it was not measured or is silent. */
  lufs: number | null;
  truePeakDbtp: number | null;
  /** In its own samples. */
  markers: ReferenceMarker[];
}

export interface ReferenceMarker {
  sample: number;
  name: string;
}

export interface Note {
  id: Id;
  sample: number;
  text: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  done: boolean;
}

export interface Dismissal {
  key: string;
  /** What it said, for a list of what was set aside. */
  sentence: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** What goes with a master: tags of every file, and the target it is made for. */
export interface Release {
  title: string;
  artist: string;
  album: string;
  albumArtist: string;
  composer: string;
  genre: string;
  /** A year, a month or a day: `2026`, `2026-11`, `2026-11-22`; or empty. */
  date: string;
  copyright: string;
  comment: string;
  /** 12 characters without hyphens, or empty. */
  isrc: string;
  /** 12 or 13 digits, or empty. */
  upc: string;
  trackNumber: number | null;
  /** `artwork/<file>` in the session folder. */
  artwork: string | null;
  /** Name of a service in assets/services.json that has a level, or null for none chosen. */
  targetName: string | null;
}
