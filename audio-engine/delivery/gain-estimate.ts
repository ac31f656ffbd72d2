/**
 * Where a search for a loudness begins: what the limiter takes at a gain, from two seconds in the middle of every eight. That
 * is a third of the work and lies within a few hundredths of the whole song's answer, so that few passes over all of it
 * are left. What is written is always found on the whole song.
 */
import type { ParameterValues } from '../effects/parameter.ts';
import { AudioMeter, type KernelHome } from '../measure/index.ts';
import type { ChainCache } from './chain-cache.ts';
import { FinalLimiter } from './final-limiter.ts';
import { findGain } from './loudness-search.ts';
import { BLOCK_FRAMES } from './regrouper.ts';
import type { Turns } from './turns.ts';

const HEARD_SECONDS = 2;
const EVERY_SECONDS = 8;
/** Before each stretch, so that release times and look-ahead are where they would be. */
const LEAD_SECONDS = 0.5;
/** Shorter songs are searched whole at once. */
export const LEAST_SECONDS = 60;

export interface GainEstimate {
  home: KernelHome;
  cache: ChainCache;
  limiter: ParameterValues;
  ceilingDbtp: number;
  targetLufs: number;
  /** Of the whole chain, before the limiter. */
  chainLufs: number;
  minDb: number;
  maxDb: number;
  turns: Turns;
  onProgress?: ((fraction: number) => void) | undefined;
}

export interface Estimate {
  gainDb: number;
  /** How much louder a dB of gain makes it there, 0..1. */
  slope: number;
}

const TOLERANCE_LU = 0.03;
/** A rough count, for progress only. */
const USUAL_TRIES = 4;

/** Null where the song is short, or its parts say nothing. */
export async function estimateGain(options: GainEstimate): Promise<Estimate | null> {
  const { cache, chainLufs, targetLufs, minDb, maxDb } = options;
  if (cache.lengthSamples < LEAST_SECONDS * cache.sampleRate) return null;
  const before = await partsLufs(options, null);
  if (before === null) return null;
  const tried: { gainDb: number; lufs: number }[] = [];
  const found = await findGain({
    // What the parts must come to for the song to meet its target.
    targetLufs: targetLufs - chainLufs + before,
    startDb: targetLufs - chainLufs,
    minDb,
    maxDb,
    toleranceLu: TOLERANCE_LU,
    async measure(gainDb) {
      options.onProgress?.(Math.min(1, tried.length / USUAL_TRIES));
      const lufs = await partsLufs(options, gainDb);
      if (lufs !== null) tried.push({ gainDb, lufs });
      return lufs;
    },
  });
  return found.lufs === null ? null : { gainDb: found.gainDb, slope: slopeNear(found.gainDb, tried) };
}

/** Between the two tries that lie closest to where the search ended; 1 where there was only one. */
function slopeNear(gainDb: number, tried: readonly { gainDb: number; lufs: number }[]): number {
  const [a, b] = [...tried].sort((x, y) => Math.abs(x.gainDb - gainDb) - Math.abs(y.gainDb - gainDb));
  if (!a || !b || a.gainDb === b.gainDb) return 1;
  return Math.min(1, Math.max(0.1, (a.lufs - b.lufs) / (a.gainDb - b.gainDb)));
}

/** Loudness of the parts with the limiter at a gain, or (null) without it. */
async function partsLufs(options: GainEstimate, gainDb: number | null): Promise<number | null> {
  const { home, cache, turns } = options;
  const { channels, sampleRate, lengthSamples } = cache;
  const meter = new AudioMeter({ sampleRate, channels, truePeak: false }, home);
  const limiter =
    gainDb === null
      ? null
      : new FinalLimiter(home, sampleRate, {
          ...options.limiter,
          gainDb,
          ceilingDbtp: options.ceilingDbtp,
        });
  const block = new Float64Array(BLOCK_FRAMES * channels);
  const blocks = (seconds: number): number => Math.ceil((seconds * sampleRate) / BLOCK_FRAMES);
  const lead = limiter ? blocks(LEAD_SECONDS) : 0;
  try {
    const middle = blocks((EVERY_SECONDS - HEARD_SECONDS) / 2) * BLOCK_FRAMES;
    for (let start = middle; start < lengthSamples; start += blocks(EVERY_SECONDS) * BLOCK_FRAMES) {
      for (let i = -Math.min(lead, start / BLOCK_FRAMES); i < blocks(HEARD_SECONDS); i++) {
        await turns.take();
        const at = start + i * BLOCK_FRAMES;
        cache.read(at, BLOCK_FRAMES, block);
        limiter?.process(block, channels);
        if (i >= 0) meter.push(block, Math.max(0, Math.min(BLOCK_FRAMES, lengthSamples - at)));
      }
    }
  } finally {
    limiter?.dispose();
  }
  return meter.finish().integratedLufs;
}
