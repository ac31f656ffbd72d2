/** Several songs as one release. */
export { type Album, type AlbumSong, parseAlbum, readAlbum } from './album-file.ts';
export { runAlbum } from './jobs.ts';
export { type AlbumJob, type AlbumResult, type AlbumSongResult, makeAlbum } from './make-album.ts';
