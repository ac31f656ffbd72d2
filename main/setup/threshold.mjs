// `npm run -s threshold -- COMMAND …`: the command line, built first where it is stale. What is said while
// building goes to stderr, so that stdout holds only the command's own output.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, isInstalled, root } from './install.mjs';

if (!isInstalled()) {
  const log = console.log;
  console.log = console.error;
  await ensurePackages();
  console.log = log;
}
const { buildStale } = await import('./build.mjs');
await buildStale({ only: ['kernels', 'node'], log: console.error });

const entry = join(root, 'dist/cli/index.js');
if (!existsSync(entry)) {
  console.error('The command line is not built. Run `npm run build` and read what it says.');
  process.exit(1);
}
process.argv.splice(1, 1, entry);
await import(pathToFileURL(entry).href);
