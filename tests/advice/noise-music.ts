/** Sound with the tone of a pop mix and nothing wrong with it: shaped noise that swells like music, mostly in the middle. */
import targets from '../../assets/tonal-targets.json' with { type: 'json' };
import { peakOf, RATE, shape } from './corpus/dsp.ts';
import { Random } from './corpus/random.ts';

const pop = targets.curves[0]!;

/** Interleaved stereo that peaks at `peakDbfs`; fades at both ends. */
export function noiseMusic(seed: number, seconds: number, peakDbfs = -6): Float64Array {
  const random = new Random(seed);
  const frames = Math.round(seconds * RATE);
  const samples = new Float64Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    const middle = random.noise();
    const side = 0.35 * random.noise();
    samples[2 * i] = middle + side;
    samples[2 * i + 1] = middle - side;
  }
  // White noise has 3 dB more in each octave's third than in the one below: the curve's levels are by band.
  const gains = targets.bandsHz.map((hz, i) => pop.levelsDb[i]! - 10 * Math.log10(hz / 1000));
  const toned = shape(samples, [12, 22, ...targets.bandsHz], [-80, gains[0]! - 14, ...gains]);
  for (let i = 0; i < frames; i++) {
    const t = i / RATE;
    const beat = 0.35 + 0.65 * Math.exp(-6 * (t % 0.5));
    const fade = Math.min(1, t / 0.1, (frames - 1 - i) / (1.2 * RATE));
    toned[2 * i]! *= beat * fade * fade;
    toned[2 * i + 1]! *= beat * fade * fade;
  }
  const gain = 10 ** (peakDbfs / 20) / peakOf(toned);
  return toned.map((v) => v * gain);
}

export function mixed(...parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(Math.max(...parts.map(({ length }) => length)));
  for (const part of parts) for (let i = 0; i < part.length; i++) sum[i]! += part[i]!;
  return sum;
}

/** A sine in both channels, under the same fades. */
export function sine(seconds: number, hz: number, size: number): Float64Array {
  const frames = Math.round(seconds * RATE);
  return Float64Array.from({ length: frames * 2 }, (_, i) => {
    const frame = i >> 1;
    const fade = Math.min(1, frame / (0.1 * RATE), (frames - 1 - frame) / (1.2 * RATE));
    return size * fade * fade * Math.sin((2 * Math.PI * hz * frame) / RATE);
  });
}
