/** The words of every effect, one file each. */
import { compressor } from './compressor.ts';
import { equaliser } from './equaliser.ts';
import { limiter } from './limiter.ts';

export const effectWords = {
  equaliser,
  compressor,
  limiter,
};
