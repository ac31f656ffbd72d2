/** The face of what hands and keys do on the timeline. */
export * from './clip-actions.ts';
export * from './drags.ts';
export * from './pointer.ts';
export * from './track-actions.ts';
