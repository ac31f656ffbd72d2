/** What bands count for: for the ear's sense of loudness, and for understanding words. */
import { ERB_CENTRES_HZ } from '../features/bands.ts';

/** Power gain of the K weighting (BS.1770) at a frequency: its two analogue sections, near enough for band sums. */
export function kWeight(hz: number): number {
  // The high-pass, 38.13547 Hz, Q 0.5003; the shelf, +3.99984 dB about 1681.97 Hz, Q 0.7071752.
  const low = hz / 38.13547087602444;
  const highPass = low ** 4 / ((1 - low * low) ** 2 + (low / 0.5003270373238773) ** 2);
  const high = hz / 1681.974450955533;
  const gain = 10 ** (3.999843853973347 / 20);
  const corner = gain ** 0.4996667741545416;
  const q = 0.7071752369554196;
  const below = (1 - high * high) ** 2 + (high / q) ** 2;
  const above = (1 - gain * high * high) ** 2 + ((corner * high) / q) ** 2;
  return (highPass * above) / below;
}

/** By ERB band. */
export const K_WEIGHTS: readonly number[] = ERB_CENTRES_HZ.map(kWeight);

/** Band importance for words, octave bands (ANSI S3.5-1997 table 3, average speech), read between its centres. */
const WORDS: readonly (readonly [hz: number, importance: number])[] = [
  [250, 0.0617],
  [500, 0.1671],
  [1000, 0.2373],
  [2000, 0.2648],
  [4000, 0.2142],
  [8000, 0.0549],
];

function wordImportance(hz: number): number {
  const octave = Math.log2(hz / 250);
  if (octave <= 0) return Math.max(0, WORDS[0]![1] * (1 + octave));
  if (octave >= WORDS.length - 1) return Math.max(0, WORDS.at(-1)![1] * (WORDS.length - octave));
  const i = Math.floor(octave);
  return WORDS[i]![1] + (octave - i) * (WORDS[i + 1]![1] - WORDS[i]![1]);
}

/** By ERB band, the largest 1: 1 to 4 kHz carry the words. */
export const WORD_WEIGHTS: readonly number[] = ERB_CENTRES_HZ.map((hz) => wordImportance(hz) / 0.2648);

/** Where every audible band counts the same, down to 40 Hz. */
export const PLAIN_WEIGHTS: readonly number[] = ERB_CENTRES_HZ.map((hz) => (hz < 40 ? 0.3 : 1));
