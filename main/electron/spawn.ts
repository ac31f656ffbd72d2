/** Children of the app: Electron's utilityProcess behind the same seam as `fork`. */
import { utilityProcess } from 'electron';
import { killNow, type SpawnProcess } from '../common/spawn-process.ts';

export const spawnUtility: SpawnProcess = (entry, { name, env }) => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: name,
    // stdout is closed on purpose: PortAudio's wrapper prints there.
    stdio: 'ignore',
    env: { ...process.env, ...env } as Record<string, string>,
  });
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    // utilityProcess.kill() is only SIGTERM, which a hung device thread outlives.
    kill: () => killNow(child.pid),
  };
};
