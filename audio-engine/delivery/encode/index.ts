/** Sound into finished files: seven formats behind one interface. */
export type { BroadcastFacts, Encoder, EncoderOptions } from './encoder.ts';
export { ENCODERS } from './names.ts';
export { openEncoder } from './open-encoder.ts';
