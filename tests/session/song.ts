/** A small song to try commands on. */
import {
  applyCommand,
  type Command,
  createDocument,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';

export const media = (id: string, channels: 1 | 2 = 2, lengthSamples = 480_000) => ({
  id,
  name: `File ${id}`,
  file: `audio/${id}.wav`,
  channels,
  sampleRate: 48000,
  lengthSamples,
  sampleFormat: 's24' as const,
  origin: { fileName: `${id}.wav`, format: 'wav', sampleRate: 48000, channels, conversions: [] },
});

export const clip = (id: string, mediaId: string, startSample = 0, lengthSamples = 48_000) => ({
  id,
  mediaId,
  name: `Clip ${id}`,
  startSample,
  lengthSamples,
  offsetSamples: 0,
  gainDb: 0,
  fadeIn: { lengthSamples: 0, shape: 'linear' as const },
  fadeOut: { lengthSamples: 0, shape: 'linear' as const },
  muted: false,
});

export const track = (id: string, name: string, order: string, channels: 1 | 2 = 2) => ({
  id,
  name,
  color: 'clay' as const,
  channels,
  order,
});

export const effect = (id: string, kind: 'equaliser' | 'compressor' | 'limiter', order = 'V') => ({
  id,
  kind,
  order,
  bypassed: false,
  parameters: {},
  presetName: null,
});

export function run(document: SessionDocument, ...steps: Command[]): SessionDocument {
  return steps.reduce((d, step) => applyCommand(d, step).document, document);
}

export const importSong: Command = {
  id: 'session.import',
  payload: {
    media: [media('m1'), media('m2'), media('m3', 1)],
    tracks: [track('kick', 'Kick', 'V'), track('vox', 'Lead vox', 'W'), track('bass', 'Bass', 'X', 1)],
    clips: [
      { trackId: 'kick', clip: clip('c1', 'm1') },
      { trackId: 'vox', clip: clip('c2', 'm2', 96_000) },
      { trackId: 'bass', clip: clip('c3', 'm3') },
    ],
  },
};

export function emptySong(): SessionDocument {
  return createDocument({ id: 's1', name: 'Song', sampleRate: 48000, createdAt: '2026-01-01T00:00:00Z' });
}

export function song(): SessionDocument {
  return run(emptySong(), importSong);
}
