/** Synthesised EBU Tech 3341 / 3342 signals: sines of stepped level with continuous phase. */

export interface Segment {
  seconds: number;
  /** Peak level per channel, dBFS; `null` is silence. One number stands for all channels. */
  levelDb: number | null | readonly number[];
}

/** Interleaved frames, padded to an even channel count as the meters take them. */
export function stepped(
  sampleRate: number,
  channels: number,
  segments: readonly Segment[],
  hz = 1000,
): Float64Array {
  const stride = channels + (channels & 1);
  const ends: number[] = [];
  let seconds = 0;
  for (const s of segments) {
    seconds += s.seconds;
    ends.push(Math.round(seconds * sampleRate));
  }
  const out = new Float64Array((ends.at(-1) ?? 0) * stride);
  let n = 0;
  segments.forEach((segment, i) => {
    const gains = Array.from({ length: channels }, (_, c) => {
      const db =
        typeof segment.levelDb === 'object' && segment.levelDb ? segment.levelDb[c]! : segment.levelDb;
      return db === null ? 0 : 10 ** ((db as number) / 20);
    });
    for (; n < ends[i]!; n++) {
      const x = Math.sin((2 * Math.PI * hz * n) / sampleRate);
      for (let c = 0; c < channels; c++) out[n * stride + c] = gains[c]! * x;
    }
  });
  return out;
}

/** Deterministic noise in -1..1 (Numerical Recipes' LCG, 32 bit). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
}
