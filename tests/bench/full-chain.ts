/** Row `full-chain`: how many times real time a ten-minute song goes through the whole master chain into its file. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportAudio } from '../../audio-engine/delivery/index.ts';
import { renderThreads } from '../../audio-engine/render/index.ts';
import { createEffect, MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { fileSession } from './file-session.ts';
import { type Bench, bestOf } from './row.ts';

const SECONDS = 600;
const ROUNDS = 2;

export const fullChain: Bench = {
  name: 'full-chain',
  about:
    'ten minutes of stereo through linear-phase equaliser, multiband and limiter to −10 LUFS and −1 dBTP, searched, verified at 16x and written as 24-bit WAV.',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
    try {
      const document = fileSession(folder, 1, SECONDS);
      // What a strip does is measured elsewhere: here it is the chain.
      for (const map of Object.values(document.effects)) for (const id of Object.keys(map)) delete map[id];
      document.effects[MASTER_STRIP] = {
        eq: createEffect({
          id: 'eq',
          kind: 'equaliser',
          order: 'V',
          parameters: { phase: 1, band2GainDb: 1.5, band5GainDb: -1 },
        }),
        multiband: createEffect({ id: 'multiband', kind: 'multiband', order: 'W' }),
        limiter: createEffect({ id: 'limiter', kind: 'limiter', order: 'X' }),
      };
      const place = join(folder, 'out');
      mkdirSync(place);
      const ours = await bestOf(ROUNDS, async () => {
        const start = performance.now();
        await exportAudio({
          document,
          folder,
          threads: renderThreads(),
          options: {
            what: 'master',
            files: [{ file: { format: 'wav', bits: '24' }, sampleRate: null, dither: 'tpdf' }],
            sets: [],
            place: { folder: place, pattern: 'master', ifThere: 'replace' },
            target: { name: null, lufs: -10, ceilingDbtp: -1 },
            range: null,
            versions: ['full'],
            stems: null,
            overshoot: 'say',
            proof: false,
          },
        });
        return (SECONDS * 1000) / (performance.now() - start);
      });
      return [{ name: 'full-chain', unit: 'times real time', ours, peers: {} }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
