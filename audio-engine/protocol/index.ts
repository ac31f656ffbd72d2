export * from './channels.ts';
export * from './studio-api.ts';
export * from './telemetry.ts';
export * from './engine-messages.ts';
export * from './actions.ts';
