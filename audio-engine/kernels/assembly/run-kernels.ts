// Effect kernels by the id that effects/registry.ts gives them. A switch, because kernels are compiled together:
// there is no table to look up and nothing to allocate.
import {
  compressor_at_rest, compressor_process, compressor_process_pair, compressor_reset,
} from '../../effects/compressor/kernel';
import {
  equaliser_at_rest, equaliser_process, equaliser_process_pair, equaliser_reset,
} from '../../effects/equaliser/kernel';
import { limiter_at_rest, limiter_process, limiter_reset } from '../../effects/limiter/kernel';
import { utility_at_rest, utility_process, utility_reset } from '../../effects/utility/kernel';
import { convolution_at_rest, convolution_process, convolution_reset } from '../../effects/convolution/kernel';
import { saturator_at_rest, saturator_process, saturator_reset } from '../../effects/saturator/kernel';
import { gate_at_rest, gate_process, gate_reset } from '../../effects/gate/kernel';
import { deesser_at_rest, deesser_process, deesser_reset } from '../../effects/deesser/kernel';
import { multiband_at_rest, multiband_process, multiband_reset } from '../../effects/multiband/kernel';
import { transient_at_rest, transient_process, transient_reset } from '../../effects/transient/kernel';
import { delay_at_rest, delay_process, delay_reset } from '../../effects/delay/kernel';
import { reverb_at_rest, reverb_process, reverb_reset } from '../../effects/reverb/kernel';
import { modulation_at_rest, modulation_process, modulation_reset } from '../../effects/modulation/kernel';
import { analyser_at_rest, analyser_process, analyser_reset } from '../../effects/analyser/kernel';
import { imager_at_rest, imager_process, imager_reset } from '../../effects/imager/kernel';
import { doubler_at_rest, doubler_process, doubler_reset } from '../../effects/doubler/kernel';
import { pitch_at_rest, pitch_process, pitch_reset } from '../../effects/pitch/kernel';
import { clipper_at_rest, clipper_process, clipper_reset } from '../../effects/clipper/kernel';
import { exciter_at_rest, exciter_process, exciter_reset } from '../../effects/exciter/kernel';
import { keyOf } from './context';
import { QUANTUM } from './math';

const EQUALISER: i32 = 1;
const ANALYSER: i32 = 17;
const COMPRESSOR: i32 = 2;
const LIMITER: i32 = 3;
const IMAGER: i32 = 13;
const MODULATION: i32 = 12;
const DELAY: i32 = 11;
const GATE: i32 = 4;
const DEESSER: i32 = 5;
const MULTIBAND: i32 = 6;
const TRANSIENT: i32 = 7;
const SATURATOR: i32 = 8;
const UTILITY: i32 = 16;
const CONVOLUTION: i32 = 10;
const REVERB: i32 = 9;
const DOUBLER: i32 = 15;
const PITCH: i32 = 14;
const CLIPPER: i32 = 18;
const EXCITER: i32 = 19;

/** One quantum in place. `context` is what it may know beside its own sound: context.ts. */
export function kernelProcess(kernel: i32, state: usize, params: usize, buffer: usize, context: usize): void {
  if (kernel == EQUALISER) equaliser_process(state, params, buffer, QUANTUM, context);
  else if (kernel == COMPRESSOR) compressor_process(state, params, buffer, QUANTUM, context);
  else if (kernel == LIMITER) limiter_process(state, params, buffer, QUANTUM);
  else if (kernel == IMAGER) imager_process(state, params, buffer, QUANTUM, context);
  else if (kernel == MODULATION) modulation_process(state, params, buffer, QUANTUM, context);
  else if (kernel == DELAY) delay_process(state, params, buffer, QUANTUM, context);
  else if (kernel == TRANSIENT) transient_process(state, params, buffer, QUANTUM);
  else if (kernel == MULTIBAND) multiband_process(state, params, buffer, QUANTUM);
  else if (kernel == DEESSER) deesser_process(state, params, buffer, QUANTUM, context);
  else if (kernel == GATE) gate_process(state, params, buffer, QUANTUM, context);
  else if (kernel == SATURATOR) saturator_process(state, params, buffer, QUANTUM, context);
  else if (kernel == ANALYSER) analyser_process(state, params, buffer, QUANTUM);
  else if (kernel == UTILITY) utility_process(state, params, buffer, QUANTUM, context);
  else if (kernel == CONVOLUTION) convolution_process(state, params, buffer, QUANTUM, context);
  else if (kernel == REVERB) reverb_process(state, params, buffer, QUANTUM, context);
  else if (kernel == DOUBLER) doubler_process(state, params, buffer, QUANTUM, context);
  else if (kernel == PITCH) pitch_process(state, params, buffer, QUANTUM, context);
  else if (kernel == CLIPPER) clipper_process(state, params, buffer, QUANTUM, context);
  else if (kernel == EXCITER) exciter_process(state, params, buffer, QUANTUM, context);
}

/** Two of the same kernel at once, where that is quicker; the bits are those of one after the other. */
export function kernelProcessPair(
  kernel: i32, stateA: usize, paramsA: usize, bufferA: usize, contextA: usize,
  stateB: usize, paramsB: usize, bufferB: usize, contextB: usize,
): void {
  if (kernel == EQUALISER) equaliser_process_pair(stateA, paramsA, bufferA, stateB, paramsB, bufferB, QUANTUM, contextA, contextB);
  else if (kernel == COMPRESSOR && (keyOf(contextA) | keyOf(contextB)) == 0) compressor_process_pair(stateA, paramsA, bufferA, stateB, paramsB, bufferB, QUANTUM);
  else {
    kernelProcess(kernel, stateA, paramsA, bufferA, contextA);
    kernelProcess(kernel, stateB, paramsB, bufferB, contextB);
  }
}

export function kernelReset(kernel: i32, state: usize, sampleRate: f64): void {
  if (kernel == EQUALISER) equaliser_reset(state, sampleRate);
  else if (kernel == COMPRESSOR) compressor_reset(state, sampleRate);
  else if (kernel == LIMITER) limiter_reset(state, sampleRate);
  else if (kernel == IMAGER) imager_reset(state, sampleRate);
  else if (kernel == MODULATION) modulation_reset(state, sampleRate);
  else if (kernel == DELAY) delay_reset(state, sampleRate);
  else if (kernel == TRANSIENT) transient_reset(state, sampleRate);
  else if (kernel == MULTIBAND) multiband_reset(state, sampleRate);
  else if (kernel == DEESSER) deesser_reset(state, sampleRate);
  else if (kernel == GATE) gate_reset(state, sampleRate);
  else if (kernel == SATURATOR) saturator_reset(state, sampleRate);
  else if (kernel == ANALYSER) analyser_reset(state, sampleRate);
  else if (kernel == UTILITY) utility_reset(state, sampleRate);
  else if (kernel == CONVOLUTION) convolution_reset(state, sampleRate);
  else if (kernel == REVERB) reverb_reset(state, sampleRate);
  else if (kernel == DOUBLER) doubler_reset(state, sampleRate);
  else if (kernel == PITCH) pitch_reset(state, sampleRate);
  else if (kernel == CLIPPER) clipper_reset(state, sampleRate);
  else if (kernel == EXCITER) exciter_reset(state, sampleRate);
}

/** Positive dB; 0 where a kernel does not reduce: then its first read-out stays 0. */
export function kernelReduction(kernel: i32, state: usize): f64 {
  return kernel == EQUALISER ? 0.0 : load<f64>(state);
}

/** True where a silent quantum comes out silent and changes nothing that will ever be heard. */
export function kernelAtRest(kernel: i32, state: usize, params: usize): bool {
  if (kernel == EQUALISER) return equaliser_at_rest(state, params);
  if (kernel == COMPRESSOR) return compressor_at_rest(state, params);
  if (kernel == LIMITER) return limiter_at_rest(state, params);
  if (kernel == IMAGER) return imager_at_rest(state, params);
  if (kernel == MODULATION) return modulation_at_rest(state, params);
  if (kernel == DELAY) return delay_at_rest(state, params);
  if (kernel == TRANSIENT) return transient_at_rest(state, params);
  if (kernel == MULTIBAND) return multiband_at_rest(state, params);
  if (kernel == DEESSER) return deesser_at_rest(state, params);
  if (kernel == GATE) return gate_at_rest(state, params);
  if (kernel == SATURATOR) return saturator_at_rest(state, params);
  if (kernel == ANALYSER) return analyser_at_rest(state, params);
  if (kernel == UTILITY) return utility_at_rest(state, params);
  if (kernel == CONVOLUTION) return convolution_at_rest(state, params);
  if (kernel == REVERB) return reverb_at_rest(state, params);
  if (kernel == DOUBLER) return doubler_at_rest(state, params);
  if (kernel == PITCH) return pitch_at_rest(state, params);
  if (kernel == CLIPPER) return clipper_at_rest(state, params);
  if (kernel == EXCITER) return exciter_at_rest(state, params);
  return true;
}
