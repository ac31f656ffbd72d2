/** What a fault is: put into a clean piece one at a time, at three strengths. */
import type { Piece } from '../piece.ts';
import type { Random } from '../random.ts';

/** Weak: an engineer would let it pass or miss it; middle: would mention it; strong: would send it back. */
export const STRENGTHS = ['weak', 'middle', 'strong'] as const;
export type Strength = (typeof STRENGTHS)[number];

export interface Faulty {
  /** Interleaved stereo at RATE. */
  samples: Float64Array;
  /** Bits its file says and holds. */
  bitDepth?: number;
}

export interface Fault {
  name: string;
  /** What is done, with its figure at each strength. */
  does: string;
  /** Codes of findings that count as found. */
  codes: readonly string[];
  amounts: Readonly<Record<Strength, number>>;
  /** Whether a piece can have it: none can lose a low end it never had. Default: all. */
  fits?(piece: Piece): boolean;
  apply(piece: Piece, amount: number, random: Random): Faulty;
}
