// The instruments of the demo song that are synthesised: bass, electric piano, pad, plucked strings and a singing
// voice made of a glottal source and five formants.
import { biquad, gain, hz, noise, RATE } from './tools.mjs';

const TAU = 2 * Math.PI;

/** Saw without aliasing worth hearing (polyBLEP). */
function saw(phase, step) {
  let v = 2 * phase - 1;
  if (phase < step) {
    const t = phase / step;
    v -= t + t - t * t - 1;
  } else if (phase > 1 - step) {
    const t = (phase - 1) / step;
    v -= t * t + t + t + 1;
  }
  return v;
}

/** Finger bass: two saws and a sine through a closing filter, with a click of the finger. */
export function bass(midi, seconds, velocity, seed) {
  const out = new Float64Array(Math.round((seconds + 0.08) * RATE));
  const f = hz(midi);
  const r = noise(seed);
  let phase = 0.2;
  let low = 0;
  let low2 = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    const body =
      Math.min(1, t / 0.006) * Math.exp(-t * 1.1) * (t > seconds ? Math.exp(-(t - seconds) * 60) : 1);
    phase = (phase + f / RATE) % 1;
    const cutoff = 180 + velocity * 1500 * Math.exp(-t * 7);
    const k = 1 - Math.exp((-TAU * cutoff) / RATE);
    const source = saw(phase, f / RATE) * 0.7 + Math.sin(TAU * phase) * 0.6 + r() * 0.5 * Math.exp(-t * 220);
    low += (source - low) * k;
    low2 += (low - low2) * k;
    out[i] = Math.tanh(low2 * 1.6) * body * velocity;
  }
  return out;
}

/** Electric piano: two-operator FM with a tine that rings out. */
export function tines(midi, seconds, velocity) {
  const out = new Float64Array(Math.round((seconds + 0.6) * RATE));
  const f = hz(midi);
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    const release = t > seconds ? Math.exp(-(t - seconds) * 7) : 1;
    const index = velocity * (1.1 * Math.exp(-t * 2.4) + 0.15);
    const tine = Math.sin(TAU * f * 14 * t) * 0.22 * velocity * Math.exp(-t * 18);
    const body =
      Math.sin(TAU * f * t + index * Math.sin(TAU * f * t)) +
      0.35 * Math.sin(TAU * f * 2.003 * t) * Math.exp(-t * 1.4);
    out[i] = (body + tine) * Math.exp(-t * 0.9) * Math.min(1, t / 0.003) * release * velocity * 0.4;
  }
  return out;
}

/** A slow pad voice of three detuned saws; `detuneCents` differs between the sides. */
export function padVoice(midi, seconds, detuneCents, seed) {
  const out = new Float64Array(Math.round((seconds + 1.2) * RATE));
  const start = noise(seed);
  const voices = [-detuneCents, 0, detuneCents * 1.1].map((cents) => ({
    f: hz(midi) * 2 ** (cents / 1200),
    phase: (start() + 1) / 2,
  }));
  let low = 0;
  let low2 = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    let v = 0;
    for (const voice of voices) {
      voice.phase = (voice.phase + voice.f / RATE) % 1;
      v += saw(voice.phase, voice.f / RATE);
    }
    const k = 1 - Math.exp((-TAU * (500 + 900 * Math.sin(Math.PI * Math.min(1, t / seconds)))) / RATE);
    low += (v - low) * k;
    low2 += (low - low2) * k;
    const envelope = Math.min(1, t / 0.7) * (t > seconds ? Math.exp(-(t - seconds) * 3) : 1);
    out[i] = low2 * envelope * 0.2;
  }
  return out;
}

/** Plucked string (Karplus-Strong with a fractional delay), palm-muted when `damping` is high. */
export function pluck(midi, seconds, velocity, damping, seed) {
  const out = new Float64Array(Math.round(seconds * RATE));
  const f = hz(midi);
  const period = RATE / f - 0.5;
  const whole = Math.floor(period);
  const part = period - whole;
  const line = new Float64Array(whole + 2);
  const r = noise(seed);
  let soft = 0;
  for (let i = 0; i < whole; i++) {
    soft += (r() - soft) * (0.25 + 0.6 * velocity);
    line[i] = soft;
  }
  const loss = 10 ** (-3 / (f * (damping > 0.5 ? 0.45 : 3.2)));
  const cabinet = biquad('lp', 4200, 0.8);
  const bodyBell = biquad('bell', 210, 1, 5);
  let last = 0;
  for (let i = 0; i < out.length; i++) {
    const k = i % (whole + 1);
    const a = line[k];
    const b = line[(k + 1) % (whole + 1)];
    const v = b * (1 - part) + a * part;
    line[k] = loss * (0.5 * v + 0.5 * last);
    last = v;
    const t = i / RATE;
    out[i] =
      Math.tanh(bodyBell(cabinet(v)) * 2.2 * velocity) * (t > seconds - 0.03 ? (seconds - t) / 0.03 : 1);
  }
  return out;
}

// Formants (Hz, level dB, bandwidth Hz) of sung vowels, mezzo range, after the tables in the Csound manual.
const VOWELS = {
  a: [
    [800, 0, 80],
    [1150, -4, 90],
    [2900, -16, 120],
    [3900, -28, 130],
    [4950, -44, 140],
  ],
  e: [
    [400, 0, 60],
    [1900, -16, 80],
    [2700, -22, 120],
    [3400, -24, 150],
    [4950, -42, 200],
  ],
  i: [
    [350, 0, 50],
    [2000, -14, 100],
    [2800, -20, 120],
    [3600, -26, 150],
    [4950, -44, 200],
  ],
  o: [
    [450, 0, 70],
    [800, -7, 80],
    [2830, -16, 100],
    [3500, -26, 130],
    [4950, -42, 135],
  ],
  u: [
    [325, 0, 50],
    [700, -12, 60],
    [2530, -22, 170],
    [3500, -34, 180],
    [4950, -50, 200],
  ],
};

/**
 * Sings a phrase: notes of {time, seconds, midi, vowel, onset?} on one breath. `bite` lifts the singer's formant
 * that makes the raw lead harsh; `cents` and `lateness` make a double of it.
 */
export function sing(
  notes,
  totalSeconds,
  { seed = 1, cents = 0, lateness = 0, bite = 0, breath = 0.012, size = 1 } = {},
) {
  const out = new Float64Array(Math.round(totalSeconds * RATE));
  const r = noise(seed);
  const drift = noise(seed + 99);
  let phase = 0;
  let f = hz(notes[0].midi);
  let level = 0;
  let wobble = 0;
  const bands = Array.from({ length: 5 }, () => ({ y1: 0, y2: 0 }));
  const now = VOWELS.a.map((x) => [...x]);
  const air = biquad('bp', 6500, 0.7);
  const ess = biquad('bp', 7200, 1.2);
  const edge = biquad('bell', 3100, 1.6, bite);
  let tilt = 0;
  let index = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE - lateness;
    while (index + 1 < notes.length && t >= notes[index + 1].time) index++;
    const note = notes[index];
    const since = t - note.time;
    const sounding = since >= 0 && since < note.seconds;
    const target = hz(note.midi) * 2 ** ((cents + wobble * 6) / 1200);
    f += (target - f) * (1 - Math.exp(-1 / (0.028 * RATE)));
    if (i % 256 === 0) wobble += (drift() - wobble) * 0.08;
    const vibratoDepth = Math.min(1, Math.max(0, (since - 0.28) / 0.4)) * 0.0125;
    const pitch = f * (1 + vibratoDepth * Math.sin(TAU * (5.3 + wobble * 0.4) * t));
    phase += pitch / RATE;
    if (phase >= 1) phase -= 1;
    // Glottal pulse: open for 60 % of the period, closing faster than it opens (Rosenberg).
    const open =
      phase < 0.4
        ? 0.5 * (1 - Math.cos((Math.PI * phase) / 0.4))
        : phase < 0.6
          ? Math.cos((Math.PI * (phase - 0.4)) / 0.4)
          : 0;
    const pulse = open - tilt;
    tilt += (open - tilt) * 0.02;
    const flow = (sounding ? 1 : 0) * (0.75 + 0.25 * Math.min(1, since / 0.2)) * (note.level ?? 1);
    level += (flow - level) * (1 - Math.exp(-1 / ((flow > level ? 0.022 : 0.06) * RATE)));
    const source = (pulse + r() * breath * (0.4 + open)) * level;
    const vowel = VOWELS[note.vowel] ?? VOWELS.a;
    let v = 0;
    for (let b = 0; b < 5; b++) {
      const shape = now[b];
      if (i % 32 === 0)
        for (let k = 0; k < 3; k++) shape[k] += (vowel[b][k] * (k === 0 ? size : 1) - shape[k]) * 0.02;
      const radius = Math.exp((-Math.PI * shape[2]) / RATE);
      const turn = (TAU * shape[0]) / RATE;
      const band = bands[b];
      const y =
        (1 - radius) * Math.sqrt(1 - 2 * radius * Math.cos(2 * turn) + radius * radius) * source +
        2 * radius * Math.cos(turn) * band.y1 -
        radius * radius * band.y2;
      band.y2 = band.y1;
      band.y1 = y;
      v += y * gain(shape[1]) * (b % 2 ? -1 : 1);
    }
    let consonant = 0;
    if (note.onset === 's' && since > -0.09 && since < 0.03)
      consonant = ess(r()) * 0.55 * Math.sin((Math.PI * (since + 0.09)) / 0.12) ** 2;
    else if (note.onset === 't' && since > -0.02 && since < 0.02)
      consonant = air(r()) * 0.5 * Math.exp(-Math.abs(since) * 160);
    else consonant = air(r()) * 0.01 * level;
    out[i] = edge(v * 7) + consonant * 0.22;
  }
  return out;
}
