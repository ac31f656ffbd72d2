// Writes THIRD-PARTY.md from the production packages of the lock file. `node main/setup/third-party.mjs` after
// a package was added or updated; a test compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';

/** [{name, version, license}] of everything that ships, from the lock file and the installed packages. */
export function shippedPackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const shipped = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || entry.dev || entry.devOptional || entry.link) continue;
    const manifest = join(root, path, 'package.json');
    const info = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : entry;
    const license =
      typeof info.license === 'string'
        ? info.license
        : (info.license?.type ?? info.licenses?.[0]?.type ?? entry.license ?? 'unknown');
    shipped.push({
      name: path.slice(path.lastIndexOf('node_modules/') + 13),
      version: info.version ?? entry.version,
      license,
    });
  }
  const seen = new Map(shipped.map((p) => [`${p.name}@${p.version}`, p]));
  return [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function thirdPartyText() {
  const rows = shippedPackages().map((p) => `| ${p.name} | ${p.version} | ${p.license} |`);
  return `# Third-party software

Threshold is MIT. What ships with it, from the lock file:

| Package | Version | Licence |
|---|---|---|
${rows.join('\n')}

- **LGPL inside**, each a part that can be replaced: mpg123-decoder wraps mpg123 (LGPL-2.1); wasm-media-encoders brings
  LAME (LGPL-2.0) as \`wasm/mp3.wasm\`, a file of its own that is read at run time, and libvorbis (BSD-3-Clause) as
  \`wasm/ogg.wasm\`; @mediabunny/aac-encoder wraps FFmpeg's AAC encoder (LGPL-2.1); codec-parser is LGPL-3.0. The packages
  stand unbundled in \`node_modules\` (\`app.asar.unpacked\` in a packaged app): a build of your own under the same
  name takes their place. Their source: mpg123.org, lame.sourceforge.io, ffmpeg.org.
  Nothing under GPL or AGPL ships.
- **MPL-2.0**: mediabunny, @mediabunny/flac-encoder and @mediabunny/aac-encoder are used unmodified; their source is in
  their packages.
- **opusscript** brings libopus (BSD-3-Clause, \`build/COPYING.libopus\`).
- **naudiodon** bundles PortAudio (MIT-style). Its crash logger is replaced by a stand-in of ours.
- **Demo song**: made from samples of the \`sonic-pi-samples\` collection, all CC0 (public domain), and own synthesis.
- **Electron** and Chromium carry their own licence files in the packaged app.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, 'THIRD-PARTY.md'), thirdPartyText());
