/** The face of what is remembered of a mix: scenes, moments side by side, chains, printed tracks, delays. */
export { ChainDialog, SaveChainDialog } from './chain-dialogs.tsx';
export { hasInserts } from './chains.ts';
export { CompareDialog } from './compare-dialog.tsx';
export { DelayDialog } from './delay-dialog.tsx';
export { FrozenMark } from './frozen-mark.tsx';
export * from './hearing.ts';
export * from './print-actions.ts';
export * from './scene-actions.ts';
