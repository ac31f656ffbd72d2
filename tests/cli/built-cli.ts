/** The command line built into a folder of its own, for tests that need a real process of it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Builds what is in the tree now, whatever is in `dist/`; answers the entry's path. */
export async function buildCli(): Promise<string> {
  // Inside the package, so that the libraries outside the bundle are found.
  const outDir = join(root, 'node_modules', '.cache', `threshold-cli-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { cli: join(root, 'audio-engine/cli/index.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return join(outDir, 'cli.js');
}

export function startCli(entry: string, argv: readonly string[], cwd: string) {
  return spawn(process.execPath, [entry, ...argv], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, THRESHOLD_DATA: join(cwd, 'data') },
  });
}
