/** Row `offline-16`: how many times real time a mix of sixteen strips is rendered from its files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIX_OUTPUT, renderOffline } from '../../audio-engine/render/index.ts';
import { fileSession } from './file-session.ts';
import { type Bench, bestOf } from './row.ts';
import { SAMPLE_RATE } from './strips-shape.ts';

const TRACKS = 16;
const SECONDS = 30;
const ROUNDS = 3;

export const offline: Bench = {
  name: 'offline-16',
  about:
    'sixteen stereo tracks from 24-bit files, each with six equaliser bands and a compressor, rendered to a mix.',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
    try {
      const document = fileSession(folder, TRACKS, SECONDS);
      const range = { startSample: 0, endSample: SECONDS * SAMPLE_RATE };
      const ours = await bestOf(ROUNDS, async () => {
        const start = performance.now();
        await renderOffline({
          document,
          folder,
          outputs: [MIX_OUTPUT],
          limiter: false,
          range,
          onBlock: () => {},
        });
        return (SECONDS * 1000) / (performance.now() - start);
      });
      return [{ name: 'offline-16', unit: 'times real time', ours, peers: {} }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
