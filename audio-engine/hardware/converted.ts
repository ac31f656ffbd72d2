/** Lets a card play at its own rate what is rendered at the session's, where the card cannot run at that. */
import { loadKernels, Resampler } from '../kernels/index.ts';
import type { FillBlock } from './device.ts';

/** Frames rendered in one go, at the session's rate. */
const SOURCE_FRAMES = 256;

/**
 * A `fill` for the card made of one for the session. It has kernels and memory of its own, because the audio
 * thread must not allocate from the shared one.
 */
export function convertedFill(
  fill: FillBlock,
  sessionRate: number,
  deviceRate: number,
  channels = 2,
): FillBlock {
  const { kernels, allocator } = loadKernels();
  const resampler = new Resampler(kernels, allocator, sessionRate, deviceRate, channels);
  const source = new Float32Array(SOURCE_FRAMES * channels);
  const wide = new Float64Array(SOURCE_FRAMES * channels);
  let ready = new Float64Array(0);
  let at = 0;
  return (block) => {
    let done = 0;
    while (done < block.length) {
      if (at === ready.length) {
        fill(source);
        wide.set(source);
        ready = resampler.process(wide, SOURCE_FRAMES) as Float64Array<ArrayBuffer>;
        at = 0;
      }
      const count = Math.min(block.length - done, ready.length - at);
      for (let i = 0; i < count; i++) block[done + i] = ready[at + i]!;
      done += count;
      at += count;
    }
  };
}
