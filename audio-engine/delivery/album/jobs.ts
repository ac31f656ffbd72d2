/** Making an album as a job. */
import type { JobRunner } from '../../protocol/index.ts';
import type { SessionDocument } from '../../session/index.ts';
import { albumWords, ThresholdError } from '../../words/index.ts';
import { loadArtwork } from '../artwork.ts';
import { parseAlbum } from './album-file.ts';
import { makeAlbum } from './make-album.ts';

export const runAlbum: JobRunner<'album'> = async (request, { post, signal }) => {
  const album = parseAlbum(request.album, request.place);
  let last = 0;
  const made = await makeAlbum({
    album,
    folder: request.folder,
    replace: request.replace,
    artwork: album.artwork === null ? null : loadArtwork(album.artwork),
    signal,
    async openSession(path) {
      const document = request.sessions[path];
      if (!document) throw new ThresholdError(albumWords.notASession(path));
      return document as SessionDocument;
    },
    onProgress(fraction, sentence) {
      const now = performance.now();
      if (now - last < 100 && fraction < 1) return;
      last = now;
      post({ type: 'progress', fraction, sentence });
    },
  });
  const songs = made.songs.map((song) => ({
    ...song,
    measurement: {
      integratedLufs: song.measurement.integratedLufs,
      truePeakDbtp: song.measurement.truePeakDbtp,
      loudnessRangeLu: song.measurement.loudnessRangeLu,
    },
    files: song.files.map(({ path, format }) => ({ path, format })),
  }));
  return {
    result: { ...made, songs },
    failures: [],
    sentence: albumWords.made(songs.length, made.lufs, made.spreadLu),
  };
};
