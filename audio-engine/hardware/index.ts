export * from './clocked.ts';
export * from './converted.ts';
export * from './device.ts';
export * from './faults.ts';
export * from './naudiodon.ts';
export * from './open.ts';
