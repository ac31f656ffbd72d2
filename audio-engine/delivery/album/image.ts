/** All of an album as one stream: silence before and between songs, every song at its frame, to the last whole sector. */
import { openWav } from '../../media/index.ts';
import type { Disc } from './red-book.ts';

const BLOCK_FRAMES = 16384;

/** Interleaved stereo in blocks that are used again; `paths` are stereo WAV files at the image's rate. */
export function* imageBlocks(
  disc: Disc,
  paths: readonly string[],
  skippedSectors: number,
): Generator<{ samples: Float64Array; frames: number }> {
  const samples = new Float64Array(BLOCK_FRAMES * 2);
  function* silence(frames: number): Generator<{ samples: Float64Array; frames: number }> {
    for (let left = frames; left > 0; left -= BLOCK_FRAMES) {
      samples.fill(0);
      yield { samples, frames: Math.min(left, BLOCK_FRAMES) };
    }
  }
  let at = skippedSectors * disc.sectorFrames;
  for (const [index, track] of disc.tracks.entries()) {
    yield* silence(track.soundFrame - at);
    const reader = openWav(paths[index]!);
    try {
      for (let from = 0; from < track.lengthFrames; from += BLOCK_FRAMES) {
        const frames = Math.min(BLOCK_FRAMES, track.lengthFrames - from);
        const got = reader.read(from, frames, samples);
        samples.fill(0, got * 2, frames * 2);
        yield { samples, frames };
      }
    } finally {
      reader.close();
    }
    at = track.soundFrame + track.lengthFrames;
  }
  yield* silence(disc.sectors * disc.sectorFrames - at);
}

/** Samples that lie on the grid of 16 bits, as little-endian integers. */
export function to16Bit(samples: Float64Array, frames: number): Uint8Array {
  const bytes = new Uint8Array(frames * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < frames * 2; i++) {
    view.setInt16(i * 2, Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32768))), true);
  }
  return bytes;
}
