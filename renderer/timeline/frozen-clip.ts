/** A frozen track's file as the lane draws it: one clip over the whole of what it plays, in place of its clips. */
import type { Clip, SessionDocument, Track } from '../../audio-engine/session/index.ts';
import { trackMemoryWords } from '../../audio-engine/words/index.ts';

const NO_FADE = { lengthSamples: 0, shape: 'linear' } as const;

/** Null where the track is not frozen, or its file is not known. */
export function frozenClip(document: SessionDocument, { frozen, delaySamples }: Track): Clip | null {
  const media = frozen ? document.media[frozen.mediaId] : undefined;
  if (!frozen || !media) return null;
  return {
    id: `frozen:${media.id}`,
    mediaId: media.id,
    name: `${trackMemoryWords.frozen} · ${media.name}`,
    startSample: frozen.startSample + delaySamples,
    lengthSamples: media.lengthSamples,
    offsetSamples: 0,
    gainDb: 0,
    fadeIn: NO_FADE,
    fadeOut: NO_FADE,
    muted: false,
  };
}
