/** What masks what, against closed forms: spreading, weights, coverage, and how two tracks lie to each other. */
import { describe, expect, it } from 'vitest';
import { ERB_BANDS, ERB_CENTRES_HZ } from '../../audio-engine/advice/features/bands.ts';
import type { LowBand } from '../../audio-engine/advice/features/types.ts';
import { relationOf } from '../../audio-engine/advice/masking/align.ts';
import { coverageOf, covered, worstRegion } from '../../audio-engine/advice/masking/cover.ts';
import { transform } from '../../audio-engine/advice/masking/fft.ts';
import { bellMove, bellOver, duckingMove, levelMove } from '../../audio-engine/advice/masking/moves.ts';
import { spread, spreadDb } from '../../audio-engine/advice/masking/spread.ts';
import { kWeight, PLAIN_WEIGHTS, WORD_WEIGHTS } from '../../audio-engine/advice/masking/weights.ts';
import { applyCommand, createDocument, createStrip, createTrack } from '../../audio-engine/session/index.ts';
import { noise } from '../render/sessions.ts';

const bark = (hz: number) => 26.81 / (1 + 1960 / hz) - 0.53;
const hzAt = (z: number) => 1960 / (26.81 / (z + 0.53) - 1);

describe('spreading', () => {
  it('is nothing at its own place, falls 25 dB a Bark below and 10 dB above', () => {
    expect(spreadDb(1000, 1000)).toBeCloseTo(0, 1);
    const z = bark(1000);
    expect(spreadDb(1000, hzAt(z - 6)) - spreadDb(1000, hzAt(z - 7))).toBeCloseTo(25, 0);
    expect(spreadDb(1000, hzAt(z + 6)) - spreadDb(1000, hzAt(z + 7))).toBeCloseTo(10, 0);
  });

  it('adds up what reaches a band from all the others', () => {
    const data = new Float32Array(2 * ERB_BANDS);
    data[20] = 1;
    data[22] = 0.5;
    const out = spread(data);
    const gain = (from: number, to: number) =>
      10 ** (Math.min(0, spreadDb(ERB_CENTRES_HZ[from]!, ERB_CENTRES_HZ[to]!)) / 10);
    for (const band of [18, 20, 21, 24])
      expect(out[band]!).toBeCloseTo(gain(20, band) + 0.5 * gain(22, band), 5);
    expect(out.subarray(ERB_BANDS).every((value) => value === 0)).toBe(true);
  });
});

describe('weights', () => {
  it('follow the K curve: +0.69 dB at 997 Hz, +4 dB above, down at the bottom', () => {
    const db = (hz: number) => 10 * Math.log10(kWeight(hz));
    expect(db(997)).toBeCloseTo(0.69, 1);
    expect(db(10000)).toBeCloseTo(4, 1);
    expect(db(100)).toBeCloseTo(-1.1, 0);
    expect(db(20)).toBeLessThan(-12);
  });

  it('give words to 1 to 4 kHz', () => {
    const at = (hz: number) => WORD_WEIGHTS[ERB_CENTRES_HZ.findIndex((centre) => centre > hz)]!;
    expect(at(2000)).toBeGreaterThan(0.95);
    expect(at(200)).toBeLessThan(0.3);
    expect(at(60)).toBe(0);
  });
});

describe('coverage', () => {
  const frames = 10;
  const active = new Uint8Array(frames).fill(1);
  const flat = (band: number, value: number) => {
    const power = new Float32Array(frames * ERB_BANDS);
    for (let frame = 0; frame < frames; frame++) power[frame * ERB_BANDS + band] = value;
    return power;
  };

  it('goes from nothing at +2 dB to all at −6 dB', () => {
    expect(covered(2)).toBe(0);
    expect(covered(-2)).toBeCloseTo(0.5, 9);
    expect(covered(-6)).toBe(1);
  });

  it('is where the masker is, and only while the target plays', () => {
    const masker = flat(20, 1);
    const power = flat(20, 0.01);
    for (let frame = 0; frame < frames; frame++) power[frame * ERB_BANDS + 30] = 0.01;
    const half = active.map((_, frame) => (frame < 5 ? 1 : 0));
    const coverage = coverageOf({ power, active: half }, spread(masker), PLAIN_WEIGHTS);
    expect(coverage.moments).toBe(5);
    expect(coverage.byBand[20]).toBe(1);
    expect(coverage.byBand[30]).toBeLessThan(coverage.byBand[20]!);
    expect(coverage.byFrame[7]).toBe(-1);
    const { first, last } = worstRegion(coverage);
    expect(first <= 20 && last >= 20).toBe(true);
    expect(coverageOf({ power, active }, new Float32Array(power.length), PLAIN_WEIGHTS).share).toBe(0);
  });
});

describe('two tracks of one source', () => {
  const RATE = 3000;
  const FACTOR = 16;
  const band = (samples: Float32Array): LowBand => ({ sampleRate: RATE, samples });
  /** Noise at the song's rate, read at every sixteenth sample from a place on: delays finer than the band's step. */
  const source = (() => {
    const next = noise(5);
    const raw = Float64Array.from({ length: 60000 * FACTOR }, next);
    for (let pole = 0; pole < 8; pole++) {
      let y = 0;
      for (let i = 0; i < raw.length; i++) {
        y += 0.08 * (raw[i]! - y);
        raw[i] = y;
      }
    }
    return raw;
  })();
  const from = (at: number, gain: number) =>
    band(Float32Array.from({ length: 30000 }, (_, i) => gain * source[FACTOR * (i + 100) - at]!));

  it.each([0, 7, 61, -250])('lie %i samples apart, to a sample', (delay) => {
    const relation = relationOf(from(0, 1), from(delay, 0.5), 0.025)!;
    expect(relation.strength).toBeGreaterThan(0.9);
    expect(relation.polarity).toBe(1);
    expect(Math.abs(relation.lagSeconds * RATE * FACTOR - delay)).toBeLessThanOrEqual(1);
    expect(relation.levelDb).toBeCloseTo(-6.02, 1);
  });

  it('are upside down where they are', () => {
    const relation = relationOf(from(0, 1), from(0, -0.8), 0.025)!;
    expect(relation.polarity).toBe(-1);
    expect(relation.lagSeconds).toBe(0);
    // 1.8 against 0.2.
    expect(relation.lossDb).toBeCloseTo(20 * Math.log10(9), 1);
  });

  it('have nothing in common where they have not', () => {
    const next = noise(77);
    const other = band(Float32Array.from({ length: 30000 }, next));
    expect(relationOf(from(0, 1), other, 0.025)!.strength).toBeLessThan(0.15);
  });

  it('are transformed as the definition says', () => {
    const re = Float64Array.from({ length: 64 }, (_, n) => Math.cos((2 * Math.PI * 5 * n) / 64));
    const im = new Float64Array(64);
    transform(re, im);
    expect(re[5]).toBeCloseTo(32, 9);
    expect(re[59]).toBeCloseTo(32, 9);
    expect(re[6]).toBeCloseTo(0, 9);
    transform(re, im, true);
    expect(re[0]! / 64).toBeCloseTo(1, 9);
  });
});

describe('moves', () => {
  const document = createDocument({
    id: 's',
    name: 'S',
    sampleRate: 48000,
    createdAt: '2026-01-01T00:00:00Z',
  });
  for (const id of ['gtr', 'vox']) {
    document.tracks[id] = createTrack({ id, name: id, color: 'sage', channels: 1, order: id });
    document.strips[id] = createStrip(id);
    document.clips[id] = {};
    document.effects[id] = {};
  }
  const apply = (command: { id: string; payload: unknown }) => applyCommand(document, command).document;

  it('set a fader, and go before it where it is at its stop', () => {
    expect(apply(levelMove(document, 'gtr', -3.25)).strips.gtr!.faderDb).toBeCloseTo(-3.2, 9);
    const after = apply(levelMove(document, 'gtr', 15));
    expect(after.strips.gtr!.faderDb).toBe(0);
    expect(Object.values(after.effects.gtr!)[0]).toMatchObject({
      kind: 'utility',
      parameters: { gainDb: 15 },
    });
  });

  it('dip one band, steadily or while another strip plays', () => {
    const bell = { ...bellOver(1000, 2000), gainDb: -3 };
    expect(bell.frequencyHz).toBeCloseTo(1414.2, 1);
    expect(bell.q).toBeCloseTo(1.41, 2);
    const [still] = Object.values(apply(bellMove(document, 'gtr', bell)).effects.gtr!);
    expect(still!.parameters).toMatchObject({ band4GainDb: -3, band4On: 1, band3On: 0 });
    const ducking = { ...bell, keyId: 'vox', thresholdDb: -40, attackMs: 8, releaseMs: 180 };
    const [moving] = Object.values(apply(duckingMove(document, 'gtr', ducking)).effects.gtr!);
    expect(moving!.sideChain).toEqual({ stripId: 'vox', point: 'post' });
    expect(moving!.parameters).toMatchObject({
      band4Dynamic: 1,
      band4RangeDb: -3,
      band4GainDb: 0,
      band4Source: 1,
    });
    // Two on one strip do not take one id.
    const once = apply(bellMove(document, 'gtr', bell));
    const twice = applyCommand(once, bellMove(once, 'gtr', bell)).document;
    expect(Object.keys(twice.effects.gtr!)).toHaveLength(2);
    // A strip that the vocal already listens to cannot listen to it.
    expect(duckingMove(document, 'gtr', { ...ducking, keyId: 'gtr' }).payload).not.toMatchObject({
      effect: { sideChain: { stripId: 'gtr' } },
    });
  });
});
