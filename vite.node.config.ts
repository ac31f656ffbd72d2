// Everything that runs in Node: main, engine, jobs, command line. One folder of ES modules with shared chunks;
// node_modules stay outside.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const entries: Record<string, string> = {
  'main/electron': 'main/electron/index.ts',
  'main/browser': 'main/browser/index.ts',
  'main/job-process': 'main/common/job-process.ts',
  'engine/engine-process': 'audio-engine/render/engine-process.ts',
  'engine/audio-worker': 'audio-engine/render/audio-worker.ts',
  'engine/disk-worker': 'audio-engine/render/disk-worker.ts',
  'engine/dsp-worker': 'audio-engine/render/dsp-worker.ts',
  'engine/listen-worker': 'audio-engine/advice/features/listen-worker.ts',
  'cli/index': 'audio-engine/cli/index.ts',
};

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(entries)
          .filter(([, file]) => existsSync(resolve(import.meta.dirname, file)))
          .map(([name, file]) => [name, resolve(import.meta.dirname, file)]),
      ),
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      external: ['electron'],
    },
  },
});
