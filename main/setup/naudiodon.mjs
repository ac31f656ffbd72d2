// Builds naudiodon, the door to the sound card, in a bounded step of its own: it is the only package that needs a
// compiler, and Threshold must start without one. The answer says in one sentence what is missing and what mends it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './install.mjs';

const installed = fileURLToPath(new URL('../../node_modules/naudiodon', import.meta.url));

const CLOCKED = 'Until then Threshold plays on its own clock, without sound from the speakers.';

const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .some((at) => at && existsSync(join(at, process.platform === 'win32' ? `${program}.exe` : program)));

const firstThere = (paths) => paths.find((path) => existsSync(path));

/** Loads the addon in a process of its own: a broken one may take its process with it. Undefined when it loads. */
function loadError(folder) {
  const addon = join(folder, 'build', 'Release', 'naudiodon.node');
  if (!existsSync(addon)) return 'it is not built';
  const child = spawnSync(process.execPath, ['-e', 'require(process.argv[1])', addon], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (child.status === 0) return undefined;
  return /Error: (.*)/.exec(child.stderr ?? '')?.[1] ?? child.error?.message ?? 'it does not load';
}

/** What is missing to compile, as a sentence; undefined when all is there as far as can be seen. */
function missingTool() {
  if (process.platform === 'linux') {
    const missing = [];
    if (!['g++', 'clang++', 'c++'].some(onPath)) missing.push('a C++ compiler');
    if (!onPath('make')) missing.push('make');
    if (!onPath('python3') && !onPath('python')) missing.push('Python 3');
    if (missing.length)
      return `naudiodon cannot be built because ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: \`sudo apt-get install build-essential python3 libasound2\`, then start again.`;
  }
  if (process.platform === 'darwin') {
    if (spawnSync('xcode-select', ['-p']).status !== 0)
      return 'naudiodon cannot be built because the command line tools are missing: `xcode-select --install`, then start again.';
  }
  return undefined;
}

/**
 * naudiodon bundles PortAudio for x64 only. Elsewhere the system's or Homebrew's is put in its place; the
 * answer is a sentence when there is none.
 */
function providePortAudio(folder) {
  const bundled = join(folder, 'portaudio', 'bin');
  if (process.platform === 'darwin' && process.arch === 'arm64') {
    const prefixes = [process.env.HOMEBREW_PREFIX, '/opt/homebrew', '/opt/local', '/usr/local'].filter(
      Boolean,
    );
    const own = firstThere(
      prefixes.flatMap((p) => [
        join(p, 'opt/portaudio/lib/libportaudio.dylib'),
        join(p, 'lib/libportaudio.dylib'),
      ]),
    );
    if (!own)
      return 'naudiodon needs PortAudio for Apple silicon, which is missing: `brew install portaudio`, then start again.';
    copyFileSync(own, join(bundled, 'libportaudio.dylib'));
  }
  if (process.platform === 'linux' && process.arch !== 'x64') {
    const places = ['aarch64-linux-gnu', 'arm-linux-gnueabihf', 'riscv64-linux-gnu', ''];
    const own = firstThere(places.map((p) => join('/usr/lib', p, 'libportaudio.so.2')));
    if (!own)
      return 'naudiodon needs PortAudio for this processor, which is missing: `sudo apt-get install libportaudio2`, then start again.';
    copyFileSync(
      own,
      join(process.arch === 'arm' ? join(folder, 'portaudio', 'bin_armhf') : bundled, 'libportaudio.so.2'),
    );
  }
  return undefined;
}

function buildEnvironment() {
  const env = { ...process.env };
  // Beside itself, so that a moved or packaged naudiodon.node finds its libportaudio (make and the shell take
  // one dollar each).
  if (process.platform === 'linux') env.LDFLAGS = `${env.LDFLAGS ?? ''} -Wl,-rpath,\\$$ORIGIN`.trim();
  // Node's own headers where they lie beside it: no download.
  const prefix = dirname(dirname(process.execPath));
  if (!env.npm_config_nodedir && existsSync(join(prefix, 'include', 'node', 'node_api.h')))
    env.npm_config_nodedir = prefix;
  return env;
}

/**
 * Never throws; at most `timeoutMs`.
 * @param {{timeoutMs?: number, log?: (line: string) => void, folder?: string}} options
 * @returns {Promise<{ok: boolean, sentence: string}>}
 */
export async function buildNaudiodon({ timeoutMs = 180_000, log = () => {}, folder = installed } = {}) {
  const failed = (sentence) => ({ ok: false, sentence: `${sentence} ${CLOCKED}` });
  try {
    if (!existsSync(join(folder, 'binding.gyp')))
      return failed(
        'naudiodon is not installed: run `npm install` with the network there, then start again.',
      );
    if (loadError(folder) === undefined) return { ok: true, sentence: 'naudiodon is built.' };
    const missing = missingTool() ?? providePortAudio(folder);
    if (missing) return failed(missing);
    log('Building naudiodon, the door to the sound card (once)…');
    const code = await run('npm', ['rebuild', 'naudiodon', '--ignore-scripts=false', '--loglevel=error'], {
      timeoutMs,
      env: buildEnvironment(),
      stdio: 'ignore',
    });
    if (code === 124)
      return failed(
        `naudiodon was not built within ${Math.round(timeoutMs / 1000)} seconds: check the network (Node's headers are fetched once) and start again.`,
      );
    if (code === 127)
      return failed('naudiodon cannot be built because npm is not on the PATH: add it, then start again.');
    const error = loadError(folder);
    if (error === undefined) return { ok: true, sentence: 'naudiodon is built.' };
    if (code !== 0)
      return failed(
        'naudiodon does not compile here: run `npm rebuild naudiodon --foreground-scripts` to read why, mend it, then start again.',
      );
    if (/libasound/.test(error))
      return failed(
        'naudiodon is built but ALSA is missing: `sudo apt-get install libasound2`, then start again.',
      );
    return failed(`naudiodon is built but does not load (${error}): mend that, then start again.`);
  } catch (error) {
    return failed(
      `naudiodon could not be built (${error instanceof Error ? error.message : String(error)}): run \`npm rebuild naudiodon\` to see more.`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await buildNaudiodon({ log: console.log });
  console.log(result.sentence);
  process.exitCode = result.ok ? 0 : 1;
}
