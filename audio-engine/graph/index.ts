/** From a session document to the description of a render plan: what sounds, in which order, how it is aligned. */
export * from './automation.ts';
export * from './compare.ts';
export * from './describe.ts';
export * from './description.ts';
export * from './redescribe.ts';
export { stagesOf } from './routing.ts';
export { OPEN_SONG, type SongTargets } from './song.ts';
