/** The face of the master room. */
export { type Heard, heardLoudness } from './heard.ts';
export { MasterView } from './master-view.tsx';
