/**
 * The one seam behind which child processes start: `child_process.fork` in the browser host, command line and
 * tests; Electron's `utilityProcess` in the app. Messages are structured clones.
 */
import { fork } from 'node:child_process';

export interface ChildProcess {
  readonly pid: number | undefined;
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  /** SIGKILL: an engine whose device died cannot end itself. */
  kill(): void;
}

export interface SpawnOptions {
  name: string;
  env?: Record<string, string>;
}

export type SpawnProcess = (entry: string, options: SpawnOptions) => ChildProcess;

/** Kills by pid; a process that is gone already is fine. */
export function killNow(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

export const forkProcess: SpawnProcess = (entry, { env }) => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    // stdout is closed on purpose: PortAudio's wrapper prints there.
    stdio: ['ignore', 'ignore', process.env.THRESHOLD_DEBUG ? 'inherit' : 'ignore', 'ipc'],
    env: { ...process.env, ...env },
    execArgv: [],
  });
  child.on('error', () => {});
  return {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    kill: () => killNow(child.pid),
  };
};
