/** What is written into files beside their sound: names, numbers, artwork and loudness, in each container's way. */
export { id3Tag } from './id3.ts';
export { infoItems } from './info-items.ts';
export { itemList } from './mp4-items.ts';
export type { Artwork, FileTags, TagLoudness } from './tags.ts';
export { flacPicture, vorbisComments } from './vorbis-comments.ts';
