/**
 * Going from one chain state to another, matched: both are measured over the same ten seconds before the playhead, and
 * the louder one is turned down in the control room. Only the listener's level changes, never the master.
 */
import { useSyncExternalStore } from 'react';
import {
  CHAIN_STATES,
  type ChainStateName,
  chainStateOf,
  mixFingerprint,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import { playheadSample } from '../live/index.ts';
import { monitorState } from '../monitor/index.ts';
import { run, showNote, shownDocument, studio } from '../state/index.ts';

export interface StateMatch {
  /** The state on its way, while it is measured. */
  waiting: ChainStateName | null;
  /** What is heard is turned down by, dB, 0 or less. */
  trimDb: number;
  /** What the louder of those compared is louder by, and which of them are measured. */
  byLu: number;
  quieter: ChainStateName | null;
  startSample: number;
  endSample: number;
}

const NONE: StateMatch = { waiting: null, trimDb: 0, byLu: 0, quieter: null, startSample: 0, endSample: 0 };
/** Longer than this nobody waits for a switch. */
const PATIENCE_MS = 6000;

let present = NONE;
let started = false;
const listeners = new Set<() => void>();
/** What states measured, by what they hold and what they were fed. */
const measured = new Map<string, { lufs: number | null; startSample: number; endSample: number }>();

function show(next: StateMatch): void {
  if (next.trimDb !== present.trimDb) studio().send('engine.stateTrim', { trimDb: next.trimDb });
  present = next;
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.reset', () => {
    measured.clear();
    show(NONE);
  });
}

/** States that hold a chain: the heard one and those kept. */
export function usedStates(document: SessionDocument): ChainStateName[] {
  const { state, states } = document.master;
  return CHAIN_STATES.filter((name) => name === state || states[name] !== null);
}

function keyOf(document: SessionDocument, name: ChainStateName, atSample: number): string {
  const { source, song } = document.master;
  const fed = source.mediaId ?? mixFingerprint(document);
  // Within a second of the same place the match holds.
  const place = Math.round(atSample / document.session.sampleRate);
  return `${place} ${fed} ${JSON.stringify(song)} ${JSON.stringify(chainStateOf(document, name))}`;
}

async function measure(document: SessionDocument, names: readonly ChainStateName[], atSample: number) {
  const missing = names.filter((name) => !measured.has(keyOf(document, name, atSample)));
  if (missing.length === 0) return;
  const answer = await studio().invoke('master.matchStates', { states: missing, atSample });
  const { startSample, endSample } = answer;
  for (const name of missing)
    measured.set(keyOf(document, name, atSample), {
      lufs: answer.lufs[name] ?? null,
      startSample,
      endSample,
    });
}

/** Hears a state. One never used begins as a copy of the heard one, so it needs no match. */
export async function hearState(name: ChainStateName): Promise<void> {
  start();
  const document = shownDocument();
  const from = document.master.state;
  if (name === from || present.waiting !== null) return;
  const fresh = document.master.states[name] === null;
  if (fresh || !monitorState().settings.matched) {
    if (!fresh) show(NONE);
    await run('chain.state', { state: name });
    return;
  }
  const atSample = playheadSample() ?? 0;
  show({ ...present, waiting: name });
  const patience = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PATIENCE_MS));
  const measuring = measure(document, [from, name], atSample).then(
    () => 'measured' as const,
    () => 'late' as const,
  );
  const outcome = await Promise.race([measuring, patience]);
  if (outcome === 'late') {
    show(NONE);
    showNote(words.stateUnmatched(name));
    // What comes in late is still a match, if that state is heard as it was.
    void measuring.then(() => {
      const { master } = shownDocument();
      if (master.state === name && present.waiting === null) compare(document, from, name, atSample);
    });
  } else if (!compare(document, from, name, atSample)) {
    show(NONE);
    showNote(words.stateUnmatched(name));
  }
  await run('chain.state', { state: name });
}

/** Turns the state that is heard down to one it is compared with; false where one of them was not measured. */
function compare(
  document: SessionDocument,
  from: ChainStateName,
  name: ChainStateName,
  atSample: number,
): boolean {
  const mine = measured.get(keyOf(document, from, atSample));
  const theirs = measured.get(keyOf(document, name, atSample));
  if (!mine || !theirs || mine.lufs === null || theirs.lufs === null) return false;
  const louderBy = theirs.lufs - mine.lufs;
  show({
    waiting: null,
    trimDb: -Math.max(0, louderBy),
    byLu: Math.abs(louderBy),
    quieter: louderBy > 0 ? from : name,
    startSample: theirs.startSample,
    endSample: theirs.endSample,
  });
  return true;
}

/** Ends the match: what is heard is as loud as it is. */
export function endMatch(): void {
  show(NONE);
}

export function useStateMatch(): StateMatch {
  return useSyncExternalStore(
    (listener) => {
      start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}
