/**
 * What the open views need from the engine beyond levels. Each view declares its own needs; they are merged
 * and sent as one `engine.watch`, and sections of the frame are handed back by strip and effect, not by index.
 */
import {
  Header,
  SectionKind,
  type SendPayload,
  type TelemetryFrame,
} from '../../audio-engine/protocol/index.ts';
import { studio } from '../state/index.ts';
import { onArrival } from './frame-bus.ts';
import { HistoryRing } from './history-ring.ts';
import { forgetEffects, takeEffectSection } from './watched-effects.ts';

export interface WatchNeed {
  spectra?: readonly string[];
  /** `sound: false` where history and read-outs are enough: spectra and scopes are for four effects at most. */
  effects?: readonly { stripId: string; effectId: string; sound?: boolean }[];
  goniometer?: boolean;
  /** What key B would compare: the newest need that names something has it. */
  compare?: { stripId: string; effectId: string | null };
  /** What inserts cost is measured and arrives as `engine.costs`. */
  costs?: boolean;
}
type Watch = SendPayload<'engine.watch'>;

const LIMIT = 4;
const EFFECTS_LIMIT = 16;
/** A section's index means the list the engine had; after a change it is not trusted until the engine has surely followed. */
const SETTLE_MS = 150;

/** Merges needs in the order they were declared, each thing once, as many of a kind as the engine takes. */
export function mergeNeeds(needs: Iterable<WatchNeed>): Watch {
  const watch: Watch = { spectra: [], effects: [], goniometer: false };
  for (const need of needs) {
    for (const id of need.spectra ?? []) {
      if (!watch.spectra.includes(id) && watch.spectra.length < LIMIT) watch.spectra.push(id);
    }
    for (const effect of need.effects ?? []) mergeEffect(watch.effects, effect);
    if (need.goniometer) watch.goniometer = true;
    if (need.compare) watch.compare = need.compare;
    if (need.costs) watch.costs = true;
  }
  return watch;
}

type WatchedEffect = Watch['effects'][number];

/** Adds an effect, or its sound where it was watched without. What finds no room for its sound is watched without. */
function mergeEffect(effects: WatchedEffect[], { stripId, effectId, sound }: WatchedEffect): void {
  const room = effects.filter((effect) => effect.sound !== false).length < LIMIT;
  const silent = sound === false || !room;
  const at = effects.findIndex((effect) => effect.stripId === stripId && effect.effectId === effectId);
  if (at >= 0 && (silent || effects[at]?.sound !== false)) return;
  if (at < 0 && effects.length >= EFFECTS_LIMIT) return;
  const merged = silent ? { stripId, effectId, sound: false } : { stripId, effectId };
  effects.splice(at < 0 ? effects.length : at, 1, merged);
}

const needs = new Set<WatchNeed>();
const spectra = new Map<string, { bandsDb: Float32Array; atMs: number }>();
const histories = new Map<string, HistoryRing>();
const goniometerListeners = new Set<(samples: Float32Array) => void>();
let current: Watch = { spectra: [], effects: [], goniometer: false };
let changedAtMs = Number.NEGATIVE_INFINITY;
let scheduled = false;
let started = false;

function flush(): void {
  scheduled = false;
  const next = mergeNeeds(needs);
  if (JSON.stringify(next) === JSON.stringify(current)) return;
  current = next;
  changedAtMs = performance.now();
  for (const id of spectra.keys()) if (!next.spectra.includes(id)) spectra.delete(id);
  const kept = new Set(next.effects.map((e) => e.effectId));
  for (const id of histories.keys()) if (!kept.has(id)) histories.delete(id);
  forgetEffects(kept);
  studio().send('engine.watch', next);
}

function takeFrame(frame: TelemetryFrame, nowMs: number): void {
  if (nowMs - changedAtMs < SETTLE_MS) return;
  for (const section of frame.sections) {
    if (section.kind === SectionKind.spectrum) {
      const id = current.spectra[section.index];
      if (id) spectra.set(id, { bandsDb: section.values, atMs: nowMs });
    } else if (section.kind === SectionKind.effectHistory) {
      const id = current.effects[section.index]?.effectId;
      if (id) historyOf(id).append(section.values, frame.header[Header.sampleRate] ?? 48_000);
    } else if (section.kind === SectionKind.goniometer) {
      for (const listener of goniometerListeners) listener(section.values);
    } else takeEffectSection(section, current.effects[section.index]?.effectId, nowMs);
  }
}

function start(): void {
  if (started) return;
  started = true;
  onArrival(takeFrame);
  // A new engine process, or another carrier connection, knows nothing of what was asked before.
  studio().on('studio.reset', () => studio().send('engine.watch', current));
}

function schedule(): void {
  start();
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(flush);
}

/** Declares what a view needs; the answer withdraws it. */
export function declareWatch(need: WatchNeed): () => void {
  needs.add(need);
  schedule();
  return () => {
    needs.delete(need);
    schedule();
  };
}

/** Newest 1/24-octave bands of a watched strip in dBFS; undefined when there are none or they are old. */
export function spectrumOf(stripId: string, nowMs: number): Float32Array | undefined {
  const entry = spectra.get(stripId);
  return entry && nowMs - entry.atMs < 500 ? entry.bandsDb : undefined;
}

/** Input, output and reduction of a watched effect over the last seconds. */
export function historyOf(effectId: string): HistoryRing {
  let ring = histories.get(effectId);
  if (!ring) {
    ring = new HistoryRing();
    histories.set(effectId, ring);
  }
  return ring;
}

/** Interleaved left and right samples as they arrive. */
export function onGoniometer(listener: (samples: Float32Array) => void): () => void {
  start();
  goniometerListeners.add(listener);
  return () => goniometerListeners.delete(listener);
}
