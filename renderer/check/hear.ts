/**
 * Hear it: the strips of a finding alone, its place in a loop, as the overlay of a gesture. Nothing is written into the
 * document, and whoever ends it finds the mix, the loop and the playhead as they were.
 */
import { useSyncExternalStore } from 'react';
import type { Finding, Patch } from '../../audio-engine/protocol/index.ts';
import {
  MASTER_STRIP,
  type SessionDocument,
  sessionEndSample,
  sourceMedia,
} from '../../audio-engine/session/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import {
  beginPlainGesture,
  failureFrom,
  type Gesture,
  showFailure,
  showNote,
  store,
  studio,
} from '../state/index.ts';
import { isPlaying, locate, positionNow, stopPlaying } from '../transport/index.ts';
import { hearRange } from './findings.ts';

/** What the overlay lays over the document. A strip that is muted is heard for once, too. */
export function hearPatches(
  finding: Pick<Finding, 'stripIds' | 'ranges'>,
  document: SessionDocument,
): Patch[] {
  const patches: Patch[] = [];
  const set = (path: string[], value: boolean | number, now: unknown) => {
    if (now !== value) patches.push({ op: 'replace', path, value });
  };
  const about = finding.stripIds.filter((id) => id !== MASTER_STRIP && document.strips[id]);
  // What is about the whole mix is heard in the mix.
  if (about.length > 0 && about.length === finding.stripIds.length) {
    // A print or a file in place of the mix has no tracks to hear: the mix itself, until it ends.
    if (sourceMedia(document))
      patches.push({ op: 'replace', path: ['master', 'source'], value: { kind: 'live', mediaId: null } });
    for (const strip of Object.values(document.strips)) {
      if (strip.id === MASTER_STRIP) continue;
      const heard = about.includes(strip.id);
      set(['strips', strip.id, 'solo'], heard, strip.solo);
      if (heard) set(['strips', strip.id, 'mute'], false, strip.mute);
    }
  }
  const range = hearRange(finding, document.session.sampleRate, sessionEndSample(document));
  if (range) {
    set(['loop', 'startSample'], range.startSample, document.loop.startSample);
    set(['loop', 'endSample'], range.endSample, document.loop.endSample);
  }
  set(['loop', 'enabled'], range !== null, document.loop.enabled);
  return patches;
}

interface Heard {
  key: string;
  gesture: Gesture;
  wasPlaying: boolean;
  wasAt: number;
}

let heard: Heard | null = null;
const listeners = new Set<() => void>();

function change(next: Heard | null): void {
  heard = next;
  for (const listener of listeners) listener();
}

export function heardFinding(): string | null {
  return heard?.key ?? null;
}

/** The finding that is heard now, by its key. */
export function useHeardFinding(): string | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, heardFinding);
}

/** Back to the mix; harmless where it is heard already. */
export function endFinding(): void {
  const was = heard;
  if (!was) return;
  change(null);
  was.gesture.cancel();
  if (!was.wasPlaying) stopPlaying();
  locate(was.wasAt);
}

export function hearFinding(finding: Finding): void {
  if (heard?.key === finding.key) return;
  const before = heard;
  const wasPlaying = before?.wasPlaying ?? isPlaying();
  const wasAt = before?.wasAt ?? Math.round(positionNow());
  before?.gesture.cancel();
  // What the finding is laid over: the document without the overlay before.
  const document = store.getState().replica.confirmed;
  const gesture = beginPlainGesture(words.hearing(finding.title));
  const patches = hearPatches(finding, document);
  gesture.preview(patches);
  change({ key: finding.key, gesture, wasPlaying, wasAt });
  const source = sourceMedia(document);
  if (source && patches.some(({ path }) => path[0] === 'master')) showNote(words.hearingLive(source.name));
  const songEnd = sessionEndSample(document);
  const range = hearRange(finding, document.session.sampleRate, songEnd);
  // From beyond the end nothing would sound.
  const fromSample = range?.startSample ?? (wasAt >= songEnd ? 0 : wasPlaying ? null : wasAt);
  studio()
    .invoke('transport.play', { fromSample })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export function toggleFinding(finding: Finding): void {
  if (heard?.key === finding.key) endFinding();
  else hearFinding(finding);
}

/** Another session, or a dropped line, has taken the overlay away already. */
export function forgetHeard(): void {
  if (heard) change(null);
}
