/** Every effect there is: what the plan, the inserts menu, the command line and the tests know it by. */
import { effectWords } from '../words/index.ts';
import { compressorParameters } from './compressor/parameters.ts';
import { equaliserParameters } from './equaliser/parameters.ts';
import { limiterParameters } from './limiter/parameters.ts';
import type { Parameter } from './parameter.ts';

type EffectKind = keyof typeof effectWords;

export interface EffectInfo {
  readonly kind: EffectKind;
  /** What the plan calls it by; stands in plans only, never in documents. */
  readonly kernelId: number;
  /** Its kernel's exports begin with this: `equaliser_process`. */
  readonly prefix: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  readonly why: string;
}

const words = effectWords;

export const effectKinds: Readonly<Record<EffectKind, EffectInfo>> = {
  equaliser: {
    kind: 'equaliser',
    kernelId: 1,
    prefix: 'equaliser',
    title: words.equaliser.title,
    parameters: equaliserParameters,
    why: words.equaliser.why,
  },
  compressor: {
    kind: 'compressor',
    kernelId: 2,
    prefix: 'compressor',
    title: words.compressor.title,
    parameters: compressorParameters,
    why: words.compressor.why,
  },
  limiter: {
    kind: 'limiter',
    kernelId: 3,
    prefix: 'limiter',
    title: words.limiter.title,
    parameters: limiterParameters,
    why: words.limiter.why,
  },
};
