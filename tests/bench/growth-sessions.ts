/** Sessions of any size for the rows of growth: all tracks share one short file of noise. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWav } from '../../audio-engine/media/index.ts';
import type {
  AutomationPage,
  Clip,
  Id,
  MediaFile,
  SessionDocument,
} from '../../audio-engine/session/index.ts';
import { stripsDocument } from './strips-ours.ts';
import { noise, SAMPLE_RATE } from './strips-shape.ts';

/** Of the shared file. */
export const FILE_SECONDS = 10;
const FILE = 'audio/noise.wav';
const MEDIA = 'noise';
/** Points in one page, as edits leave them. */
const PAGE_POINTS = 64;

export function writeNoise(folder: string): void {
  mkdirSync(join(folder, 'audio'), { recursive: true });
  const wav = createWav(join(folder, FILE), { channels: 2, sampleRate: SAMPLE_RATE, format: 's24' });
  const second = Float64Array.from(noise(1, SAMPLE_RATE * 2));
  for (let at = 0; at < FILE_SECONDS; at++) wav.write(second, SAMPLE_RATE);
  wav.close();
}

/** Tracks with an equaliser and a compressor each (or nothing), that play nothing yet. */
export function emptyTracks(tracks: number, effects: 'equaliser and compressor' | 'none'): SessionDocument {
  const document = stripsDocument(tracks);
  if (effects === 'none') for (const id of Object.keys(document.effects)) document.effects[id] = {};
  const shape = { channels: 2 as const, sampleRate: SAMPLE_RATE, lengthSamples: FILE_SECONDS * SAMPLE_RATE };
  const origin = { fileName: FILE, format: 'wav', sampleRate: SAMPLE_RATE, channels: 2, conversions: [] };
  const media: MediaFile = { id: MEDIA, name: MEDIA, file: FILE, ...shape, sampleFormat: 's24', origin };
  document.media[MEDIA] = media;
  return document;
}

/** Fills every track with clips of one length, one behind the other. */
export function addClips(
  document: SessionDocument,
  clipsATrack: number,
  clipSamples: number,
): SessionDocument {
  const none = () => ({ lengthSamples: 0, shape: 'linear' as const });
  for (const trackId of Object.keys(document.tracks)) {
    const clips: Record<Id, Clip> = {};
    for (let index = 0; index < clipsATrack; index++) {
      const id = `${trackId}-${index}`;
      const place = { startSample: index * clipSamples, lengthSamples: clipSamples, offsetSamples: 0 };
      const sound = { gainDb: 0, fadeIn: none(), fadeOut: none(), muted: false };
      clips[id] = { id, mediaId: MEDIA, name: id, ...place, ...sound };
    }
    document.clips[trackId] = clips;
  }
  return document;
}

/** Gives every track a fader lane that moves up and down between points of one distance. */
export function addPoints(
  document: SessionDocument,
  pointsATrack: number,
  distance: number,
): SessionDocument {
  for (const trackId of Object.keys(document.tracks)) {
    const pages: Record<Id, AutomationPage> = {};
    for (let from = 0; from < pointsATrack; from += PAGE_POINTS) {
      const count = Math.min(PAGE_POINTS, pointsATrack - from);
      const points = Array.from({ length: count }, (_, i) => {
        return { sample: (from + i) * distance, value: (from + i) % 2 ? -12 : -3, bend: 0 };
      });
      pages[`p${from}`] = { id: `p${from}`, points };
    }
    document.automation[trackId] = { faderDb: { id: 'faderDb', mode: 'read', held: false, pages } };
  }
  return document;
}
