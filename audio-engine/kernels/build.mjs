// Compiles every AssemblyScript kernel into one module: shared, importable memory; SIMD; no runtime, no
// allocation. `assembly/index.ts` is the list of what is exported.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const out = join(root, 'dist', 'engine', 'kernels.wasm');

/** Initial 64 MiB, at most 1 GiB: must agree with `kernels/memory.ts`. */
const PAGES_INITIAL = 1024;
const PAGES_MAXIMUM = 16384;

export async function buildKernels() {
  mkdirSync(dirname(out), { recursive: true });
  const { error, stderr } = await asc.main([
    join(here, 'assembly', 'index.ts'),
    '--outFile',
    out,
    '--runtime',
    'stub',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory',
    String(PAGES_INITIAL),
    '--maximumMemory',
    String(PAGES_MAXIMUM),
    '--enable',
    'simd',
    '--enable',
    'threads',
    '--exportStart',
    'start',
    '-O3',
    '--noAssert',
    '--converge',
    '--use',
    'abort=',
  ]);
  if (error) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
