/** Builds what worker threads are started from, where it is missing or older than its sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { entryPath, programFolder } from '../../audio-engine/entries.ts';

export async function buildWorkers(): Promise<void> {
  const out = entryPath('engine/dsp-worker.js');
  const newest = (folder: string): number =>
    Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
  const sources = ['render', 'kernels'].map((name) => newest(join(programFolder(), 'audio-engine', name)));
  if (existsSync(out) && statSync(out).mtimeMs > Math.max(...sources)) return;
  await build({
    root: programFolder(),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(programFolder(), 'audio-engine', 'render', 'dsp-worker.ts'),
      target: 'node20',
      outDir: join(programFolder(), 'dist', 'engine'),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: 'dsp-worker.js', chunkFileNames: 'dsp-worker-[hash].js' },
      },
    },
  });
}
