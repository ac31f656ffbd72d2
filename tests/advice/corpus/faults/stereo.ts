/** Faults between left and right. */
import { biquad, filter, RATE, rms } from '../dsp.ts';
import type { Fault } from './fault.ts';

function remixed(
  mix: Float64Array,
  make: (left: number, right: number, frame: number) => readonly [number, number],
): Float64Array {
  const samples = new Float64Array(mix.length);
  for (let i = 0; i < mix.length / 2; i++) {
    const [left, right] = make(mix[2 * i]!, mix[2 * i + 1]!, i);
    samples[2 * i] = left;
    samples[2 * i + 1] = right;
  }
  return samples;
}

/** One channel of a stereo signal, filtered. */
function channel(mix: Float64Array, pick: (left: number, right: number) => number): Float64Array {
  return Float64Array.from({ length: mix.length / 2 }, (_, i) => pick(mix[2 * i]!, mix[2 * i + 1]!));
}

export const stereoFaults: readonly Fault[] = [
  {
    name: 'one side inverted',
    does: 'right inverted in 60 / 85 / 100 % of its level',
    codes: ['stereo.polarity', 'stereo.correlation', 'stereo.mono-loss', 'stereo.wide'],
    amounts: { weak: 0.6, middle: 0.85, strong: 1 },
    apply: ({ mix }, part) => ({ samples: remixed(mix, (l, r) => [l, -part * r + (1 - part) * l]) }),
  },
  {
    name: 'out of phase in places',
    does: 'right inverted for 2.5 / 4 / 7 s',
    codes: ['stereo.correlation', 'stereo.polarity'],
    amounts: { weak: 2.5, middle: 4, strong: 7 },
    apply: ({ mix }, length) => ({
      samples: remixed(mix, (l, r, i) => [l, i > 3 * RATE && i < (3 + length) * RATE ? -r : r]),
    }),
  },
  {
    name: 'lost in mono',
    does: 'sides 3 / 6 / 10 dB up, middle 0 / 2 / 4 dB down',
    codes: ['stereo.mono-loss', 'stereo.wide', 'stereo.mono-loss-band', 'stereo.polarity'],
    amounts: { weak: 3, middle: 8, strong: 14 },
    apply: ({ mix }, widerDb) => {
      const down = widerDb === 3 ? 0 : widerDb === 8 ? 2 : 4;
      const side = 10 ** ((widerDb - down) / 20);
      const middle = 10 ** (-down / 20);
      return {
        samples: remixed(mix, (l, r) => {
          const m = ((l + r) / 2) * middle;
          const s = ((l - r) / 2) * side;
          return [m + s, m - s];
        }),
      };
    },
  },
  {
    name: 'hole in mono',
    does: '50 / 85 / 100 % of 600 Hz to 1.4 kHz inverted on one side',
    codes: ['stereo.mono-loss-band', 'stereo.mono-loss', 'stereo.polarity', 'stereo.correlation'],
    amounts: { weak: 0.5, middle: 0.85, strong: 1 },
    apply: ({ mix }, part) => {
      // An all-pass pair turns the band over: right minus twice what lies in it.
      const band = filter(
        channel(mix, (_, r) => r),
        biquad('bandpass', 920, 0.9),
      );
      return { samples: remixed(mix, (l, r, i) => [l, r - 2 * part * band[i]!]) };
    },
  },
  {
    name: 'wide low end',
    does: 'sides below 120 Hz at −10 / −3 / +3 dB of the middle',
    codes: ['stereo.low-width'],
    amounts: { weak: -9, middle: -3, strong: 3 },
    // Bells and pads without a low end cannot have a wide one.
    fits: ({ mix }) => {
      const low = channel(mix, (l, r) => (l + r) / 2);
      for (let pass = 0; pass < 2; pass++) filter(low, biquad('lowpass', 120, 0.7));
      return rms(low) > rms(mix) * 0.06;
    },
    apply: ({ mix }, db) => {
      const low = channel(mix, (l, r) => (l + r) / 2);
      for (let pass = 0; pass < 2; pass++) filter(low, biquad('lowpass', 130, 0.7));
      const late = Math.round(0.011 * RATE);
      const gain = 10 ** (db / 20);
      return {
        samples: remixed(mix, (l, r, i) => {
          const side = gain * (low[Math.max(0, i - late)] ?? 0);
          return [l + side, r - side];
        }),
      };
    },
  },
  {
    name: 'leaning',
    does: 'left 2.5 / 4 / 7 dB down',
    codes: ['stereo.balance'],
    amounts: { weak: 2.5, middle: 4, strong: 7 },
    apply: ({ mix }, db) => ({ samples: remixed(mix, (l, r) => [l * 10 ** (-db / 20), r]) }),
  },
  {
    name: 'a silent side',
    does: 'right at −32 / −45 dB / silent',
    codes: ['stereo.silent-side'],
    amounts: { weak: 0.02, middle: 0.005, strong: 0 },
    apply: ({ mix }, gain) => ({ samples: remixed(mix, (l, r) => [l, r * gain]) }),
  },
  {
    name: 'mono by mistake',
    does: 'sides at −50 / −70 dB / none',
    codes: ['stereo.dual-mono'],
    amounts: { weak: 0.003, middle: 0.0003, strong: 0 },
    apply: ({ mix }, part) => ({
      samples: remixed(mix, (l, r) => {
        const m = (l + r) / 2;
        const s = ((l - r) / 2) * part;
        return [m + s, m - s];
      }),
    }),
  },
];
