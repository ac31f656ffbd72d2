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

export interface WatchNeed {
  spectra?: readonly string[];
  effects?: readonly { stripId: string; effectId: string }[];
  goniometer?: boolean;
}
type Watch = SendPayload<'engine.watch'>;

const LIMIT = 4;
/** A section's index means the list the engine had; after a change it is not trusted until the engine has surely followed. */
const SETTLE_MS = 150;

/** Merges needs in the order they were declared, each thing once, at most four of a kind. */
export function mergeNeeds(needs: Iterable<WatchNeed>): Watch {
  const watch: Watch = { spectra: [], effects: [], goniometer: false };
  for (const need of needs) {
    for (const id of need.spectra ?? []) {
      if (!watch.spectra.includes(id) && watch.spectra.length < LIMIT) watch.spectra.push(id);
    }
    for (const effect of need.effects ?? []) {
      const known = watch.effects.some((e) => e.stripId === effect.stripId && e.effectId === effect.effectId);
      if (!known && watch.effects.length < LIMIT) watch.effects.push({ ...effect });
    }
    if (need.goniometer) watch.goniometer = true;
  }
  return watch;
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
    }
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
