// The convolution reverb: pre-delay, convolution with what was prepared from an impulse response (the context's
// resource), then the wet stage. Without a response the wet sound is silence.
import { resourceOf, frameOf } from '../../kernels/assembly/context';
import { convolve, convolverBytes, convolverReset, convolverRests } from '../../kernels/assembly/convolver';
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { impulseDecaySeconds, impulseFrames } from '../../kernels/assembly/impulse';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, copySettled, gainToDb, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { WET_STAGE_BYTES, wetFinish, wetReset, wetRests } from '../../kernels/assembly/wet-stage';

// Parameters, in the order of parameters.ts.
const PRE_DELAY: i32 = 0;
const LENGTH: i32 = 1;
const DECAY: i32 = 2;
const LOW_CUT: i32 = 3;
const HIGH_CUT: i32 = 4;
const WIDTH: i32 = 5;
const DUCK: i32 = 6;
const DUCK_RELEASE: i32 = 7;
const MIX: i32 = 8;
const PARAMETERS: i32 = 9;

const LONGEST_PRE_DELAY_MS: f64 = 250;
/** Nepers in 60 dB of amplitude. */
const NEPERS_60: f64 = 6.907755278982137;

// State, after the eight read-outs: 0 is the ducking, 3 the peak of the wet sound before the mix.
const WET_DB: usize = 24;
const RATE: usize = 64;
const QUIET_QUANTA: usize = 72; // i32: silent quanta at the convolver's input
const KNOWN: usize = 80;
const INPUT_PEAK: usize = 160;
const OUTPUT_PEAK: usize = 168;
const WET_PEAK: usize = 176;
const STAGE: usize = 192;
const WORK: usize = STAGE + WET_STAGE_BYTES;
const LINE: usize = WORK + <usize>QUANTUM * FRAME;

function longestDelay(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_PRE_DELAY_MS * sampleRate) / 1000);
}

// @ts-ignore: decorator
@inline
function convolverOf(state: usize): usize {
  return state + ((LINE + delayBytes(longestDelay(load<f64>(state, RATE))) + 63) & ~63);
}

export function convolution_bytes(sampleRate: f64): i32 {
  return <i32>(((LINE + delayBytes(longestDelay(sampleRate)) + 63) & ~63) + convolverBytes(sampleRate));
}

export function convolution_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  store<f64>(state, sampleRate, RATE);
  wetReset(state + STAGE, sampleRate);
  delayReset(state + LINE, longestDelay(sampleRate));
  convolverReset(convolverOf(state), sampleRate);
}

export function convolution_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

function quantum(state: usize, params: usize, buffer: usize, context: usize, frame: f64): void {
  const rate = load<f64>(state, RATE);
  const impulse = resourceOf(context);
  const work = state + WORK;
  const inputPeak = peakOf(buffer, QUANTUM);
  const silent = inputPeak == 0;
  const quiet: i32 = silent ? load<i32>(state, QUIET_QUANTA) + 1 : 0;
  store<i32>(state, min(quiet, 1 << 20), QUIET_QUANTA);
  const delay = <i32>nearest((clamp(param(params, PRE_DELAY), 0, LONGEST_PRE_DELAY_MS) * rate) / 1000);
  copySettled(work, buffer);
  delayQuantum(state + LINE, work, work, delay);
  let cut = 0;
  let decay: f64 = 0;
  if (impulse) {
    const frames = impulseFrames(impulse);
    cut = max(QUANTUM, <i32>Math.ceil((<f64>frames * clamp(param(params, LENGTH), 1, 100)) / 100));
    if (cut > frames) cut = frames;
    const share = clamp(param(params, DECAY), 10, 100) / 100;
    if (share < 1) decay = ((NEPERS_60 / impulseDecaySeconds(impulse)) * (1 / share - 1)) / rate;
  }
  const inside = quiet > delayQuanta(state + LINE);
  convolve(convolverOf(state), work, inside, frame, impulse, cut, decay);
  const ducked = wetFinish(
    state + STAGE, buffer, work, param(params, LOW_CUT), param(params, HIGH_CUT), param(params, WIDTH),
    param(params, DUCK), param(params, DUCK_RELEASE), param(params, MIX),
  );
  store<f64>(state, max(load<f64>(state), ducked));
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), inputPeak), INPUT_PEAK);
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
  store<f64>(state, max(load<f64>(state, WET_PEAK), peakOf(work, QUANTUM)), WET_PEAK);
}

export function convolution_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  takeParameters(params, state + KNOWN, PARAMETERS);
  store<f64>(state, 0);
  for (let i: usize = INPUT_PEAK; i <= WET_PEAK; i += 8) store<f64>(state + i, 0);
  const frame = frameOf(context);
  for (let done = 0; done < frames; done += QUANTUM) {
    quantum(state, params, buffer + <usize>done * FRAME, context, frame + <f64>done);
  }
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  store<f64>(state, gainToDb(load<f64>(state, WET_PEAK)), WET_DB);
}

/** Whether silence in gives silence out from here on. */
export function convolution_at_rest(state: usize, params: usize): bool {
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  return load<i32>(state, QUIET_QUANTA) > delayQuanta(state + LINE)
    && convolverRests(convolverOf(state)) && wetRests(state + STAGE);
}
