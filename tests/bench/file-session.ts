/** A session of equal strips, each with a file of its own: what the rows render from disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWav } from '../../audio-engine/media/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { stripsDocument } from './strips-ours.ts';
import { noise, SAMPLE_RATE } from './strips-shape.ts';

/** The strips of the row `strips` on stereo files of 24 bit in `folder`. */
export function fileSession(folder: string, tracks: number, seconds: number): SessionDocument {
  const document = stripsDocument(tracks);
  const lengthSamples = seconds * SAMPLE_RATE;
  mkdirSync(join(folder, 'audio'), { recursive: true });
  Object.keys(document.tracks).forEach((trackId, index) => {
    const file = `audio/${trackId}.wav`;
    const wav = createWav(join(folder, file), { channels: 2, sampleRate: SAMPLE_RATE, format: 's24' });
    const second = Float64Array.from(noise(index + 1, SAMPLE_RATE * 2));
    for (let at = 0; at < seconds; at++) wav.write(second, SAMPLE_RATE);
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
