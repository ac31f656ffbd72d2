/** The face of the transport: its buttons, its numbers, and musical time for display. */

export { EngineFigures } from './engine-figures.tsx';
export * from './musical-time.ts';
export { Position } from './position.tsx';
export { TempoField } from './tempo-field.tsx';
export { TransportButtons } from './transport-buttons.tsx';
export * from './transport-state.ts';
