/**
 * What makes up a mix, each sound once: tracks as they reach the master through their buses, and what comes back from
 * sends. A bus that only gathers tracks is no source of its own; what its inserts do is counted to its tracks.
 */
import {
  effectiveFaderDb,
  type Id,
  MASTER_STRIP,
  type SessionDocument,
  type TrackRole,
} from '../../session/index.ts';
import { ERB_BANDS } from '../features/bands.ts';
import type { SignalFeatures, SongFeatures } from '../features/types.ts';
import { stripRole } from '../roles.ts';
import { spread } from './spread.ts';
import { K_WEIGHTS } from './weights.ts';

export interface Source {
  readonly id: Id;
  readonly name: string;
  readonly role: TrackRole;
  readonly features: SignalFeatures;
  /** `power[frame * ERB_BANDS + band]`, as it reaches the master. */
  readonly power: Float32Array;
  /** What that covers. */
  readonly excitation: Float32Array;
  /** K-weighted power by frame. */
  readonly loud: Float64Array;
  readonly active: Uint8Array;
  /** Of what comes back from sends: the tracks that feed it. */
  readonly fedBy: ReadonlySet<Id>;
}

export interface Sources {
  readonly song: SongFeatures;
  readonly document: SessionDocument;
  readonly list: readonly Source[];
  readonly byId: ReadonlyMap<Id, Source>;
  /** Of all of them together. */
  readonly excitation: Float64Array;
}

const known = new WeakMap<SongFeatures, Sources>();

/** Null for a file, which has no tracks. */
export function sourcesOf(song: SongFeatures): Sources | null {
  if (!song.document) return null;
  let sources = known.get(song);
  if (!sources) {
    sources = gather(song, song.document);
    known.set(song, sources);
  }
  return sources;
}

function gather(song: SongFeatures, document: SessionDocument): Sources {
  const signals = new Map(song.strips.map((strip) => [strip.id, strip]));
  const gains = new Map<Id, Float64Array>();
  const list: Source[] = [];
  for (const features of song.strips) {
    const { id, name } = features;
    if (features.silent || features.pathGainDb === null || isGathering(document, id)) continue;
    const power = throughBuses(document, signals, gains, features);
    list.push({
      id,
      name,
      role: stripRole(document, id),
      features,
      power,
      excitation: spread(power),
      loud: loudOf(power),
      active: features.active,
      fedBy: document.tracks[id] ? new Set() : feedersOf(document, id),
    });
  }
  const excitation = new Float64Array(song.frames * ERB_BANDS);
  for (const source of list)
    for (let i = 0; i < excitation.length; i++) excitation[i]! += source.excitation[i] ?? 0;
  return { song, document, list, byId: new Map(list.map((source) => [source.id, source])), excitation };
}

/** A bus that whole strips go into, unlike one that only sends feed. */
function isGathering(document: SessionDocument, id: Id): boolean {
  if (!document.buses[id]) return false;
  return Object.values(document.strips).some((strip) => strip.output === id);
}

/** Every track from which sound comes into a bus. */
export function feedersOf(document: SessionDocument, busId: Id, seen = new Set<Id>()): Set<Id> {
  const found = new Set<Id>();
  if (seen.has(busId)) return found;
  seen.add(busId);
  for (const strip of Object.values(document.strips)) {
    const sends = Object.values(document.sends[strip.id] ?? {});
    if (strip.output !== busId && !sends.some((send) => send.toStripId === busId && !send.muted)) continue;
    if (document.tracks[strip.id]) found.add(strip.id);
    else for (const id of feedersOf(document, strip.id, seen)) found.add(id);
  }
  return found;
}

/** The strips after this one on its own way to the master, the master left out. */
export function pathOf(document: SessionDocument, id: Id): Id[] {
  const path: Id[] = [];
  for (let at = document.strips[id]?.output ?? null; at && at !== MASTER_STRIP && !path.includes(at); ) {
    path.push(at);
    at = document.strips[at]?.output ?? null;
  }
  return path;
}

function throughBuses(
  document: SessionDocument,
  signals: ReadonlyMap<Id, SignalFeatures>,
  gains: Map<Id, Float64Array>,
  { id, erb }: SignalFeatures,
): Float32Array {
  const power = erb.data.slice();
  for (const busId of pathOf(document, id)) {
    let gain = gains.get(busId);
    if (!gain) {
      gain = insertGain(document, signals, busId);
      gains.set(busId, gain);
    }
    for (let i = 0; i < power.length; i++) power[i]! *= gain[i % ERB_BANDS]!;
  }
  return power;
}

/** Most and least that a bus's inserts are taken to do. */
const MOST = 16;

/** By band: power gain of a bus's inserts over the song, from what goes in (taken as unrelated sounds) and what comes out. */
function insertGain(
  document: SessionDocument,
  signals: ReadonlyMap<Id, SignalFeatures>,
  busId: Id,
): Float64Array {
  const gain = new Float64Array(ERB_BANDS).fill(1);
  const inserts = Object.values(document.effects[busId] ?? {});
  const out = signals.get(busId);
  if (!out || !inserts.some((effect) => !effect.bypassed && effect.kind !== 'analyser')) return gain;
  const into = new Float64Array(ERB_BANDS);
  for (const strip of Object.values(document.strips)) {
    const child = signals.get(strip.id);
    if (!child || child.silent) continue;
    let share = strip.output === busId ? 1 : 0;
    for (const send of Object.values(document.sends[strip.id] ?? {})) {
      const onward = (child.pathGainDb ?? 0) - (out.pathGainDb ?? 0) - effectiveFaderDb(document, busId);
      if (send.toStripId === busId && !send.muted) share += 10 ** ((send.levelDb - onward) / 10);
    }
    if (share > 0) add(into, child, share);
  }
  const outOf = new Float64Array(ERB_BANDS);
  add(outOf, out, 1);
  const whole = into.reduce((sum, value) => sum + value, 0);
  for (let band = 0; band < ERB_BANDS; band++) {
    if (into[band]! > 1e-6 * whole)
      gain[band] = Math.min(MOST, Math.max(1 / MOST, outOf[band]! / into[band]!));
  }
  return gain;
}

function add(sums: Float64Array, { erb }: SignalFeatures, gain: number): void {
  for (let i = 0; i < erb.data.length; i++) sums[i % ERB_BANDS]! += erb.data[i]! * gain;
}

export function loudOf(power: Float32Array): Float64Array {
  const loud = new Float64Array(power.length / ERB_BANDS);
  for (let i = 0; i < power.length; i++)
    loud[Math.floor(i / ERB_BANDS)]! += power[i]! * K_WEIGHTS[i % ERB_BANDS]!;
  return loud;
}

/** Several sources as one: their powers, and where any of them plays. */
export function together(
  sources: readonly Source[],
  frames: number,
): { power: Float32Array; active: Uint8Array } {
  const power = new Float32Array(frames * ERB_BANDS);
  const active = new Uint8Array(frames);
  for (const source of sources) {
    for (let i = 0; i < power.length; i++) power[i]! += source.power[i] ?? 0;
    for (let i = 0; i < frames; i++) active[i]! |= source.active[i] ?? 0;
  }
  return { power, active };
}

export const toDb = (power: number): number => (power > 0 ? 10 * Math.log10(power) : -200);
