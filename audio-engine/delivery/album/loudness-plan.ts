/** What every song of an album is brought to. */
import type { Album } from './album-file.ts';

export interface SongLoudness {
  /** As its master sounds before the album; null for silence. */
  lufs: number | null;
}

export interface LoudnessPlan {
  /** LUFS by song; null leaves a song as loud as it is. */
  targets: (number | null)[];
  /** What the album as a whole is moved by; null where every song has its own. */
  albumGainDb: number | null;
}

/** Less than this is no reason to touch a master, dB. */
const LEAVE_ALONE_DB = 0.05;

/**
 * @param albumLufs of all songs one after another, gated as one programme (BS.1770-5); null for silence.
 */
export function planLoudness(
  { loudness, targetLufs, songs }: Pick<Album, 'loudness' | 'targetLufs' | 'songs'>,
  measured: readonly SongLoudness[],
  albumLufs: number | null,
): LoudnessPlan {
  const trimmed = (index: number, lufs: number | null, gainDb: number): number | null => {
    const move = gainDb + songs[index]!.trimDb;
    return lufs === null || Math.abs(move) < LEAVE_ALONE_DB ? null : lufs + move;
  };
  if (loudness === 'track')
    return {
      albumGainDb: null,
      targets: measured.map(({ lufs }, i) => trimmed(i, lufs, lufs === null ? 0 : targetLufs - lufs)),
    };
  const gainDb = loudness === 'album' && albumLufs !== null ? targetLufs - albumLufs : 0;
  return { albumGainDb: gainDb, targets: measured.map(({ lufs }, i) => trimmed(i, lufs, gainDb)) };
}
