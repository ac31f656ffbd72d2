/** Faults of tone: zones too loud or too quiet, rings, esses. */
import { biquad, filter, filterStereo, peakOf, RATE, rms } from '../dsp.ts';
import type { Fault } from './fault.ts';
import { squeezed } from './levels.ts';
import { peakRoom } from './quality.ts';

type Kind = Parameters<typeof biquad>[0];

function zone(
  name: string,
  code: string,
  shape: Kind,
  hz: number,
  q: number,
  amounts: Fault['amounts'],
  words: string,
  fits?: Fault['fits'],
): Fault {
  return {
    name,
    does: words,
    codes: [code],
    amounts,
    ...(fits && { fits }),
    apply: ({ mix }, gainDb) => ({
      samples: peakRoom(filterStereo(mix.slice(), biquad(shape, hz, q, gainDb))),
    }),
  };
}

/** 26 dB below the whole between about 60 and 160 Hz: what has less neither booms nor gets thin. */
const hasLowEnd: Fault['fits'] = ({ mix }) => {
  const low = mix.slice();
  for (let pass = 0; pass < 2; pass++) {
    filterStereo(low, biquad('highpass', 60, 0.7));
    filterStereo(low, biquad('lowpass', 160, 0.7));
  }
  return rms(low) > rms(mix) * 0.05;
};

const UP = { weak: 4, middle: 7, strong: 10 };
const DOWN = { weak: -5, middle: -9, strong: -13 };

export const toneFaults: readonly Fault[] = [
  zone('boom', 'tone.boom', 'bell', 100, 1.2, UP, '+4 / 7 / 10 dB at 100 Hz, Q 1.2', hasLowEnd),
  zone('mud', 'tone.mud', 'bell', 315, 1.1, UP, '+4 / 7 / 10 dB at 315 Hz, Q 1.1'),
  zone('box', 'tone.box', 'bell', 560, 1.2, UP, '+4 / 7 / 10 dB at 560 Hz, Q 1.2'),
  zone('honk', 'tone.honk', 'bell', 1250, 1.2, UP, '+4 / 7 / 10 dB at 1.25 kHz, Q 1.2'),
  zone('harsh', 'tone.harsh', 'bell', 3150, 1.1, UP, '+4 / 7 / 10 dB at 3.15 kHz, Q 1.1'),
  zone('dull', 'tone.dull', 'highshelf', 4500, 0.7, DOWN, '−5 / 9 / 13 dB above 4.5 kHz'),
  zone(
    'brittle',
    'tone.brittle',
    'highshelf',
    7000,
    0.7,
    { weak: 4, middle: 8, strong: 12 },
    '+4 / 8 / 12 dB above 7 kHz',
  ),
  zone('thin', 'tone.thin', 'lowshelf', 160, 0.7, DOWN, '−5 / 9 / 13 dB below 160 Hz', hasLowEnd),
  {
    name: 'resonance',
    does: 'a body that rings at every eighth note, beside the notes, 300 Hz to 2.5 kHz, 26 / 19 / 12 dB below the mix',
    codes: ['tone.resonance'],
    amounts: { weak: -26, middle: -19, strong: -12 },
    apply: ({ mix, bpm }, level, random) => {
      const hz = 440 * 2 ** ((random.whole(-6, 29) + random.between(0.3, 0.7)) / 12);
      const frames = mix.length / 2;
      const ring = new Float64Array(frames);
      const step = Math.round((30 / bpm) * RATE);
      for (let at = Math.round(0.08 * RATE); at < frames - 2 * RATE; at += step) {
        const size = random.between(0.6, 1);
        for (let i = 0; i < RATE && at + i < frames; i++)
          ring[at + i]! += size * Math.exp((-8 * i) / RATE) * Math.sin((2 * Math.PI * hz * i) / RATE);
      }
      const gain = (rms(mix) * 10 ** (level / 20)) / rms(ring);
      return { samples: peakRoom(mix.map((v, i) => v + gain * ring[i >> 1]!)) };
    },
  },
  {
    name: 'sibilance',
    does: 'esses of a voice raised: one every 0.9 s at −18 / −12 / −7 dB of the peak',
    codes: ['tone.sibilance'],
    amounts: { weak: -18, middle: -12, strong: -7 },
    apply: ({ mix }, level, random) => {
      const samples = mix.slice();
      const size = peakOf(mix) * 10 ** (level / 20);
      for (
        let at = RATE / 2;
        at < samples.length / 2 - 3 * RATE;
        at += Math.round(RATE * random.between(0.7, 1.1))
      ) {
        const length = Math.round(random.between(0.08, 0.15) * RATE);
        const ess = Float64Array.from(
          { length },
          (_, i) => random.noise() * Math.sin((Math.PI * i) / length),
        );
        filter(ess, biquad('bandpass', random.between(6200, 8200), 1));
        const gain = (size * 1.4) / peakOf(ess);
        for (let i = 0; i < length; i++)
          for (const side of [0, 1]) samples[2 * (at + i) + side]! += ess[i]! * gain;
      }
      return { samples };
    },
  },
  {
    name: 'tiring',
    does: '+2.5 / 5 / 7 dB at 3 kHz and a crest of 10 / 8 / 6.5 dB',
    codes: ['dynamics.fatigue'],
    amounts: { weak: 10, middle: 8, strong: 6.5 },
    apply: ({ mix }, crestDb) => {
      const gainDb = crestDb === 10 ? 2.5 : crestDb === 8 ? 5 : 7;
      const bright = filterStereo(mix.slice(), biquad('bell', 3150, 1, gainDb));
      return { samples: squeezed(bright, crestDb) };
    },
  },
];
