/** The words of every effect, one file each. */
import { compressor } from './compressor.ts';
import { equaliser } from './equaliser.ts';
import { limiter } from './limiter.ts';
import { utility } from './utility.ts';

export const effectWords = {
  equaliser,
  compressor,
  limiter,
  utility,
};
