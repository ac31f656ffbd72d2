/** Several songs as one release. */
export {
  type Album,
  type AlbumSong,
  formatNames,
  LOUDNESS_WAYS,
  parseAlbum,
  readAlbum,
} from './album-file.ts';
export { checkDigit, isIsrc, isUpc, spacedIsrc } from './codes.ts';
export { type AlbumJob, type AlbumResult, type AlbumSongResult, makeAlbum } from './make-album.ts';
