/** Every effect there is: what the plan, the inserts menu, the command line and the tests know it by. */
import { effectWords } from '../words/index.ts';
import { analyserParameters } from './analyser/parameters.ts';
import { clipperParameters } from './clipper/parameters.ts';
import { compressorParameters } from './compressor/parameters.ts';
import { convolutionParameters } from './convolution/parameters.ts';
import { deesserParameters } from './deesser/parameters.ts';
import { delayParameters } from './delay/parameters.ts';
import { doublerParameters } from './doubler/parameters.ts';
import { equaliserParameters } from './equaliser/parameters.ts';
import { exciterParameters } from './exciter/parameters.ts';
import { gateParameters } from './gate/parameters.ts';
import { imagerParameters } from './imager/parameters.ts';
import { limiterParameters } from './limiter/parameters.ts';
import { modulationParameters } from './modulation/parameters.ts';
import { multibandParameters } from './multiband/parameters.ts';
import type { Parameter } from './parameter.ts';
import { pitchParameters } from './pitch/parameters.ts';
import { reverbParameters } from './reverb/parameters.ts';
import { saturatorParameters } from './saturator/parameters.ts';
import { transientParameters } from './transient/parameters.ts';
import { utilityParameters } from './utility/parameters.ts';

export type EffectKind = keyof typeof effectWords;

export interface EffectInfo {
  readonly kind: EffectKind;
  /** What the plan calls it by; stands in plans only, never in documents. */
  readonly kernelId: number;
  /** Its kernel's exports begin with this: `equaliser_process`. */
  readonly prefix: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  readonly why: string;
  /** Listens to another strip where one is chosen: gets its sound as `key` (kernels/assembly/context.ts). */
  readonly keyed: boolean;
  /** What it needs from a file besides its values: an impulse response. */
  readonly resource: 'impulse' | null;
  /**
   * Choices that change how much memory its kernel needs or how late its sound comes: another value makes the insert
   * anew, in a cross-fade.
   */
  readonly remadeBy?: readonly string[];
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
    keyed: true,
    resource: null,
    remadeBy: ['phase', 'matchOn'],
  },
  compressor: {
    kind: 'compressor',
    kernelId: 2,
    prefix: 'compressor',
    title: words.compressor.title,
    parameters: compressorParameters,
    why: words.compressor.why,
    keyed: true,
    resource: null,
  },
  limiter: {
    kind: 'limiter',
    kernelId: 3,
    prefix: 'limiter',
    title: words.limiter.title,
    parameters: limiterParameters,
    why: words.limiter.why,
    keyed: false,
    resource: null,
    remadeBy: ['lookAheadMs', 'character'],
  },
  gate: {
    kind: 'gate',
    kernelId: 4,
    prefix: 'gate',
    title: words.gate.title,
    parameters: gateParameters,
    why: words.gate.why,
    keyed: true,
    resource: null,
  },
  deesser: {
    kind: 'deesser',
    kernelId: 5,
    prefix: 'deesser',
    title: words.deesser.title,
    parameters: deesserParameters,
    why: words.deesser.why,
    keyed: true,
    resource: null,
  },
  multiband: {
    kind: 'multiband',
    kernelId: 6,
    prefix: 'multiband',
    title: words.multiband.title,
    parameters: multibandParameters,
    why: words.multiband.why,
    keyed: false,
    resource: null,
  },
  transient: {
    kind: 'transient',
    kernelId: 7,
    prefix: 'transient',
    title: words.transient.title,
    parameters: transientParameters,
    why: words.transient.why,
    keyed: false,
    resource: null,
  },
  utility: {
    kind: 'utility',
    kernelId: 16,
    prefix: 'utility',
    title: words.utility.title,
    parameters: utilityParameters,
    why: words.utility.why,
    keyed: false,
    resource: null,
  },
  convolution: {
    kind: 'convolution',
    kernelId: 10,
    prefix: 'convolution',
    title: words.convolution.title,
    parameters: convolutionParameters,
    why: words.convolution.why,
    keyed: false,
    resource: 'impulse',
  },
  saturator: {
    kind: 'saturator',
    kernelId: 8,
    prefix: 'saturator',
    title: words.saturator.title,
    parameters: saturatorParameters,
    why: words.saturator.why,
    keyed: false,
    resource: null,
  },
  delay: {
    kind: 'delay',
    kernelId: 11,
    prefix: 'delay',
    title: words.delay.title,
    parameters: delayParameters,
    why: words.delay.why,
    keyed: false,
    resource: null,
  },
  reverb: {
    kind: 'reverb',
    kernelId: 9,
    prefix: 'reverb',
    title: words.reverb.title,
    parameters: reverbParameters,
    why: words.reverb.why,
    keyed: false,
    resource: null,
  },
  modulation: {
    kind: 'modulation',
    kernelId: 12,
    prefix: 'modulation',
    title: words.modulation.title,
    parameters: modulationParameters,
    why: words.modulation.why,
    keyed: false,
    resource: null,
  },
  analyser: {
    kind: 'analyser',
    kernelId: 17,
    prefix: 'analyser',
    title: words.analyser.title,
    parameters: analyserParameters,
    why: words.analyser.why,
    keyed: false,
    resource: null,
  },
  imager: {
    kind: 'imager',
    kernelId: 13,
    prefix: 'imager',
    title: words.imager.title,
    parameters: imagerParameters,
    why: words.imager.why,
    keyed: false,
    resource: null,
  },
  doubler: {
    kind: 'doubler',
    kernelId: 15,
    prefix: 'doubler',
    title: words.doubler.title,
    parameters: doublerParameters,
    why: words.doubler.why,
    keyed: false,
    resource: null,
  },
  pitch: {
    kind: 'pitch',
    kernelId: 14,
    prefix: 'pitch',
    title: words.pitch.title,
    parameters: pitchParameters,
    why: words.pitch.why,
    keyed: false,
    resource: null,
  },
  clipper: {
    kind: 'clipper',
    kernelId: 18,
    prefix: 'clipper',
    title: words.clipper.title,
    parameters: clipperParameters,
    why: words.clipper.why,
    keyed: false,
    resource: null,
  },
  exciter: {
    kind: 'exciter',
    kernelId: 19,
    prefix: 'exciter',
    title: words.exciter.title,
    parameters: exciterParameters,
    why: words.exciter.why,
    keyed: false,
    resource: null,
  },
};

/** In the order menus show them. */
export const EFFECT_KINDS = Object.keys(effectKinds) as EffectKind[];
