/** The words of every effect, one file each. */
import { analyser } from './analyser.ts';
import { clipper } from './clipper.ts';
import { compressor } from './compressor.ts';
import { convolution } from './convolution.ts';
import { deesser } from './deesser.ts';
import { delay } from './delay.ts';
import { doubler } from './doubler.ts';
import { equaliser } from './equaliser.ts';
import { exciter } from './exciter.ts';
import { gate } from './gate.ts';
import { imager } from './imager.ts';
import { limiter } from './limiter.ts';
import { modulation } from './modulation.ts';
import { multiband } from './multiband.ts';
import { pitch } from './pitch.ts';
import { reverb } from './reverb.ts';
import { saturator } from './saturator.ts';
import { transient } from './transient.ts';
import { utility } from './utility.ts';

export const effectWords = {
  equaliser,
  compressor,
  limiter,
  transient,
  multiband,
  gate,
  deesser,
  utility,
  convolution,
  saturator,
  delay,
  reverb,
  modulation,
  analyser,
  imager,
  doubler,
  pitch,
  clipper,
  exciter,
};
