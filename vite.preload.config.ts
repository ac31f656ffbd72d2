// The preload must be one CommonJS file: a sandboxed preload cannot load others.
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/preload',
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: resolve(import.meta.dirname, 'main/electron/preload.ts'),
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      external: ['electron'],
    },
  },
  ssr: { noExternal: true },
});
