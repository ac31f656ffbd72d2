/** Runs plans: memory for them, the rings that feed them, what is read out of them, and renders without a device. */
export * from './meter-reader.ts';
export * from './offline.ts';
export { renderThreads } from './parallel.ts';
export * from './parameter-ring.ts';
export * from './plan-host.ts';
export * from './plan-layout.ts';
export * from './plan-types.ts';
export * from './run-map.ts';
export { SystemBlock } from './system-block.ts';
export * from './track-feed.ts';
export * from './track-filler.ts';
