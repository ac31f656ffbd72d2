/** Instruments that only the unseen half plays: brass, choir, organ, electric piano, mallets, reeds, shaker. */
import { biquad, filter, RATE } from './dsp.ts';
import type { Random } from './random.ts';
import { sung, type Voice } from './voices.ts';

const TAU = 2 * Math.PI;

/** Adds partials with a level each over time to a buffer, under an envelope. */
function partials(
  out: Float64Array,
  start: number,
  frames: number,
  list: readonly { hz: number; gain: number; fall: number }[],
  shape: (i: number) => number,
  gain: number,
): void {
  const x = new Float64Array(frames);
  for (const { hz, gain: size, fall } of list) {
    if (hz > 15000) continue;
    const w = (TAU * hz) / RATE;
    const k = 2 * Math.cos(w);
    const each = Math.exp(-fall / RATE);
    let [y1, y0, level] = [0, Math.sin(w) * size, 1];
    for (let i = 0; i < frames; i++) {
      x[i]! += y0 * level;
      level *= each;
      [y1, y0] = [y0, k * y0 - y1];
    }
  }
  for (let i = 0; i < frames && start + i < out.length; i++) out[start + i]! += x[i]! * shape(i) * gain;
}

const held =
  (length: number, attack: number, release: number) =>
  (i: number): number =>
    Math.min(1, i / attack) * Math.min(1, Math.max(0, (length + release - i) / release));

/** Bright as it is loud: harmonics above `most` die away, each a little later than the one below. */
export function brass(most: number): Voice {
  return (out, { start, length, hz, velocity }, random) => {
    const frames = length + 2400;
    const x = new Float64Array(frames);
    const count = Math.min(24, Math.floor(9000 / hz));
    const phases = Array.from({ length: count }, () => random.between(0, 0.4));
    const rate = random.between(4.6, 5.4);
    let phase = 0;
    for (let i = 0; i < frames; i++) {
      phase += (hz * (1 + 0.004 * Math.sin((TAU * rate * i) / RATE) * Math.min(1, i / 12000))) / RATE;
      let sum = 0;
      for (let h = 1; h <= count; h++) {
        const dim = 1 / (1 + ((h * hz) / most) ** 3);
        sum +=
          (dim * Math.min(1, i / (500 + 160 * h)) * Math.sin(TAU * h * phase + phases[h - 1]!)) / h ** 0.5;
      }
      x[i] = sum;
    }
    const shape = held(length, 700, 2400);
    for (let i = 0; i < frames && start + i < out.length; i++)
      out[start + i]! += x[i]! * shape(i) * 0.12 * velocity;
  };
}

/** Four singers a little apart in pitch and time. */
export const choir: Voice = (out, note, random) => {
  for (let singer = 0; singer < 4; singer++)
    sung(
      out,
      {
        ...note,
        start: Math.max(0, note.start + Math.round(random.between(-700, 900))),
        hz: note.hz * (1 + 0.004 * random.normal()),
        velocity: note.velocity * 0.5,
      },
      random,
    );
};

/** Drawbars 16', 8', 5 1/3', 4', 2 2/3', 2'. */
export const organ: Voice = (out, { start, length, hz, velocity }, random) => {
  const bars: readonly (readonly [number, number])[] = [
    [0.5, 0.5],
    [1, 1],
    [1.5, 0.5],
    [2, 0.6],
    [3, 0.35],
    [4, 0.3],
    [6, 0.12],
    [8, 0.15],
  ];
  const list = bars.map(([ratio, gain]) => ({ hz: hz * ratio, gain, fall: 0 }));
  const rate = random.between(5.5, 6.5);
  const shape = held(length, 250, 900);
  partials(
    out,
    start,
    length + 900,
    list,
    (i) => shape(i) * (1 + 0.15 * Math.sin((TAU * rate * i) / RATE)),
    0.1 * velocity,
  );
};

/** Tines: a fundamental that stays, a bell at fourteen times that goes, some bark. */
export const electricPiano: Voice = (out, { start, length, hz, velocity }, random) => {
  const list = [
    { hz, gain: 1, fall: 1.2 },
    { hz: 2 * hz, gain: 0.35 * velocity, fall: 3 },
    { hz: 3 * hz, gain: 0.25 * velocity, fall: 4 },
    { hz: 4 * hz, gain: 0.1, fall: 5 },
    { hz: 6.3 * hz, gain: 0.06, fall: 9 },
    { hz: 14 * hz * random.between(0.99, 1.01), gain: 0.08, fall: 14 },
  ];
  partials(out, start, length + 3000, list, held(length, 80, 3000), 0.16 * velocity);
};

/** A bar of metal or wood: partials at 1, 4 and 10 times. */
export const mallet: Voice = (out, { start, hz, velocity }, random) => {
  const frames = Math.round(1.4 * RATE);
  const list = [
    { hz, gain: 1, fall: 2.2 },
    { hz: 3.98 * hz, gain: 0.3, fall: 6 },
    { hz: 10.2 * hz, gain: 0.12, fall: 18 },
  ];
  partials(
    out,
    start,
    frames,
    list,
    held(frames - 2000, 40, 2000),
    0.2 * velocity * random.between(0.9, 1.1),
  );
};

/** Two free reeds, one a little sharp: accordion, harmonica. */
export const reed: Voice = (out, { start, length, hz, velocity }, random) => {
  const list: { hz: number; gain: number; fall: number }[] = [];
  const beat = random.between(1.5, 3);
  for (const base of [hz, hz + beat])
    for (let h = 1; h <= 22; h++)
      list.push({ hz: base * h, gain: (h % 2 === 1 ? 1 : 0.6) / h ** 0.9, fall: 0 });
  partials(out, start, length + 1200, list, held(length, 900, 1200), 0.06 * velocity);
};

export const shaker: Voice = (out, { start, velocity }, random: Random) => {
  const frames = Math.round(0.09 * RATE);
  const x = Float64Array.from(
    { length: frames },
    (_, i) => random.noise() * Math.sin((Math.PI * i) / frames) ** 2,
  );
  filter(x, biquad('highpass', 4500, 0.7));
  filter(x, biquad('lowpass', 13000, 0.7));
  for (let i = 0; i < frames && start + i < out.length; i++) out[start + i]! += x[i]! * 0.35 * velocity;
};
