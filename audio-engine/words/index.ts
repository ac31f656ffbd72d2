export * from './failure.ts';
export * from './media.ts';
export * from './host.ts';
export * from './views.ts';
export * from './session.ts';
export * from './effects.ts';
export * from './mixing.ts';
