export * from './failure.ts';
export * from './media.ts';
export * from './host.ts';
