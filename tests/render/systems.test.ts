/** Playback systems: their filters against closed forms, their strain, and that straight is straight. */
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { loadSystems, measureSystems } from '../../audio-engine/listening/index.ts';
import { RESPONSE_HZ, type SystemSpec, systemSchema } from '../../audio-engine/protocol/index.ts';
import { QUANTUM, SystemBlock } from '../../audio-engine/render/index.ts';
import { ProgrammeMatcher } from '../../audio-engine/render/system-match.ts';
import { noiseSamples } from './sessions.ts';

const RATE = 48_000;
const home = loadKernels();

class Player {
  readonly #block: SystemBlock;
  readonly #buffer: number;

  constructor() {
    const { kernels, allocator } = home;
    this.#block = new SystemBlock(kernels.memory, allocator.allocate(kernels.call.system_bytes!()));
    this.#buffer = allocator.allocate(QUANTUM * 16);
    kernels.call.system_init!(this.#block.pointer, RATE);
  }

  take(system: SystemSpec | null, gainDb = 0, noiseDb?: number): void {
    this.#block.take(system, gainDb, noiseDb);
  }

  /** Interleaved frames through the system. */
  run(samples: Float64Array): Float64Array {
    const { kernels } = home;
    const view = new Float64Array(kernels.memory.buffer, this.#buffer, QUANTUM * 2);
    const out = new Float64Array(samples.length);
    for (let at = 0; at < samples.length; at += QUANTUM * 2) {
      view.set(samples.subarray(at, at + QUANTUM * 2));
      kernels.call.system_process!(this.#block.pointer, this.#buffer, 1);
      out.set(view, at);
    }
    return out;
  }
}

const spec = (change: Partial<SystemSpec>): SystemSpec => ({
  ...systemSchema.parse({ id: 'test', filters: [] }),
  ...change,
});
const sine = (hz: number, frames: number, left = 1, right = 1): Float64Array =>
  Float64Array.from(
    { length: frames * 2 },
    (_, i) => (i & 1 ? right : left) * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
  );
const db = (value: number): number => 20 * Math.log10(value);
const rms = (samples: Float64Array, side = 0, from = 0): number => {
  let sum = 0;
  let count = 0;
  for (let i = from * 2 + side; i < samples.length; i += 2, count++) sum += samples[i]! ** 2;
  return Math.sqrt(sum / count);
};
/** Amplitude of a frequency in the left channel of the last second. */
function level(samples: Float64Array, hz: number): number {
  let re = 0;
  let im = 0;
  for (let i = 0; i < RATE; i++) {
    const x = samples[samples.length - 2 * RATE + 2 * i]!;
    re += x * Math.cos((2 * Math.PI * hz * i) / RATE);
    im += x * Math.sin((2 * Math.PI * hz * i) / RATE);
  }
  return (2 * Math.hypot(re, im)) / RATE;
}
function played(system: SystemSpec, samples: Float64Array): Float64Array {
  const player = new Player();
  player.take(system);
  return player.run(samples);
}

describe('a playback system', () => {
  it('straight passes every bit, before, and after it was something else', () => {
    const noise = noiseSamples(3, 64 * 200);
    const player = new Player();
    expect(player.run(noise)).toEqual(noise);
    player.take(loadSystems()[0]!, 3);
    expect(player.run(noise)).not.toEqual(noise);
    player.take(null);
    player.run(noise.subarray(0, 64 * 2 * 20));
    expect(player.run(noise)).toEqual(noise);
  });

  it('filters as Butterworth high-passes and bells of the stated gain do', () => {
    const high = spec({ filters: [{ kind: 'high-pass', hz: 500, order: 4 }] });
    for (const hz of [125, 250, 500, 1000]) {
      const expected = -10 * Math.log10(1 + (500 / hz) ** 8);
      expect(db(level(played(high, sine(hz, 2 * RATE)), hz))).toBeCloseTo(expected, 1);
    }
    const bell = spec({ filters: [{ kind: 'bell', hz: 900, gainDb: 5, q: 1.5 }] });
    expect(db(level(played(bell, sine(900, 2 * RATE)), 900))).toBeCloseTo(5, 2);
  });

  it('folds to mono, narrows sides, and takes only the sides of the lows for a mono sub', () => {
    const wide = sine(50, 2 * RATE, 1, -1);
    expect(rms(played(spec({ mono: true }), wide), 0, RATE)).toBeLessThan(1e-12);
    expect(db(rms(played(spec({ sideDb: -3 }), wide), 0, RATE) / rms(wide))).toBeCloseTo(-3, 6);
    const sub = spec({ monoBelowHz: 100 });
    expect(db(rms(played(sub, wide), 0, RATE) / rms(wide))).toBeCloseTo(-10 * Math.log10(1 + 2 ** 4), 1);
    const middle = sine(50, RATE);
    const out = played(sub, middle);
    expect(out.slice(RATE).findIndex((x, i) => Math.abs(x - middle[RATE + i]!) > 1e-12)).toBe(-1);
  });

  it('crossfeeds by the formula of libbs2b', () => {
    const feedDb = 4.5;
    const cut = 700;
    const system = spec({ crossfeed: { hz: cut, feedDb } });
    const lowDb = (-5 / 6) * feedDb - 3;
    const highDb = feedDb / 6 - 3;
    const low = 10 ** (lowDb / 20);
    const high = 1 - 10 ** (highDb / 20);
    const highHz = cut * 2 ** ((lowDb - db(high)) / 12);
    const gain = 1 / (1 - high + low);
    /** |a0 + a1 z^-1| / |1 - b1 z^-1| */
    const at = (a0: number, a1: number, b1: number, hz: number): number => {
      const w = (2 * Math.PI * hz) / RATE;
      const over = Math.hypot(a0 + a1 * Math.cos(w), -a1 * Math.sin(w));
      return over / Math.hypot(1 - b1 * Math.cos(w), b1 * Math.sin(w));
    };
    const x = Math.exp((-2 * Math.PI * cut) / RATE);
    const y = Math.exp((-2 * Math.PI * highHz) / RATE);
    for (const hz of [100, 700, 3000]) {
      const left = played(system, sine(hz, 2 * RATE, 1, 0));
      const other = left.map((_, i) => left[i ^ 1]!);
      expect(level(left, hz)).toBeCloseTo(gain * at(1 - high * (1 - y), -y, y, hz), 5);
      expect(level(other, hz)).toBeCloseTo(gain * at(low * (1 - x), 0, x, hz), 5);
    }
  });

  it('strains only where it is loud: harmonics of the lows, and a limit', () => {
    const phone = spec({ drive: { belowHz: 800, gainDb: 4.5, bias: 0.08 } });
    const loud = played(phone, sine(200, 2 * RATE, 0.5, 0.5));
    const quiet = played(phone, sine(200, 2 * RATE, 0.005, 0.005));
    const harmonics = [2, 3].map((n) => db(level(loud, 200 * n) / level(loud, 200)));
    expect(Math.max(...harmonics)).toBeGreaterThan(-40);
    expect(Math.max(...harmonics)).toBeLessThan(-20);
    expect(db(level(quiet, 600) / level(quiet, 200))).toBeLessThan(-80);
    expect(db(level(quiet, 200) / 0.005)).toBeCloseTo(0, 1);
    const limited = played(
      spec({ limiter: { thresholdDb: -6, belowHz: null, attackMs: 2, releaseMs: 80 } }),
      sine(1000, 2 * RATE),
    );
    const peak = limited.subarray(RATE).reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    // The envelope of a sine rides a little under its crest.
    expect(db(peak)).toBeGreaterThan(-6.1);
    expect(db(peak)).toBeLessThan(-4);
  });

  it('changes from one to the other without a click', () => {
    const player = new Player();
    const tone = sine(100, 64 * 400, 0.5, 0.5);
    const heard: number[] = [];
    for (const [n, system] of [null, ...loadSystems(), null].entries()) {
      player.take(system, system ? -3 : 0);
      heard.push(...player.run(tone.subarray(0, 64 * 2 * 75 * 2)));
      expect(n).toBeLessThan(20);
    }
    let step = 0;
    for (let i = 2; i < heard.length; i++) step = Math.max(step, Math.abs(heard[i]! - heard[i - 2]!));
    // The steepest is the car's boom: three times the tone, and a fade of 20 ms across it.
    expect(step).toBeLessThan((2 * Math.PI * 100 * 0.5 * 3) / RATE + 2 / 960);
  });

  it('never gives what is not a number, whatever it gets', () => {
    for (const system of loadSystems()) {
      const player = new Player();
      player.take(system, 6, -40);
      const wild = noiseSamples(5, 64 * 100).map((v, i) =>
        i % 997 === 0 ? Number.NaN : i % 499 === 0 ? 1e9 : v * 4,
      );
      player.run(wild);
      const after = player.run(new Float64Array(RATE * 2));
      expect(after.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('the systems that are installed', () => {
  const systems = loadSystems();
  const measured = measureSystems(systems);
  const of = (id: string) => measured.find((system) => system.id === id)!;
  const near = (id: string, hz: number): number =>
    of(id).responseDb[RESPONSE_HZ.findIndex((at) => at >= hz)]!;

  it('are measured to be what their data says', () => {
    expect(measured).toHaveLength(systems.length);
    expect(of('phone').lowestHz).toBeGreaterThan(330);
    expect(of('phone').lowestHz).toBeLessThan(480);
    expect(near('phone', 100)).toBeLessThan(-40);
    expect(near('car', 60)).toBeGreaterThan(4);
    expect(near('club', 60)).toBeGreaterThan(4);
    expect(near('low-level', 40)).toBeLessThan(-6);
    expect(of('kitchen').mono).toBe(true);
    expect(of('headphones').lowestHz).toBeNull();
  });

  it('are matched to straight within 0.3 LU on music, also by what strains', () => {
    const matcher = new ProgrammeMatcher(home.kernels, home.allocator);
    matcher.begin(RATE);
    // Noise that falls by 6 dB an octave above 100 Hz over a bass: near to a song.
    let state = 0;
    const frames = 10 * RATE;
    const programme = new Float32Array(16_384 * 2);
    const all = new Float64Array(frames * 2);
    const noise = noiseSamples(9, frames);
    for (let i = 0; i < frames; i++) {
      state += (noise[i * 2]! - state) * 0.1;
      const bass = 0.3 * Math.sin((2 * Math.PI * 55 * i) / RATE);
      all[i * 2] = state * 0.8 + bass + noise[i * 2 + 1]! * 0.05;
      all[i * 2 + 1] = state * 0.7 + bass - noise[i * 2 + 1]! * 0.05;
    }
    for (let at = 0; at + 16_384 <= frames; at += 16_384) {
      programme.set(all.subarray(at * 2, (at + 16_384) * 2));
      matcher.push(programme, 0, 16_384);
    }
    for (const system of systems) {
      const match = matcher.measure(system);
      expect(match.seconds).toBeGreaterThan(9);
      const player = new Player();
      player.take(system, match.gainDb);
      const out = player.run(all.subarray(0, Math.floor(frames / QUANTUM) * QUANTUM * 2));
      const skip = RATE * 2;
      expect(Math.abs(loudness(out.subarray(skip)) - loudness(all.subarray(skip))), system.id).toBeLessThan(
        0.3,
      );
    }
  });
});

function loudness(samples: Float64Array): number {
  const { kernels, allocator } = home;
  const state = allocator.allocate(kernels.call.loudness_bytes!(100));
  const buffer = allocator.allocate(samples.length * 8);
  kernels.call.loudness_reset!(state, RATE, 2, 100);
  new Float64Array(kernels.memory.buffer, buffer, samples.length).set(samples);
  kernels.call.loudness_process!(state, buffer, samples.length / 2);
  kernels.call.loudness_update!(state);
  const lufs = new Float64Array(kernels.memory.buffer, state, 3)[2]!;
  allocator.free(buffer);
  allocator.free(state);
  return lufs;
}
