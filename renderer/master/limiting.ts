/** What limiting costs: this master and a gentler one as a service plays them, rendered, heard in turn, blind if wanted. */
import { useSyncExternalStore } from 'react';
import { type LimitingCost, limitingCostSchema } from '../../audio-engine/protocol/index.ts';
import { finalLimiter, MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { failureFrom, run, showFailure, shownDocument, studio } from '../state/index.ts';
import { followJob, type RunningJob } from './room-job.ts';

export interface BlindLimiting {
  /** Which of the two sides stands behind 1. */
  first: 0 | 1;
  tries: number;
  right: number;
  answer: { right: boolean; gentlerWas: '1' | '2' } | null;
}

interface State {
  running: RunningJob | null;
  cost: LimitingCost | null;
  /** Side that is heard; null: the master itself. */
  hearing: 0 | 1 | null;
  blind: BlindLimiting | null;
  lessDb: number;
}

const EMPTY: State = { running: null, cost: null, hearing: null, blind: null, lessDb: 3 };
let present = EMPTY;
let started = false;
const listeners = new Set<() => void>();

function show(next: Partial<State>): void {
  present = { ...present, ...next };
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.reset', () => show(EMPTY));
}

export function useLimiting(): State {
  return useSyncExternalStore(
    (listener) => {
      start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}

export async function measureLimiting(lessDb = present.lessDb): Promise<void> {
  start();
  if (present.running) return;
  await hearSide(null);
  show({ running: { jobId: '', progress: 0, sentence: '' }, lessDb, blind: null });
  const cost = await followJob(
    () => studio().invoke('master.gentler', { lessDb, serviceName: null }),
    limitingCostSchema,
    (running) => show({ running }),
  );
  show({ running: null, ...(cost ? { cost } : {}) });
}

/** Plays a side at the service's gain, in step with the song; null goes back to the master. */
export async function hearSide(side: 0 | 1 | null): Promise<void> {
  const { cost } = present;
  const heard = side === null ? null : cost?.sides[side];
  if (side === present.hearing && side === null) return;
  try {
    await studio().invoke('listen.set', {
      file: heard
        ? {
            path: heard.path,
            gainDb: Math.max(-60, Math.min(24, heard.serviceGainDb)),
            startSample: cost?.startSample ?? 0,
            lufs: heard.integratedLufs,
          }
        : null,
      // As the service plays it: its own gain is the match.
      matched: !heard,
    });
    if (side !== null && present.hearing === null && cost)
      await studio().invoke('transport.play', { fromSample: cost.startSample });
    show({ hearing: side });
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

export function closeLimiting(): void {
  void hearSide(null);
  show({ cost: null, blind: null });
}

export function startBlind(): void {
  show({ blind: { first: Math.random() < 0.5 ? 0 : 1, tries: 0, right: 0, answer: null } });
  void hearBlind('1');
}

export function endBlind(): void {
  show({ blind: null });
  void hearSide(null);
}

export function hearBlind(which: '1' | '2'): Promise<void> {
  const { blind } = present;
  if (!blind) return Promise.resolve();
  const other = blind.first === 0 ? 1 : 0;
  return hearSide(which === '1' ? blind.first : other);
}

/** "The gentler one is 1": says whether that was right, and mixes them again. */
export function guessGentler(which: '1' | '2'): void {
  const { blind } = present;
  if (!blind) return;
  const gentlerWas = blind.first === 1 ? '1' : '2';
  const right = which === gentlerWas;
  show({
    blind: {
      first: Math.random() < 0.5 ? 0 : 1,
      tries: blind.tries + 1,
      right: blind.right + (right ? 1 : 0),
      answer: { right, gentlerWas },
    },
  });
  void hearBlind('1');
}

/** Takes the gentler limiter gain: one step. */
export async function takeGentler(): Promise<void> {
  const { cost } = present;
  const limiter = finalLimiter(shownDocument());
  if (!cost || !limiter) return;
  await run('effect.set', {
    stripId: MASTER_STRIP,
    effectId: limiter.id,
    parameters: { gainDb: cost.sides[1].limiterGainDb },
  });
  closeLimiting();
}
