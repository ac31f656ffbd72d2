/** One shape for every kind of audio file: a stream of interleaved 64-bit floats, read once from start to end. */
import type { SampleFormat } from './sample-format.ts';

export interface AudioSource {
  /** What a person calls it: `WAV`, `FLAC`, `MP3`. */
  readonly format: string;
  readonly channels: number;
  readonly sampleRate: number;
  /** Null where the file does not say; the stream's end then tells. */
  readonly lengthSamples: number | null;
  /** Bits of an integer or float sample; null for lossy formats, which have none. */
  readonly bitDepth: number | null;
  /** The WAV format that holds everything this file holds. */
  readonly storeAs: SampleFormat;
  /** What was wrong and put up with, one sentence each; complete when the stream has ended. */
  readonly notices: readonly string[];
  /** The next frames, interleaved: at least one, at most `frames`; null at the end. */
  read(frames: number): Promise<Float64Array | null>;
  close(): void;
}

export type SourceFacts = Omit<AudioSource, 'read' | 'close'>;

/** A source over blocks of any length as a decoder hands them out. */
export function sourceOfBlocks(
  facts: SourceFacts,
  blocks: AsyncIterator<Float64Array, void> | Iterator<Float64Array, void>,
  close: () => void,
): AudioSource {
  let rest: Float64Array = new Float64Array(0);
  let ended = false;
  return {
    ...facts,
    async read(frames) {
      while (rest.length === 0 && !ended) {
        const next = await blocks.next();
        if (next.done) ended = true;
        else rest = next.value;
      }
      if (rest.length === 0) return null;
      const values = Math.min(rest.length, Math.max(1, frames) * facts.channels);
      const block = rest.subarray(0, values);
      rest = rest.subarray(values);
      return block;
    },
    close,
  };
}

/** Separate channels to interleaved frames. */
export function interleave(planes: readonly ArrayLike<number>[], frames: number, from = 0): Float64Array {
  const channels = planes.length;
  const block = new Float64Array(frames * channels);
  for (let channel = 0; channel < channels; channel++) {
    const plane = planes[channel]!;
    for (let i = 0, at = channel; i < frames; i++, at += channels) block[at] = plane[from + i]!;
  }
  return block;
}
