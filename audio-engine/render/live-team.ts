/** The DSP threads of a live engine: as many as there are cores beside the audio thread's, and asleep until needed. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { entryPath } from '../entries.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { createTeam, type ShareData, TEAM_LOOKS } from './parallel.ts';

/** More than this would wait for each other longer than they help. */
const MOST_SHARES = 8;

export interface LiveTeam {
  /** For `PlanRunner`; 0 where there is one core only. */
  team: Pointer;
  /** Threads with the audio thread: what `PlanHost` divides plans among. */
  shares: number;
  /** Sends the threads home. */
  stop(): void;
}

/** @param shares threads with the audio thread. */
export function startLiveTeam(
  kernels: Kernels,
  allocator: Allocator,
  onDeath: (error: unknown) => void,
  shares = Math.min(MOST_SHARES, availableParallelism()),
): LiveTeam {
  if (shares < 2) return { team: 0, shares: 1, stop: () => {} };
  const { module, memory, call } = kernels;
  const team = createTeam(kernels, allocator, shares, TEAM_LOOKS);
  for (let share = 1; share < shares; share++) {
    const workerData: ShareData = { module, memory, team, share, filling: null };
    new Worker(entryPath('engine/dsp-worker.js'), { workerData, name: `dsp ${share}` }).on('error', onDeath);
  }
  return { team, shares, stop: () => void call.team_leave!(team) };
}
