// Measures: `npm run bench` all rows, `npm run bench -- strips` one, `--json` for programs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from './build.mjs';
import { ensurePackages, root } from './install.mjs';

await ensurePackages();
// With --json, standard output belongs to the rows.
await buildStale({ only: ['kernels', 'node', 'renderer'], log: console.error });
const { build } = await import('vite');
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: join(root, 'tests', 'bench', 'index.ts'),
    target: 'node20',
    outDir: join(root, 'dist', 'bench'),
    emptyOutDir: true,
    copyPublicDir: false,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'index.js' } },
  },
});
const { bench } = await import(pathToFileURL(join(root, 'dist', 'bench', 'index.js')).href);
process.exitCode = await bench(process.argv.slice(2));
