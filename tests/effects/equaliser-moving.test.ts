import { describe, expect, it } from 'vitest';
import {
  bandChangesDb,
  dynamicChangeDb,
  totalResponseDb,
} from '../../audio-engine/effects/equaliser/curves.ts';
import {
  BAND_CHANNELS,
  BAND_TYPE,
  equaliserParameters,
  PHASE,
} from '../../audio-engine/effects/equaliser/parameters.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { impulse, noise, responseDb, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('equaliser', equaliserParameters, values, rate);

function sine(hz: number, level: number, frames: number, right = level): Float64Array {
  return Float64Array.from(
    { length: 2 * frames },
    (_, i) => (i % 2 ? right : level) * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
  );
}

const db = (x: number) => 20 * Math.log10(x);

/** Amplitude of one frequency at the end of a sound, by projection on whole periods. */
function amplitude(stereo: Float64Array, hz: number, frames = 4800, channel = 0): number {
  let re = 0;
  let im = 0;
  const from = stereo.length / 2 - frames;
  for (let n = 0; n < frames; n++) {
    const w = (2 * Math.PI * hz * n) / RATE;
    re += stereo[2 * (from + n) + channel]! * Math.cos(w);
    im += stereo[2 * (from + n) + channel]! * Math.sin(w);
  }
  return (2 * Math.hypot(re, im)) / frames;
}

/** Energy away from a tone while something moves, dB below the tone: zipper noise. */
function residue(stereo: Float64Array, aboveHz: number): number {
  // Third difference: a high-pass that leaves steps and corners of a slow tone.
  let sum = 0;
  for (let i = 6; i < stereo.length; i += 2) {
    const d = stereo[i]! - 3 * stereo[i - 2]! + 3 * stereo[i - 4]! - stereo[i - 6]!;
    sum += d * d;
  }
  return 10 * Math.log10(sum / (stereo.length / 2)) - db((2 * Math.PI * aboveHz) / RATE) * 3;
}

const bell = (f: number, gainDb: number, q = 1) => ({
  band4On: 1,
  band4Type: BAND_TYPE.bell,
  band4FrequencyHz: f,
  band4GainDb: gainDb,
  band4Q: q,
});

describe('a gliding band', () => {
  it('moves in straight lines: no step at the edges of quanta', () => {
    const tone = sine(100, 0.5, 64 * 300);
    const fx = start(bell(100, 0.1));
    fx.process(tone);
    const still = residue(fx.process(tone), 100);
    fx.set(bell(100, 18));
    const moving = residue(fx.process(tone), 100);
    // The tone itself is 18 dB louder at the end; a step a quantum lay 40 dB above this.
    expect(moving).toBeLessThan(still + 21);
  });

  it('takes wild jumps of frequency and Q on every quantum without blowing up', () => {
    const fx = start(bell(1000, 18, 30));
    const input = noise(64, 3, 0.5);
    let peak = 0;
    for (let i = 0; i < 2000; i++) {
      fx.set(bell(i % 2 ? 20 : 19000, i % 3 ? 24 : -24, i % 5 ? 40 : 0.1));
      for (const x of fx.process(input)) peak = Math.max(peak, Math.abs(x));
    }
    expect(peak).toBeLessThan(200);
  });

  it('goes over from one form of the filter to the other and back without a trace', () => {
    // A glide between two gains that differ by a hair: the sound is that of the standing band all the time.
    for (const type of [BAND_TYPE.bell, BAND_TYPE.lowShelf, BAND_TYPE.highShelf]) {
      const values = { ...bell(300, 6, 2), band4Type: type };
      const still = start(values);
      const moved = start(values);
      const input = noise(64 * 40, 8);
      still.process(input);
      moved.process(input);
      moved.set({ band4GainDb: 6 + 1e-9 });
      const a = still.process(input);
      const b = moved.process(input);
      a.forEach((x, i) => {
        expect(Math.abs(x - b[i]!)).toBeLessThan(1e-8);
      });
    }
  });
});

describe('a dynamic band', () => {
  const dynamic = { band4Dynamic: 1, band4ThresholdDb: -30, band4RangeDb: -9, band4AttackMs: 1 };

  it('settles where its curve says, cutting and lifting', () => {
    for (const rangeDb of [-9, 6]) {
      for (const level of [-40, -31, -26, -18, -6]) {
        const fx = start({ ...bell(1000, 0), ...dynamic, band4RangeDb: rangeDb, band4ReleaseMs: 500 });
        const input = sine(1000, 10 ** (level / 20), RATE);
        const change = db(amplitude(fx.process(input), 1000)) - level;
        expect(Math.abs(change - dynamicChangeDb(level, -30, rangeDb)), `${level} dB`).toBeLessThan(0.1);
        expect(Math.abs(bandChangesDb(fx.state)[3]! - change)).toBeLessThan(0.1);
      }
    }
  });

  it('hears its own region only, and does nothing at all below its threshold', () => {
    const fx = start({ ...bell(4000, 0, 2), ...dynamic });
    const loudElsewhere = sine(150, 0.7, RATE / 2);
    const out = fx.process(loudElsewhere);
    expect(Math.abs(db(amplitude(out, 150)) - db(0.7))).toBeLessThan(0.01);
    expect(bandChangesDb(fx.state)[3]).toBe(0);
    const quiet = noise(4096, 5, 0.001);
    const silent = start({ ...bell(4000, 0, 2), ...dynamic }).process(quiet);
    silent.forEach((x, i) => {
      expect(Math.abs(x - quiet[i]!)).toBeLessThan(1e-15);
    });
  });

  it('follows the side-chain where it is told to', () => {
    const values = { ...bell(1000, 0), ...dynamic, band4Source: 1 };
    const own = sine(1000, 0.05, 64 * 300);
    const key = sine(1000, 0.8, 64 * 300);
    const fx = start(values);
    const keyed = fx.processInContext(own, { key });
    expect(db(amplitude(keyed, 1000, 4800)) - db(0.05)).toBeCloseTo(-9, 0);
    // Middle only: a key that is all side leaves it alone.
    const side = start({ ...values, band4Channels: BAND_CHANNELS.mid });
    side.processInContext(own, { key: key.map((x, i) => (i % 2 ? -x : x)) });
    expect(bandChangesDb(side.state)[3]).toBe(0);
  });

  it('gives the same bits however a run is cut, and comes to rest', () => {
    const values = { ...bell(2000, 3), ...dynamic, band2Dynamic: 1, band2RangeDb: 6, band2ThresholdDb: -40 };
    const input = noise(64 * 96, 4, 0.5);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    const fx = start(values);
    fx.process(input);
    fx.process(new Float64Array(2 * 64 * 8000), 64 * 100);
    const { call } = loadKernels().kernels;
    expect(call.equaliser_at_rest).toBeTypeOf('function');
    expect(fx.process(new Float64Array(128)).every((x) => x === 0)).toBe(true);
  });
});

describe('linear phase', () => {
  const rich = {
    phase: PHASE.linear,
    band1On: 1,
    band1Type: BAND_TYPE.highPass,
    band1FrequencyHz: 60,
    band1Slope: 2,
    ...bell(1000, 6, 2),
    band5On: 1,
    band5GainDb: -4,
    band7GainDb: 5,
  };

  it('answers an impulse symmetrically about exactly the latency it reports, to -120 dB', () => {
    for (const rate of [44100, 48000, 96000]) {
      const fx = start(rich, rate);
      const late = fx.latencySamples;
      const h = fx.process(impulse(2 * late + 2048 - ((2 * late) % 64)));
      let most = 0;
      for (let n = 1; n < late; n++) most = Math.max(most, Math.abs(h[2 * (late + n)]! - h[2 * (late - n)]!));
      expect(db(most), `${rate}`).toBeLessThan(-120);
      expect(Math.abs(h[2 * late]!)).toBeGreaterThan(0.5);
    }
  });

  it('has the magnitude of the minimum-phase bands within 0.1 dB', () => {
    const h = start(rich).process(impulse(64 * 192));
    const hz = Array.from({ length: 120 }, (_, i) => 25 * 1.0565 ** i).filter((f) => f < 20000);
    const drawn = totalResponseDb(rich, hz, RATE);
    hz.forEach((f, i) => {
      expect(Math.abs(responseDb(h, 0, f, RATE) - drawn[i]!), `${f.toFixed(0)} Hz`).toBeLessThan(0.1);
    });
  });

  it('filters middle, side, left and right apart', () => {
    for (const [channels, curve] of [
      [BAND_CHANNELS.side, 'side'],
      [BAND_CHANNELS.left, 'left'],
    ] as const) {
      const values = { phase: PHASE.linear, ...bell(1000, 9), band4Channels: channels };
      const input = new Float64Array(2 * 64 * 192);
      input[0] = 1;
      input[1] = curve === 'side' ? -1 : 0;
      const h = start(values).process(input);
      expect(responseDb(h, 0, 1000, RATE)).toBeCloseTo(9, 1);
      const other = new Float64Array(2 * 64 * 192);
      other[0] = curve === 'side' ? 1 : 0;
      other[1] = 1;
      expect(responseDb(start(values).process(other), 1, 1000, RATE)).toBeCloseTo(0, 3);
    }
  });

  it('takes a moved band over without a click, within 100 ms', () => {
    const fx = start({ phase: PHASE.linear, ...bell(200, 1) });
    const tone = sine(200, 0.5, 9600 - (9600 % 64));
    fx.process(tone);
    fx.process(tone);
    fx.set({ band4GainDb: 12 });
    const joined = [...fx.process(tone), ...fx.process(tone)];
    let step = 0;
    for (let i = 4; i < joined.length; i += 2) {
      if (i % tone.length < 4) continue;
      step = Math.max(step, Math.abs(joined[i]! - 2 * joined[i - 2]! + joined[i - 4]!));
    }
    // The tone at its loudest bends by w^2 times its amplitude.
    expect(step).toBeLessThan(1.1 * ((2 * Math.PI * 200) / RATE) ** 2 * 0.5 * 4);
    expect(db(amplitude(Float64Array.from(joined), 200, 2400)) - db(0.5)).toBeCloseTo(12, 1);
  });

  describe('with a dynamic band', () => {
    // A key that never stops holds the band at a gain, whatever goes through it.
    const held = (range: number, more: Record<string, number> = {}) => ({
      phase: PHASE.linear,
      ...bell(1000, 0, 1.5),
      band4Dynamic: 1,
      band4ThresholdDb: -60,
      band4RangeDb: range,
      band4AttackMs: 5,
      band4ReleaseMs: 50,
      band4Source: 1,
      band2On: 1,
      band2GainDb: 4,
      ...more,
    });

    it.each([-18, -9, -3, 6, 12])(
      'is symmetrical and has the magnitude it has in minimum phase, held at %d dB',
      (range) => {
        for (const more of [{}, { band4GainDb: 5 }] as Record<string, number>[]) {
          const values = held(range, more);
          const key = sine(1000, 0.9, 64 * 800);
          const responses = [PHASE.linear, PHASE.minimum].map((phase) => {
            const fx = start({ ...values, phase });
            const late = phase === PHASE.linear ? fx.latencySamples : 0;
            const input = new Float64Array(key.length);
            const at = 64 * 400;
            input[2 * at] = 1;
            input[2 * at + 1] = 1;
            return { h: fx.processInContext(input, { key }), from: at + late };
          });
          const [linear, minimum] = responses as [(typeof responses)[0], (typeof responses)[0]];
          let most = 0;
          for (let n = 1; n < 4600; n++) {
            const after = linear.h[2 * (linear.from + n)]!;
            most = Math.max(most, Math.abs(after - linear.h[2 * (linear.from - n)]!));
          }
          expect(db(most)).toBeLessThan(-90);
          const hz = Array.from({ length: 90 }, (_, i) => 30 * 1.075 ** i).filter((f) => f < 20000);
          for (const f of hz) {
            const difference = responseDb(linear.h, 0, f, RATE) - responseDb(minimum.h, 0, f, RATE);
            expect(Math.abs(difference), `${f.toFixed(0)} Hz`).toBeLessThan(0.1);
          }
          const at1k = responseDb(linear.h, 0, 1000, RATE);
          expect(at1k).toBeCloseTo(
            range +
              (more.band4GainDb ?? 0) +
              responseDb(
                start({ ...bell(1000, 0), band2On: 1, band2GainDb: 4 }).process(impulse(64 * 100)),
                0,
                1000,
                RATE,
              ),
            0,
          );
        }
      },
    );

    it('moves on the note it hears, not before it and not after it, without a click', () => {
      const values = {
        phase: PHASE.linear,
        ...bell(1000, 0, 1),
        band4Dynamic: 1,
        band4ThresholdDb: -30,
        band4RangeDb: -12,
        band4AttackMs: 10,
        band4ReleaseMs: 60,
      };
      const frames = 64 * 2000;
      const from = 48000;
      const to = 72000;
      const tone = sine(1000, 0.01, frames);
      for (let i = 2 * from; i < 2 * to; i++) tone[i]! *= 50;
      const levels = (phase: number) => {
        const fx = start({ ...values, phase });
        const late = fx.latencySamples;
        const out = fx.process(tone);
        return (at: number) =>
          db(amplitude(out.subarray(2 * (at + late), 2 * (at + late + 480)), 1000, 480)) -
          db(amplitude(tone.subarray(2 * at, 2 * at + 960), 1000, 480));
      };
      const linear = levels(PHASE.linear);
      const minimum = levels(PHASE.minimum);
      for (const at of [24000, 43200, 52800, 60000, 70000, 77000, 90000]) {
        expect(Math.abs(linear(at) - minimum(at)), `${at}`).toBeLessThan(0.8);
      }
      expect(linear(60000)).toBeLessThan(-9);
      expect(Math.abs(linear(43200))).toBeLessThan(0.1);
      // A second tone far from the band hears nothing of the movement: what a click would put there.
      const fx = start(values);
      const late = fx.latencySamples;
      const out = fx.process(tone);
      let bend = 0;
      for (let n = from + late + 2400; n < to + late - 2400; n++) {
        bend = Math.max(bend, Math.abs(out[2 * n]! - 2 * out[2 * n - 2]! + out[2 * n - 4]!));
      }
      expect(bend).toBeLessThan(1.02 * ((2 * Math.PI * 1000) / RATE) ** 2 * 0.5);
    });

    it('has the same bits however a run is cut, and survives wild automation', () => {
      const values = held(-9, { band4Source: 0 });
      const input = noise(64 * 200, 5, 0.8);
      const whole = start(values).process(input, 64 * 200);
      expect(start(values).process(input, 64)).toEqual(whole);
      const fx = start(values);
      for (let i = 0; i < 60; i++) {
        fx.set({
          band4FrequencyHz: i % 2 ? 30 : 18000,
          band4GainDb: (i % 7) * 6 - 18,
          band4Q: i % 3 ? 0.1 : 20,
          band4RangeDb: i % 5 ? 30 : -30,
          band4Dynamic: i % 11 ? 1 : 0,
          band2GainDb: i % 4 ? 20 : -20,
        });
        const out = fx.process(noise(64 * 6, i + 1, 1));
        for (const x of out) expect(Math.abs(x)).toBeLessThan(1e4);
      }
    });

    it('rests in silence, with the same bits as one that was not asked to', () => {
      const values = held(-9, { band4Source: 0 });
      const loud = noise(64 * 200, 5, 0.8);
      const [asked, other] = [start(values), start(values)];
      for (const fx of [asked, other]) fx.process(loud);
      const quiet = new Float64Array(2 * 64 * 100);
      let skipped = 0;
      for (let i = 0; i < 40; i++) {
        const rests = asked.rest();
        const out = other.process(quiet);
        if (rests) {
          skipped++;
          expect(out.every((x) => x === 0)).toBe(true);
        } else expect(asked.process(quiet)).toEqual(out);
      }
      expect(skipped).toBeGreaterThan(5);
      expect(asked.process(loud)).toEqual(other.process(loud));
    });
  });

  it('passes flat sound late and otherwise as it was, and rests in silence', () => {
    const fx = start({ phase: PHASE.linear });
    const late = fx.latencySamples;
    const input = noise(64 * 128, 9, 0.7);
    const out = fx.process(input);
    for (let i = 0; i < 4000; i++) expect(Math.abs(out[2 * late + i]! - input[i]!)).toBeLessThan(1e-12);
    const quiet = fx.process(new Float64Array(2 * 64 * 400));
    expect(quiet.subarray(-128).every((x) => x === 0)).toBe(true);
  });
});
