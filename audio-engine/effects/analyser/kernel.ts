// The analyser: looks and never touches. The sound leaves as it came, bit for bit; what is drawn comes from the taps
// that watch an effect. Only its peaks are read here.
import { peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

const BYTES: i32 = 64;

export function analyser_bytes(sampleRate: f64): i32 {
  return BYTES;
}

export function analyser_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, BYTES);
}

export function analyser_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

export function analyser_process(state: usize, params: usize, buffer: usize, frames: i32): void {
  const peak = peakOf(buffer, frames);
  storePeaks(state, peak, peak);
}

export function analyser_at_rest(state: usize, params: usize): bool {
  return true;
}
