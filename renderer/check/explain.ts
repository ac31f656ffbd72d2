/**
 * Moves of the master's equaliser that a fault of the mix explains: asked for a moment after the hand has let go, and
 * heard on the tracks as an overlay that an edit ends.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { type ExplainedMove, explainedMoveSchema, type Job } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { checkWords, explainWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, newId, run, showFailure, studio, useReplica } from '../state/index.ts';

/** The mix is listened to as a whole for it: not at every step of a knob. */
const WAIT_MS = 2500;

interface State {
  moves: readonly ExplainedMove[];
  jobId: string | null;
  /** The gesture that lays the tracks' move over the mix. */
  hearing: string | null;
}

let state: State = { moves: [], jobId: null, hearing: null };
const listeners = new Set<() => void>();

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

const report = (error: unknown) => showFailure(failureFrom(error));

async function ask(): Promise<void> {
  const answer = await studio()
    .invoke('advice.explain', {})
    .catch(() => null);
  if (answer) change({ moves: answer.moves, jobId: answer.jobId });
}

function take(job: Job): void {
  if (job.kind !== 'explain' || job.id !== state.jobId || job.state === 'queued' || job.state === 'running')
    return;
  const read = explainedMoveSchema.array().safeParse(job.result);
  change({ jobId: null, moves: job.state === 'done' && read.success ? read.data : [] });
}

/** The largest move worth a line, while this is mounted. */
export function useExplained(): State & { move: ExplainedMove | undefined } {
  const effects = useReplica((replica) => replica.confirmed.effects[MASTER_STRIP]);
  const source = useReplica((replica) => replica.confirmed.master.source.kind);
  // Asked again after each change of the master's inserts, and of what feeds them.
  useEffect(() => {
    const timer = setTimeout(() => void ask(), WAIT_MS);
    return () => clearTimeout(timer);
  }, [effects, source]);
  useEffect(() => {
    const ends = [
      studio().on('jobs.changed', take),
      studio().on('studio.reset', () => change({ moves: [], jobId: null, hearing: null })),
      studio().on('studio.overlay', ({ gesture, ended }) => {
        if (ended && gesture === state.hearing) change({ hearing: null });
      }),
    ];
    return () => {
      for (const end of ends) end();
      void endTracks();
    };
  }, []);
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
  const standing = now.moves.filter(({ isWorthSaying, effectId }) => isWorthSaying && effects?.[effectId]);
  return { ...now, move: standing.sort((a, b) => Math.abs(b.gainDb) - Math.abs(a.gainDb))[0] };
}

const hzOf = ({ lowHz, highHz }: ExplainedMove) => checkWords.hertzRange(lowHz, highHz);

/** The move as the tracks would make it, in place of the master's: both are equally loud but for half a dB. */
export async function hearTracks(move: ExplainedMove): Promise<void> {
  if (state.hearing || move.commands.length === 0) return;
  const gesture = newId('explain');
  change({ hearing: gesture });
  try {
    await studio().invoke('gesture.begin', { gesture, name: words.gesture(hzOf(move)) });
    await studio().invoke('advice.hear', { gesture, commands: move.commands });
    if (state.hearing !== gesture) await studio().invoke('gesture.cancel', { gesture });
  } catch (error) {
    if (state.hearing === gesture) change({ hearing: null });
    report(error);
  }
}

/** Resolves when the overlay is gone. */
export async function endTracks(): Promise<void> {
  const { hearing } = state;
  if (!hearing) return;
  change({ hearing: null });
  await studio()
    .invoke('gesture.cancel', { gesture: hearing })
    .catch(() => undefined);
}

/** One step: the band leaves the master and stands on the tracks. */
export async function fixInMix(move: ExplainedMove): Promise<void> {
  // What is laid over the mix holds the same inserts: it goes first.
  await endTracks();
  change({ moves: state.moves.filter((other) => other !== move) });
  await run('batch', { commands: move.commands }, words.fixed(hzOf(move)));
}
