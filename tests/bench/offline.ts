/** Row `offline-16`: how many times real time a mix of sixteen strips is rendered from its files. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWav } from '../../audio-engine/media/index.ts';
import { MIX_OUTPUT, renderOffline } from '../../audio-engine/render/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { type Bench, bestOf } from './row.ts';
import { stripsDocument } from './strips-ours.ts';
import { noise, SAMPLE_RATE } from './strips-shape.ts';

const TRACKS = 16;
const SECONDS = 30;
const ROUNDS = 3;

/** The strips of the row `strips`, each with a file of its own in that folder. */
function session(folder: string): SessionDocument {
  const document = stripsDocument(TRACKS);
  const lengthSamples = SECONDS * SAMPLE_RATE;
  mkdirSync(join(folder, 'audio'));
  Object.keys(document.tracks).forEach((trackId, index) => {
    const file = `audio/${trackId}.wav`;
    const wav = createWav(join(folder, file), { channels: 2, sampleRate: SAMPLE_RATE, format: 's24' });
    wav.write(Float64Array.from(noise(index + 1, lengthSamples * 2)), lengthSamples);
    wav.close();
    const origin = { fileName: file, format: 'wav', sampleRate: SAMPLE_RATE, channels: 2, conversions: [] };
    const shared = { channels: 2 as const, sampleRate: SAMPLE_RATE, lengthSamples };
    document.media[trackId] = {
      id: trackId,
      name: trackId,
      file,
      ...shared,
      sampleFormat: 's24',
      origin,
    };
    const none = () => ({ lengthSamples: 0, shape: 'linear' as const });
    const clip = { id: trackId, mediaId: trackId, name: trackId, startSample: 0, lengthSamples };
    document.clips[trackId] = {
      [trackId]: { ...clip, offsetSamples: 0, gainDb: 0, fadeIn: none(), fadeOut: none(), muted: false },
    };
  });
  return document;
}

export const offline: Bench = {
  name: 'offline-16',
  about:
    'sixteen stereo tracks from 24-bit files, each with six equaliser bands and a compressor, rendered to a mix.',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'threshold-bench-'));
    try {
      const document = session(folder);
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
