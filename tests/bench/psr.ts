/**
 * Peak to short-term loudness over a file (AES 143 e-Brief 373): the largest true peak of every three seconds above
 * their loudness, a value each 100 ms, and the middle one of all that are part of the music.
 */
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { LoudnessMeter, TruePeakMeter } from '../../audio-engine/measure/index.ts';
import { openAudio } from '../../audio-engine/media/index.ts';

const WINDOW_STEPS = 30;
/** Stretches so far below the loudest are pauses. */
const GATE_LU = 20;

export async function medianPsrDb(path: string): Promise<number> {
  const home = loadKernels();
  const { kernels, allocator } = home;
  const source = await openAudio(path);
  const step = Math.round(source.sampleRate / 10);
  const buffer = allocator.allocate(step * 16);
  const view = new Float64Array(kernels.memory.buffer, buffer, step * 2);
  const peaks = new TruePeakMeter(kernels, allocator, 2, 'live');
  const loudness = new LoudnessMeter(kernels, allocator, source.sampleRate, 2);
  const recent = new Float64Array(kernels.memory.buffer, peaks.states[0]! + 16, 2);
  const byStep: number[] = [];
  let filled = 0;
  for (;;) {
    const block = await source.read(step - filled);
    if (!block) break;
    view.set(block, filled * 2);
    filled += block.length / 2;
    if (filled < step) continue;
    filled = 0;
    peaks.process(buffer, step);
    loudness.process(buffer, step);
    byStep.push(Math.max(...recent));
    recent.fill(0);
  }
  source.close();
  const short = loudness.history().shortTermLufs;
  const loudest = Math.max(...short.subarray(WINDOW_STEPS));
  const values: number[] = [];
  for (let at = WINDOW_STEPS; at < short.length; at++) {
    if (short[at]! < loudest - GATE_LU) continue;
    const peak = Math.max(...byStep.slice(at - WINDOW_STEPS + 1, at + 1));
    values.push(20 * Math.log10(peak) - short[at]!);
  }
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? Number.NaN;
}
