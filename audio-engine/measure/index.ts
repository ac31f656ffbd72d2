export * from './loudness-meter.ts';
