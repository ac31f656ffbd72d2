/** What a service does to the level of a master: beside the data it is read from, for windows and engine alike. */
export { playbackGain } from '../protocol/index.ts';
