/**
 * LAME and libvorbis in WebAssembly. The modules are files of their own in `wasm-media-encoders/wasm/`, read here
 * and never bundled: LAME is under the LGPL, and a user may put another build in its place.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createEncoder } from 'wasm-media-encoders';

const require = createRequire(import.meta.url);
const modules = new Map<string, WebAssembly.Module>();

function moduleOf(name: 'mp3' | 'ogg'): WebAssembly.Module {
  const known = modules.get(name);
  if (known) return known;
  const path = require.resolve(`wasm-media-encoders/wasm/${name}`);
  const made = new WebAssembly.Module(readFileSync(path));
  modules.set(name, made);
  return made;
}

export const lameEncoder = (): ReturnType<typeof createEncoder<'audio/mpeg'>> =>
  createEncoder('audio/mpeg', moduleOf('mp3'));

export const vorbisEncoder = (): ReturnType<typeof createEncoder<'audio/ogg'>> =>
  createEncoder('audio/ogg', moduleOf('ogg'));
