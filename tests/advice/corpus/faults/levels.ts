/** Faults of level, ends and dynamics. */
import { limit, peakOf, RATE, rms } from '../dsp.ts';
import type { Fault } from './fault.ts';

const copy = (x: Float64Array): Float64Array => x.slice();
const scaled = (x: Float64Array, gain: number): Float64Array => x.map((v) => v * gain);
const toPeak = (x: Float64Array, dbfs: number): Float64Array => scaled(x, 10 ** (dbfs / 20) / peakOf(x));
const seconds = (s: number): number => Math.round(s * RATE);

function clippedBy(x: Float64Array, overDb: number, ceilingDbfs: number): Float64Array {
  const ceiling = 10 ** (ceilingDbfs / 20);
  return toPeak(x, ceilingDbfs + overDb).map((v) => Math.max(-ceiling, Math.min(ceiling, v)));
}

/** Loudness that a limiter has to give: the peaks are taken down until crest is so small. */
export function squeezed(x: Float64Array, crestDb: number): Float64Array {
  let y = copy(x);
  for (let round = 0; round < 6; round++) {
    const crest = 20 * Math.log10(peakOf(y) / rms(y));
    if (crest <= crestDb + 0.2) break;
    y = limit(y, 1, peakOf(y) * 10 ** ((crestDb - crest) / 20), 60);
  }
  return toPeak(y, -1.5);
}

export const levelFaults: readonly Fault[] = [
  {
    name: 'clipped',
    does: 'clipped at full scale by 0.7 / 2 / 5 dB',
    codes: ['level.clipped'],
    amounts: { weak: 0.7, middle: 2, strong: 5 },
    apply: ({ mix }, overDb) => ({ samples: clippedBy(mix, overDb, 0) }),
  },
  {
    name: 'clipped, then lowered',
    does: 'clipped by 0.7 / 2 / 5 dB at −6 dBFS',
    codes: ['level.clipped'],
    amounts: { weak: 0.7, middle: 2, strong: 5 },
    apply: ({ mix }, overDb) => ({ samples: clippedBy(mix, overDb, -6) }),
  },
  {
    name: 'no headroom',
    does: 'peaks at −0.8 / 0 / +3 dBFS',
    codes: ['level.headroom'],
    amounts: { weak: -0.8, middle: 0, strong: 3 },
    apply: ({ mix }, dbfs) => ({ samples: toPeak(mix, dbfs), bitDepth: 32 }),
  },
  {
    name: 'too quiet',
    does: 'lowered to −29 / −34 / −42 LUFS, about',
    codes: ['level.quiet'],
    amounts: { weak: -29, middle: -34, strong: -42 },
    apply: ({ mix }, lufs) => ({ samples: scaled(mix, 10 ** ((lufs + 1) / 20) / rms(mix)) }),
  },
  {
    name: 'silence at the start',
    does: '1.2 / 3.5 / 8 s of silence before',
    codes: ['ends.silence-start'],
    amounts: { weak: 1.2, middle: 3.5, strong: 8 },
    apply: ({ mix }, length) => {
      const samples = new Float64Array(mix.length + seconds(length) * 2);
      samples.set(mix, seconds(length) * 2);
      return { samples };
    },
  },
  {
    name: 'silence at the end',
    does: '4 / 11 / 20 s of silence after',
    codes: ['ends.silence-end'],
    amounts: { weak: 4, middle: 11, strong: 20 },
    apply: ({ mix }, length) => {
      const samples = new Float64Array(mix.length + seconds(length) * 2);
      samples.set(mix);
      return { samples };
    },
  },
  {
    name: 'cut tail',
    does: 'ends while it is still −45 / −30 / −12 dB',
    codes: ['ends.cut-tail'],
    amounts: { weak: -45, middle: -30, strong: -12 },
    apply: ({ mix }, db) => {
      const peak = peakOf(mix);
      const hop = seconds(0.005);
      let end = mix.length / 2;
      for (; end > hop; end -= hop) {
        if (peakOf(mix.subarray((end - hop) * 2, end * 2)) > peak * 10 ** (db / 20)) break;
      }
      return { samples: mix.slice(0, end * 2) };
    },
  },
  {
    name: 'cut start',
    does: 'starts inside a wave at 0.03 / 0.08 / 0.25 of full scale',
    codes: ['ends.cut-head'],
    amounts: { weak: 0.03, middle: 0.08, strong: 0.25 },
    apply: ({ mix }, size) => {
      let start = 0;
      while (
        start < mix.length / 2 - 1 &&
        Math.abs(mix[2 * start]!) < size &&
        Math.abs(mix[2 * start + 1]!) < size
      )
        start++;
      return { samples: mix.slice(start * 2) };
    },
  },
  {
    name: 'over-compressed',
    does: 'squeezed to a crest of 9.5 / 7.5 / 5.5 dB',
    codes: ['dynamics.dense', 'dynamics.limited'],
    amounts: { weak: 9.5, middle: 7.5, strong: 5.5 },
    apply: ({ mix }, crestDb) => ({ samples: squeezed(mix, crestDb) }),
  },
  {
    name: 'limiter on the mix',
    does: 'limited by 3 / 6 / 10 dB, then lowered to −6 dBFS',
    codes: ['dynamics.limited', 'dynamics.dense'],
    amounts: { weak: 3, middle: 6, strong: 10 },
    apply: ({ mix }, db) => ({ samples: toPeak(limit(copy(mix), 10 ** (db / 20), peakOf(mix), 40), -6) }),
  },
];
