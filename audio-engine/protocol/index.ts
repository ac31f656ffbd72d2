export * from './actions.ts';
export * from './channels.ts';
export * from './comparison.ts';
export * from './engine-messages.ts';
export * from './job-messages.ts';
export * from './monitor.ts';
export * from './studio-api.ts';
export * from './telemetry.ts';
