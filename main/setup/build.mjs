// Builds what is stale: kernels (AssemblyScript), everything that runs in Node, the preload, the renderer.
// A part is stale when the content of its sources is not what it was built from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensurePackages, root } from './install.mjs';

const dist = join(root, 'dist');

const parts = [
  {
    name: 'kernels',
    sources: ['audio-engine/kernels', 'audio-engine/effects'],
    output: 'engine/kernels.wasm',
    build: buildKernels,
  },
  {
    name: 'engine, main and command line',
    key: 'node',
    sources: ['audio-engine', 'main', 'vite.node.config.ts', 'package.json'],
    output: 'cli/index.js',
    build: () => {
      // Chunks carry their content's hash in the name: old ones would stay for ever.
      rmSync(join(dist, 'shared'), { recursive: true, force: true });
      return vite('vite.node.config.ts');
    },
  },
  {
    name: 'preload',
    sources: ['main/electron', 'audio-engine/protocol', 'vite.preload.config.ts'],
    output: 'preload/index.cjs',
    build: () => vite('vite.preload.config.ts'),
  },
  {
    name: 'renderer',
    sources: [
      'renderer',
      'assets/presets',
      'audio-engine/session',
      'audio-engine/protocol',
      'audio-engine/effects',
      'audio-engine/words',
      'vite.config.ts',
    ],
    output: 'renderer/index.html',
    build: () => vite('vite.config.ts'),
  },
];

async function buildKernels() {
  const { buildKernels: build } = await import(
    pathToFileURL(join(root, 'audio-engine/kernels/build.mjs')).href
  );
  await build();
}

async function vite(configFile) {
  const { build } = await import('vite');
  const before = process.env.NODE_ENV;
  await build({ configFile: join(root, configFile), logLevel: 'warn' });
  // A build sets it to production for good; tests started after it would get React without its testing parts.
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
}

function* filesBelow(path) {
  if (!existsSync(path)) return;
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules') continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(child);
    else yield child;
  }
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const source of [...sources, 'package-lock.json'])
    for (const file of filesBelow(join(root, source)))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Builds the stale parts; `only` names the ones wanted. */
export async function buildStale({ only, log = console.log } = {}) {
  mkdirSync(dist, { recursive: true });
  for (const part of parts) {
    const key = part.key ?? part.name;
    if (only && !only.includes(key)) continue;
    const stamp = join(dist, `.built-${key}`);
    const hash = hashOf(part.sources);
    if (existsSync(stamp) && existsSync(join(dist, part.output)) && readFileSync(stamp, 'utf8') === hash)
      continue;
    log(`Building ${part.name}…`);
    await part.build();
    writeFileSync(stamp, hash);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensurePackages();
  await buildStale();
  console.log('Built into dist/.');
}
