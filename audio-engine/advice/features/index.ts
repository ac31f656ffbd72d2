/** What the checks are functions of: features of the mix and of every strip, and how they are gathered. */
export * from './bands.ts';
export { listenToSession, pathGainDb, type SessionListening } from './listen-session.ts';
export { listenToSignal, type ReadableSource, type SignalListening } from './listen-signal.ts';
export { frameEnergies, SignalAnalyser, type SignalFacts } from './signal-analyser.ts';
export { Transform } from './transform.ts';
export * from './types.ts';
