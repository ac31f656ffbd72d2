/** The face of references and playback systems. */
export { useListenActions } from './actions.ts';
export { useMeasured } from './measured.ts';
export { ReferenceColumn } from './reference-column.tsx';
export { SystemsStrip } from './systems-strip.tsx';
