/** Synthesised programmes, a few seconds to half a minute of something like music, for comparing meters. */
import { noise } from '../conformance/signals.ts';

export interface Programme {
  name: string;
  sampleRate: number;
  channels: 1 | 2;
  samples: Float64Array;
}

function render(
  name: string,
  sampleRate: number,
  channels: 1 | 2,
  seconds: number,
  frame: (n: number, t: number) => readonly [number, number],
): Programme {
  const frames = Math.round(seconds * sampleRate);
  const samples = new Float64Array(frames * channels);
  for (let n = 0; n < frames; n++) {
    const [left, right] = frame(n, n / sampleRate);
    samples[n * channels] = left;
    if (channels === 2) samples[n * channels + 1] = right;
  }
  return { name, sampleRate, channels, samples };
}

const tone = (hz: number, t: number): number => Math.sin(2 * Math.PI * hz * t);

/** Kick, bass, chord and hats at 120 bpm, louder in the second half. */
export function beat(sampleRate: number, seconds: number, gain = 1): Programme {
  const random = noise(11);
  const random2 = noise(12);
  return render(`beat at ${sampleRate} Hz`, sampleRate, 2, seconds, (_, t) => {
    const inBeat = t % 0.5;
    const kick = 0.6 * Math.exp(-inBeat * 9) * tone(52 + 60 * Math.exp(-inBeat * 40), inBeat);
    const bass = 0.25 * tone(t % 4 < 2 ? 55 : 65.4, t);
    const chord = [220, 277.2, 329.6].reduce(
      (sum, hz) => sum + 0.08 * tone(hz * (t % 4 < 2 ? 1 : 1.19), t),
      0,
    );
    const hat = 0.25 * Math.exp(-((t + 0.25) % 0.25) * 60);
    const level = gain * (t < seconds / 2 ? 0.5 : 1);
    return [
      level * (kick + bass + chord + hat * random()),
      level * (kick + bass + 0.7 * chord + hat * random2()),
    ];
  });
}

export function programmes(): Programme[] {
  const white = noise(21);
  const speech = noise(22);
  const hot = noise(23);
  return [
    beat(48000, 24),
    beat(44100, 16, 0.3),
    // Long steps, so that both percentiles of the range lie on one and not on the slope between two.
    render('noise in steps', 48000, 2, 40, (_, t) => {
      const level = 10 ** ([-30, -18, -24, -12][Math.floor(t / 10)]! / 20);
      return [level * white(), level * white()];
    }),
    render('phrases and pauses, mono', 44100, 1, 24, (_, t) => {
      const phrase = t % 3 < 2 ? 0.2 + 0.1 * tone(0.7, t) : 0;
      return [phrase * (tone(180 + 40 * tone(2, t), t) + 0.4 * speech()), 0];
    }),
    render('clipped noise', 96000, 2, 8, () => {
      const x = Math.max(-0.9, Math.min(0.9, 2 * hot()));
      return [x, Math.max(-0.9, Math.min(0.9, 0.7 * x + hot()))];
    }),
  ];
}
