/**
 * What a service does to the level of a master: pure arithmetic on its measured figures, g = min(target − I, limit),
 * with the limit of each kind of rule.
 */
import type { Album, PlaybackGain, PlayedFigures, Service } from './services.ts';

/** No gain, and nothing to say about one. */
const AS_IT_IS: PlaybackGain = { gainDb: 0, heldDb: 0, limited: false, offLu: null };

/**
 * `figures.integratedLufs` null (silence, or too short) plays as it is. With `album` a service that levels albums takes
 * the album's loudness, or its loudest song, in place of the song's own.
 */
export function playbackGain(
  service: Service,
  figures: PlayedFigures,
  album: Album | null = null,
): PlaybackGain {
  const { rule } = service;
  if (rule.kind === 'none' || figures.integratedLufs === null) return AS_IT_IS;
  if (rule.kind === 'spec') {
    const offLu = figures.integratedLufs - rule.lufs;
    return { ...AS_IT_IS, offLu };
  }
  const loudness = loudnessFor(service, figures.integratedLufs, album);
  const wanted = rule.lufs - loudness;
  switch (rule.kind) {
    case 'down':
      return { ...AS_IT_IS, gainDb: Math.min(0, wanted) };
    case 'limited':
      return { ...AS_IT_IS, gainDb: wanted, limited: wouldLimit(service, figures, wanted) };
    case 'up-to-peak': {
      if (wanted <= 0) return { ...AS_IT_IS, gainDb: wanted };
      // Raised only until the peaks arrive; one that is there already is not turned down for it.
      const room = Math.max(0, rule.peakDbtp - (figures.truePeakDbtp ?? Number.NEGATIVE_INFINITY));
      const gainDb = Math.min(wanted, room);
      return { ...AS_IT_IS, gainDb, heldDb: wanted - gainDb };
    }
  }
}

function loudnessFor({ album: mode }: Service, own: number, album: Album | null): number {
  if (album === null) return own;
  switch (mode) {
    case 'none':
      return own;
    case 'album':
      return album.integratedLufs ?? own;
    case 'loudest':
      return Math.max(own, ...album.songsLufs);
  }
}

function wouldLimit({ limiter }: Service, figures: PlayedFigures, gainDb: number): boolean {
  return (
    limiter !== null && (figures.samplePeakDbfs ?? Number.NEGATIVE_INFINITY) + gainDb > limiter.samplePeakDbfs
  );
}
