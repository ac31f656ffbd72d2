/** The face of references and playback systems. */
export { useListenActions } from './actions.ts';
export { type CorridorBand, corridorOf, corridorOfCurve, levelOfTrace, paintCorridor } from './corridor.ts';
export { CurveChoice, chosenCurve, useTonalCurve } from './curve-choice.tsx';
export { useMeasured } from './measured.ts';
export { ReferenceColumn } from './reference-column.tsx';
export { SystemsStrip } from './systems-strip.tsx';
