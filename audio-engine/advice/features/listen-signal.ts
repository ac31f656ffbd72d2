/** Listens to finished sound as it comes from a file or anything else that is read once: folded to stereo. */
import { loadKernels } from '../../kernels/index.ts';
import type { KernelHome } from '../../measure/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { SignalAnalyser } from './signal-analyser.ts';
import { Transform } from './transform.ts';
import type { FileFacts, SongFeatures } from './types.ts';

/** media's AudioSource, or anything that hands out interleaved frames until null. */
export interface ReadableSource {
  readonly channels: number;
  readonly sampleRate: number;
  readonly lengthSamples: number | null;
  read(frames: number): Promise<Float64Array | null>;
}

export interface SignalListening {
  source: ReadableSource;
  name: string;
  file: FileFacts | null;
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number) => void) | undefined;
  home?: KernelHome;
}

const READ_FRAMES = 16384;

export async function listenToSignal(job: SignalListening): Promise<SongFeatures> {
  const { source, signal } = job;
  const { sampleRate, channels, lengthSamples } = source;
  const home = job.home ?? loadKernels();
  const transform = new Transform(sampleRate, home);
  const analyser = new SignalAnalyser(
    { id: MASTER_STRIP, name: job.name, kind: 'file', channels: channels === 1 ? 1 : 2, pathGainDb: 0 },
    { sampleRate, lengthSamples, transform, home },
  );
  let frames = 0;
  for (;;) {
    signal?.throwIfAborted();
    const block = await source.read(READ_FRAMES);
    if (!block) break;
    const count = Math.floor(block.length / channels);
    analyser.push(toStereo(block, count, channels), count);
    frames += count;
    if (lengthSamples) job.onProgress?.(Math.min(1, frames / lengthSamples));
  }
  const mix = analyser.finish();
  transform.dispose();
  return {
    sampleRate,
    lengthSamples: frames,
    frameSamples: transform.size / 2,
    frames: mix.erb.frames,
    mix,
    strips: [],
    document: null,
    file: job.file,
  };
}

/** Centre and surrounds at −3 dB to the front (BS.775-3, table 2), LFE left out; other counts: the first two. */
function toStereo(block: Float64Array, frames: number, channels: number): Float64Array {
  if (channels === 2) return block;
  const stereo = new Float64Array(frames * 2);
  const down = Math.SQRT1_2;
  for (let i = 0; i < frames; i++) {
    const at = i * channels;
    let left = block[at]!;
    let right = channels === 1 ? left : block[at + 1]!;
    if (channels === 5 || channels === 6) {
      const behind = channels === 6 ? at + 4 : at + 3;
      left += down * (block[at + 2]! + block[behind]!);
      right += down * (block[at + 2]! + block[behind + 1]!);
    }
    stereo[2 * i] = left;
    stereo[2 * i + 1] = right;
  }
  return stereo;
}
