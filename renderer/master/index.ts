/** The face of the master room. */
export { type Heard, heardLoudness } from './heard.ts';
export { MasterView } from './master-view.tsx';
export { printMix } from './source.ts';
export { SourceChip } from './source-chip.tsx';
