// Makes the factory impulse responses, once: node assets/impulses/make.mjs. Plates are summed from the modes of a steel
// sheet, springs from their dispersion, rooms from image sources that pass over into noise decaying by octave, speakers
// from their filters. The files that are committed are the truth; another machine's Math may differ in the last bit.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { biquads, gaussian, octaveNoise, seeded, spectrumToTime } from './make-tools.mjs';
import { pictureOf, writeWav } from './make-write.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const RATE = 48000;

/**
 * A plate: modes of a simply supported sheet, f = (pi/2) c ((m/a)^2 + (n/b)^2), heard between two drivers and two pick-ups
 * (K. Arcas, A. Chaigne, Applied Acoustics 71(3), 2010). Four channels: left to left, left to right, right to left, right to right.
 */
function plate({ seconds, width, height, stiffness, decay, dampedHz, highestHz, seed }) {
  const frames = Math.round(seconds * RATE);
  const out = Array.from({ length: 4 }, () => new Float64Array(frames));
  const random = seeded(seed);
  const drivers = [
    [0.42, 0.37],
    [0.55, 0.61],
  ];
  const pickups = [
    [0.13, 0.71],
    [0.86, 0.33],
  ];
  const shape = ([x, y], m, n) => Math.sin(m * Math.PI * x) * Math.sin(n * Math.PI * y);
  const most = Math.ceil(Math.sqrt((2 * highestHz) / (Math.PI * stiffness)) * Math.max(width, height));
  for (let m = 1; m <= most; m++) {
    for (let n = 1; n <= most; n++) {
      const hz =
        (Math.PI / 2) * stiffness * ((m / width) ** 2 + (n / height) ** 2) * (1 + 2e-4 * gaussian(random));
      if (hz > highestHz || hz < 70) continue;
      const t60 = decay / (1 + (hz / dampedHz) ** 1.3);
      const gains = [];
      for (const from of drivers) for (const to of pickups) gains.push(shape(from, m, n) * shape(to, m, n));
      addMode(out, gains, hz, t60);
    }
  }
  return out;
}

function addMode(out, gains, hz, t60) {
  const frames = Math.min(out[0].length, Math.round(1.15 * t60 * RATE));
  const radius = 10 ** (-3 / (t60 * RATE));
  const w = (2 * Math.PI * hz) / RATE;
  const a1 = 2 * radius * Math.cos(w);
  const a2 = -radius * radius;
  // A mode answers to a force with a sine that begins at zero.
  let before = 0;
  let now = radius * Math.sin(w);
  const [g0, g1, g2, g3] = gains;
  const [o0, o1, o2, o3] = out;
  for (let i = 1; i < frames; i++) {
    o0[i] += g0 * now;
    o1[i] += g1 * now;
    o2[i] += g2 * now;
    o3[i] += g3 * now;
    const next = a1 * now + a2 * before;
    before = now;
    now = next;
  }
}

/**
 * A spring tank: every trip along a spring arrives as a chirp, because high notes are slower up to the spring's limit; trips
 * add up as a geometric series (J. Parker, S. Bilbao, DAFx-09). One spring a side.
 */
function springs({ seconds, delays, limitHz, decay }) {
  const frames = Math.round(seconds * RATE);
  return delays.map((delay) =>
    spectrumToTime(1 << 18, RATE, (hz) => {
      // Phase is the integral of the group delay delay / sqrt(1 - (f/limit)^2).
      const x = Math.min(hz / limitHz, 0.9999);
      const phase = 2 * Math.PI * delay * limitHz * Math.asin(x);
      const above = hz > limitHz ? 0 : 1 / (1 + (hz / (0.82 * limitHz)) ** 12);
      const low = (hz / 90) ** 2 / (1 + (hz / 90) ** 2);
      const trip = 10 ** ((-6 * delay) / (decay * Math.sqrt(1 - x * x)));
      // e^-ip / (1 + trip e^-2ip): the wave is turned over at each end.
      const re = 1 + trip * Math.cos(2 * phase);
      const im = -trip * Math.sin(2 * phase);
      const size = (above * low) / (re * re + im * im);
      const c = Math.cos(phase);
      const s = -Math.sin(phase);
      return [size * (c * re + s * im), size * (s * re - c * im)];
    }).subarray(0, frames),
  );
}

/**
 * A box with a source (or two) and two ears: image sources to `mirrors` reflections, and from `late` on noise that
 * decays as each octave's time says (J. Allen, D. Berkley, JASA 65(4), 1979, for the first part).
 */
function room({ seconds, box, sources, ears, absorb, airHz, t60, late, lateGain, seed }) {
  const frames = Math.round(seconds * RATE);
  return sources.flatMap((source, s) =>
    ears.map((ear, e) => {
      const early = images(frames, box, source, ear, absorb, late * 2.2);
      const softened = biquads(early, RATE, [['lowpass', airHz, 0.6]]);
      const tail = octaveNoise(frames, RATE, t60, seed + 10 * s + e);
      const fade = Math.round(late * RATE);
      let energy = 0;
      for (let i = 0; i < frames; i++) energy += softened[i] ** 2;
      const level = Math.sqrt(energy) * lateGain;
      return Float64Array.from({ length: frames }, (_, i) => {
        const rise = i >= 2 * fade ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * i) / (2 * fade));
        return softened[i] + tail[i] * rise * level;
      });
    }),
  );
}

function images(frames, box, source, ear, absorb, seconds) {
  const out = new Float64Array(frames);
  const reach = Math.ceil((seconds * 343) / Math.min(...box)) + 1;
  const direct = Math.hypot(...source.map((x, i) => x - ear[i]));
  const range = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const along = (axis, k) => (k % 2 ? box[axis] - source[axis] : source[axis]) + k * box[axis];
  for (const x of range) {
    for (const y of range) {
      for (const z of range) {
        const bounces = Math.abs(x) + Math.abs(y) + Math.abs(z);
        const far = Math.hypot(along(0, x) - ear[0], along(1, y) - ear[1], along(2, z) - ear[2]);
        const at = ((far - direct) / 343) * RATE;
        if (at >= frames - 2 || at > seconds * RATE) continue;
        const gain = ((1 - absorb) ** bounces * direct) / far;
        const whole = Math.floor(at);
        out[whole] += gain * (1 - (at - whole));
        out[whole + 1] += gain * (at - whole);
      }
    }
  }
  return out;
}

/** A loudspeaker, or anything small that colours: filters, and what its box throws back. */
function speaker({ seconds, filters, echoes }) {
  const click = new Float64Array(Math.round(seconds * RATE));
  click[0] = 1;
  for (const [ms, gain] of echoes) click[Math.round((ms * RATE) / 1000)] += gain;
  return [biquads(click, RATE, filters)];
}

const SPACES = {
  'vocal-plate': () =>
    plate({
      seconds: 2.1,
      width: 2,
      height: 1,
      stiffness: 0.78,
      decay: 2.6,
      dampedHz: 6500,
      highestHz: 11000,
      seed: 3,
    }),
  'small-plate': () =>
    plate({
      seconds: 0.9,
      width: 1.1,
      height: 0.62,
      stiffness: 0.9,
      decay: 1.1,
      dampedHz: 8000,
      highestHz: 13000,
      seed: 4,
    }),
  'concert-hall': () =>
    room({
      seconds: 2.3,
      box: [38, 22, 16],
      sources: [
        [9, 9.2, 1.6],
        [9, 13.1, 1.6],
      ],
      ears: [
        [21, 10.2, 1.8],
        [21, 12.4, 1.8],
      ],
      absorb: 0.28,
      airHz: 9000,
      t60: [2.5, 2.5, 2.4, 2.25, 2.05, 1.8, 1.4, 0.95, 0.6],
      late: 0.055,
      lateGain: 1.5,
      seed: 21,
    }),
  cathedral: () =>
    room({
      seconds: 4.8,
      box: [70, 24, 27],
      sources: [[14, 12.4, 1.7]],
      ears: [
        [34, 11.2, 1.8],
        [34, 13.3, 1.8],
      ],
      absorb: 0.16,
      airHz: 6000,
      t60: [6.2, 6.2, 6, 5.6, 5, 4.1, 2.8, 1.5, 0.8],
      late: 0.09,
      lateGain: 1.3,
      seed: 31,
    }),
  chamber: () =>
    room({
      seconds: 1.5,
      box: [7.3, 5.1, 3.4],
      sources: [[1.4, 2.2, 1.3]],
      ears: [
        [5.7, 1.3, 1.9],
        [5.2, 3.9, 1.6],
      ],
      absorb: 0.12,
      airHz: 11000,
      t60: [1.3, 1.4, 1.5, 1.55, 1.5, 1.35, 1.1, 0.8, 0.5],
      late: 0.018,
      lateGain: 1.2,
      seed: 41,
    }),
  'wooden-room': () =>
    room({
      seconds: 0.6,
      box: [5.9, 4.3, 2.7],
      sources: [[1.7, 2, 1.2]],
      ears: [
        [3.9, 1.7, 1.5],
        [3.9, 2.6, 1.5],
      ],
      absorb: 0.3,
      airHz: 8500,
      t60: [0.55, 0.55, 0.5, 0.46, 0.42, 0.4, 0.36, 0.3, 0.25],
      late: 0.014,
      lateGain: 0.9,
      seed: 51,
    }),
  'drum-room': () =>
    room({
      seconds: 1.1,
      box: [9.4, 7.1, 4.6],
      sources: [[4.4, 3.1, 0.8]],
      ears: [
        [7.6, 1.6, 2.4],
        [7.6, 5.2, 2.4],
      ],
      absorb: 0.17,
      airHz: 12000,
      t60: [0.9, 0.95, 1, 1.02, 1, 0.95, 0.85, 0.7, 0.5],
      late: 0.016,
      lateGain: 1,
      seed: 61,
    }),
  spring: () => springs({ seconds: 2, delays: [0.0371, 0.0432], limitHz: 4600, decay: 2.1 }),
  telephone: () =>
    speaker({
      seconds: 0.03,
      echoes: [
        [0.35, 0.22],
        [0.9, -0.1],
      ],
      filters: [
        ['highpass', 380, 0.9],
        ['highpass', 320, 0.7],
        ['peak', 1150, 1.8, 5],
        ['peak', 2500, 3, 6],
        ['lowpass', 3300, 1.1],
        ['lowpass', 3500, 0.7],
      ],
    }),
  'small-speaker': () =>
    speaker({
      seconds: 0.05,
      echoes: [
        [0.62, 0.12],
        [1.7, -0.06],
      ],
      filters: [
        ['highpass', 170, 1.1],
        ['peak', 520, 2, -3],
        ['peak', 1300, 1, 4],
        ['peak', 3900, 3, 3.5],
        ['lowpass', 9000, 0.7],
      ],
    }),
  'tape-machine': () =>
    speaker({
      seconds: 0.06,
      echoes: [],
      filters: [
        ['highpass', 28, 0.8],
        ['peak', 62, 1.1, 2.6],
        ['peak', 125, 1.5, -1.2],
        ['highshelf', 7000, 0.6, -2.5],
        ['lowpass', 15500, 0.7],
      ],
    }),
};

const pictures = {};
for (const [name, make] of Object.entries(SPACES)) {
  const channels = make();
  const bytes = writeWav(join(here, `${name}.wav`), channels, RATE);
  pictures[name] = pictureOf(channels, RATE);
  console.log(
    `${name}: ${channels.length} channels, ${(bytes / 1000).toFixed(0)} kB, ${pictures[name].decaySeconds} s`,
  );
}
writeFileSync(join(here, 'pictures.json'), `${JSON.stringify(pictures)}\n`);
