/** The face of references and playback systems. */
export { useListenActions } from './actions.ts';
export { type CorridorBand, corridorOf, levelOfTrace, paintCorridor } from './corridor.ts';
export { useMeasured } from './measured.ts';
export { ReferenceColumn } from './reference-column.tsx';
export { SystemsStrip } from './systems-strip.tsx';
