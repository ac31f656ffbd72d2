export * from './load.ts';
export * from './memory.ts';
