export * from './load.ts';
export * from './memory.ts';
export * from './resampler.ts';
