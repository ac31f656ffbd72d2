/** One run of limiter, dither and measurement over a cached chain, with or without a file at its end. */
import type { ParameterValues } from '../effects/parameter.ts';
import type { KernelHome } from '../measure/index.ts';
import type { Dither } from '../protocol/index.ts';
import type { ChainCache } from './chain-cache.ts';
import { FileLane, type LaneResult } from './file-lane.ts';
import type { AudioFileWriter } from './file-writer.ts';
import { FinalLimiter } from './final-limiter.ts';
import type { Bits } from './quantiser.ts';
import { BLOCK_FRAMES } from './regrouper.ts';
import type { Turns } from './turns.ts';

export interface MasterPass {
  home: KernelHome;
  cache: ChainCache;
  /** Null leaves the limiter out. */
  limiter: ParameterValues | null;
  bits: Bits;
  dither?: Dither;
  writer: AudioFileWriter | null;
  /** After the limiter: times this, a factor of 0..1; for lossy files that would go over. */
  factor?: number;
  measure: boolean;
  turns: Turns;
  onProgress?: ((fraction: number) => void) | undefined;
}

export async function runMasterPass(pass: MasterPass): Promise<LaneResult> {
  const { home, cache, turns, factor = 1 } = pass;
  const { channels, sampleRate, lengthSamples } = cache;
  const limiter = pass.limiter && new FinalLimiter(home, sampleRate, pass.limiter);
  const lane = new FileLane({ ...pass, channels, sampleRate, lengthSamples });
  const block = new Float64Array(BLOCK_FRAMES * channels);
  // The limiter looks ahead: what comes out first is dropped, and silence pushes out the rest.
  let drop = limiter?.latencySamples ?? 0;
  let left = lengthSamples;
  try {
    for (let at = 0; left > 0; at += BLOCK_FRAMES) {
      await turns.take();
      cache.read(at, BLOCK_FRAMES, block);
      limiter?.process(block, channels);
      if (factor !== 1) for (let i = 0; i < block.length; i++) block[i]! *= factor;
      const from = Math.min(drop, BLOCK_FRAMES);
      drop -= from;
      const to = Math.min(BLOCK_FRAMES, from + left);
      await lane.push(block, to, from);
      left -= to - from;
      pass.onProgress?.(1 - left / lengthSamples);
    }
    return await lane.finish();
  } finally {
    limiter?.dispose();
  }
}
