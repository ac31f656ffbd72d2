/** Taps of inserts and the listener's compare: what is measured, what gain it gives, and that nothing of it clicks or stays. */
import { describe, expect, it } from 'vitest';
import { LoudnessMeter } from '../../audio-engine/measure/index.ts';
import { compareParts } from '../../audio-engine/render/control-compare.ts';
import { NOW } from '../../audio-engine/render/index.ts';
import { compareTarget, INSERT_TAP_FRAMES, InsertTaps } from '../../audio-engine/render/live-insert.ts';
import { CompareMeter } from '../../audio-engine/render/watch-compare.ts';
import { type Effect, MASTER_STRIP, type SessionDocument } from '../../audio-engine/session/index.ts';
import { Rig, testDocument } from './rig.ts';
import { effect, noiseSamples } from './sessions.ts';

const RATE = 48000;

function documentWith(effects: Effect[], strip = 'a'): SessionDocument {
  const document = testDocument({ a: {} });
  document.effects[strip] = Object.fromEntries(effects.map((e) => [e.id, e]));
  return document;
}

function measuring(document: SessionDocument, stripId: string, effectId: string | null) {
  const rig = Rig.of(document);
  const taps = new InsertTaps(rig.kernels, rig.allocator);
  const parts = compareParts(document, { stripId, effectId });
  taps.want(parts.flatMap(({ firstId, lastId }) => [firstId, lastId]));
  taps.plan(rig.plan);
  const meter = new CompareMeter(rig.kernels, rig.allocator, taps);
  meter.measure(parts, RATE);
  const run = (seconds: number): void => {
    for (let quanta = Math.round((seconds * RATE) / 64); quanta > 0; quanta -= 100) {
      rig.run(Math.min(100, quanta));
      meter.read(false);
    }
  };
  return { rig, taps, meter, run, parts };
}

/** Momentary loudness at the end of interleaved samples. */
function loudness(rig: Rig, samples: readonly number[]): number {
  const meter = new LoudnessMeter(rig.kernels, rig.allocator, RATE, 2, 1);
  const at = rig.allocator.allocate(samples.length * 8);
  new Float64Array(rig.kernels.memory.buffer, at, samples.length).set(samples);
  meter.process(at, samples.length / 2);
  const { shortTermLufs } = meter.read();
  meter.dispose();
  rig.allocator.free(at);
  return shortTermLufs;
}

describe('a tap', () => {
  it('holds what an insert gets, as late as what it gives, and what it gives', () => {
    const document = documentWith([effect('limiter', 'l', { gainDb: 3 })]);
    const { rig, taps } = measuring(document, 'a', 'l');
    const source = noiseSamples(3, 20_000);
    rig.sources.set('a', source);
    rig.run(100);
    const tap = taps.of('l')!;
    const { latencySamples } = rig.plan;
    expect(tap.frames).toBe(6400);
    expect(latencySamples).toBeGreaterThan(0);
    const before = tap.before.subarray(0, 6400 * 2);
    expect(before.findIndex((x, i) => x !== Math.fround(source[i - latencySamples * 2] ?? 0))).toBe(-1);
    const given = rig.heard.get('master')!;
    const after = tap.after.subarray(0, 6400 * 2);
    expect(after.findIndex((x, i) => x !== Math.fround(given[i]!))).toBe(-1);
  });

  it('goes on round its ring, changes nothing that is heard, and stops when nobody looks', () => {
    const document = documentWith([effect('equaliser', 'e', { band3GainDb: 5 })]);
    const watched = measuring(document, 'a', 'e');
    const plain = Rig.of(document);
    const source = noiseSamples(4, 40_000);
    for (const rig of [watched.rig, plain]) rig.sources.set('a', source);
    watched.rig.run(600);
    plain.run(600);
    expect(watched.rig.heard.get('master')).toEqual(plain.heard.get('master'));
    const tap = watched.taps.of('e')!;
    expect(tap.frames).toBe(600 * 64);
    const newest = Array.from({ length: 2000 }, (_, i) => {
      const frame = 600 * 64 - 1000 + (i >> 1);
      return tap.before[(frame & (INSERT_TAP_FRAMES - 1)) * 2 + (i & 1)];
    });
    expect(newest).toEqual([...Float32Array.from(source.subarray((600 * 64 - 1000) * 2, 600 * 64 * 2))]);
    watched.taps.want([]);
    watched.rig.run(10);
    expect(tap.frames).toBe(600 * 64);
  });
});

describe('the difference of a compare', () => {
  it('is the gain of an insert that only has a gain', () => {
    for (const gainDb of [6, -9.5]) {
      const document = documentWith([effect('equaliser', 'e', { outputGainDb: gainDb })]);
      const { rig, meter, run } = measuring(document, 'a', 'e');
      rig.sources.set('a', noiseSamples(5, RATE));
      run(0.9);
      expect(meter.differenceDb).toBeCloseTo(gainDb, 3);
    }
  });

  it('weighs by K: what is taken below hearing counts less than what is taken in the middle', () => {
    const low = documentWith([effect('equaliser', 'e', { band1On: 1, band1Type: 0, band1FrequencyHz: 80 })]);
    const flat = documentWith([effect('equaliser', 'e')]);
    const differences = [low, flat].map((document) => {
      const { rig, meter, run } = measuring(document, 'a', 'e');
      const source = noiseSamples(6, RATE);
      for (let i = 0; i < source.length; i++)
        source[i] = source[i]! * 0.05 + 0.4 * Math.sin((2 * Math.PI * 8 * (i >> 1)) / RATE);
      rig.sources.set('a', source);
      run(0.9);
      return meter.differenceDb;
    });
    // By power it would be 20 dB: 8 Hz holds nearly all of that and next to nothing of the loudness.
    expect(Math.abs(differences[0]!)).toBeLessThan(2);
    expect(differences[1]).toBeCloseTo(0, 6);
  });

  it('leaves pauses out and keeps the last ten seconds of programme', () => {
    const document = documentWith([effect('equaliser', 'e', { outputGainDb: 4 })]);
    const { rig, meter, run } = measuring(document, 'a', 'e');
    run(1);
    expect(meter.seconds).toBe(0);
    expect(meter.differenceDb).toBeNaN();
    rig.sources.set('a', noiseSamples(7, RATE * 14));
    run(12);
    expect(meter.seconds).toBe(10);
    expect(meter.differenceDb).toBeCloseTo(4, 2);
  });

  it('of a chain leaves the fader between inserts and limiter out', () => {
    const inserts = [
      effect('equaliser', 'e', { outputGainDb: 3 }),
      effect('equaliser', 'f', { outputGainDb: 2 }),
    ];
    const document = documentWith([...inserts, effect('limiter', 'l', { gainDb: 4 })], MASTER_STRIP);
    document.strips[MASTER_STRIP]!.faderDb = -20;
    const { rig, meter, run, parts } = measuring(document, MASTER_STRIP, null);
    expect(parts).toEqual([
      { firstId: 'e', lastId: 'f' },
      { firstId: 'l', lastId: 'l' },
    ]);
    rig.sources.set('a', noiseSamples(8, RATE, 2, 0.05));
    run(0.9);
    // The limiter only drives: it has nothing to limit.
    expect(meter.differenceDb).toBeCloseTo(9, 2);
  });

  it('does not count what is bypassed in the document', () => {
    const document = documentWith([effect('equaliser', 'e'), { ...effect('limiter', 'l'), bypassed: true }]);
    expect(compareParts(document, { stripId: 'a', effectId: null })).toEqual([{ firstId: 'e', lastId: 'e' }]);
    expect(compareParts(document, { stripId: 'a', effectId: 'l' })).toEqual([]);
    expect(compareParts(document, null)).toEqual([]);
  });
});

describe('a matched compare', () => {
  it('sounds as loud bypassed as processed', () => {
    const parameters = { thresholdDb: -40, ratio: 6, makeupDb: 3, attackMs: 2, releaseMs: 40 };
    const document = documentWith([effect('compressor', 'c', parameters)]);
    const { rig, meter, run } = measuring(document, 'a', 'c');
    const source = noiseSamples(9, RATE * 9);
    for (let i = 0; i < source.length; i++)
      source[i] = source[i]! * (0.15 + 0.85 * Math.abs(Math.sin(i / 40_000)));
    rig.sources.set('a', source);
    run(4.5);
    const processed = loudness(rig, rig.heard.get('master')!.slice(-RATE * 6));
    rig.ring.push(NOW, compareTarget(rig.plan.insert('c')!), meter.differenceDb);
    rig.ring.push(NOW, rig.plan.activeTarget('c')!, 0);
    expect(Math.abs(meter.differenceDb)).toBeGreaterThan(3);
    run(4.4);
    const bypassed = loudness(rig, rig.heard.get('master')!.slice(-RATE * 6));
    expect(Math.abs(bypassed - processed)).toBeLessThan(0.3);
  });

  it('comes and goes without a click and leaves nothing behind', () => {
    const document = documentWith([effect('equaliser', 'e', { outputGainDb: 6 })]);
    const rig = Rig.of(document);
    const source = Float64Array.from(
      { length: RATE * 2 },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 100 * (i >> 1)) / RATE),
    );
    rig.sources.set('a', source);
    const insert = rig.plan.insert('e')!;
    const active = rig.plan.activeTarget('e')!;
    const set = (activity: number, gainDb: number): void => {
      rig.ring.push(NOW, compareTarget(insert), gainDb);
      rig.ring.push(NOW, active, activity);
    };
    rig.run(100);
    set(0, 6);
    rig.run(100);
    set(0, 0);
    rig.run(100);
    set(0, 6);
    rig.run(50);
    set(1, 0);
    rig.run(100);
    const left = rig.side('master', 0);
    let step = 0;
    for (let i = 1; i < left.length; i++) step = Math.max(step, Math.abs(left[i]! - left[i - 1]!));
    // The steepest slope of the sine at its loudest, and of the fade.
    expect(step).toBeLessThan((2 * Math.PI * 100 * 0.6) / RATE + 0.3 / 960 + 1e-4);
    const peakOf = (from: number, to: number): number => Math.max(...left.slice(from * 64, to * 64));
    expect(peakOf(130, 200)).toBeCloseTo(0.3 * 10 ** (6 / 20), 3);
    expect(peakOf(230, 300)).toBeCloseTo(0.3, 3);
    // Bypassed in the document afterwards, it is the input again, to the bit.
    set(0, 0);
    rig.run(100);
    const end = rig.heard.get('master')!;
    const at = 500 * 64 * 2;
    expect(end.slice(at).every((x, i) => x === source[at + i])).toBe(true);
  });
});
