/** The face of waveforms: the store of peaks and the drawing of them. */
export * from './columns.ts';
export * from './peak-store.ts';
export * from './wave-tiles.ts';
