/** The DSP threads of a live engine: as many as there are cores beside the audio thread's, and asleep until needed. */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { entryPath } from '../entries.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { createTeam, type ShareData, TEAM_LOOKS } from './parallel.ts';

/** More than this would wait for each other longer than they help. */
const MOST_SHARES = 8;
/** Where Linux tells of batteries. Elsewhere nobody is asked: then a thread looks for a few dozen microseconds. */
const POWER_FOLDER = '/sys/class/power_supply';

/** For `PlanRunner`. */
export interface LiveTeam {
  /** 0 where there is one core only. */
  team: Pointer;
  shares: number;
}

/** Threads with the audio thread: what live plans are divided among. */
export function liveShares(): number {
  return Math.min(MOST_SHARES, availableParallelism());
}

export function startLiveTeam(
  kernels: Kernels,
  allocator: Allocator,
  onDeath: (error: unknown) => void,
  onThread: (thread: number) => void,
): LiveTeam {
  const shares = liveShares();
  if (shares < 2) return { team: 0, shares: 1 };
  const { module, memory } = kernels;
  const team = createTeam(kernels, allocator, shares, onBattery() ? 0 : TEAM_LOOKS);
  for (let share = 1; share < shares; share++) {
    const workerData: ShareData = { module, memory, team, share, filling: null };
    new Worker(entryPath('engine/dsp-worker.js'), { workerData, name: `dsp ${share}` })
      .on('error', onDeath)
      .once('message', (thread: number | undefined) => {
        if (thread !== undefined) onThread(thread);
      });
  }
  return { team, shares };
}

function onBattery(): boolean {
  try {
    return readdirSync(POWER_FOLDER).some(
      (name) => readFileSync(join(POWER_FOLDER, name, 'status'), 'utf8').trim() === 'Discharging',
    );
  } catch {
    return false;
  }
}
