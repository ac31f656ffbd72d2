/** References and playback systems as the device gets them from a whole engine, and that no render hears of them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSystems } from '../../audio-engine/listening/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import {
  type DeckSource,
  type EngineListening,
  Header,
  ListenSlot,
  SectionKind,
  type TelemetryFrame,
} from '../../audio-engine/protocol/index.ts';
import { TestEngine } from './engine-harness.ts';
import { noiseSamples, TestSession } from './sessions.ts';

const RATE = 48_000;
const SECONDS = 20;

let engine: TestEngine;
let session: TestSession;

beforeEach(() => {
  engine = new TestEngine();
  session = new TestSession([{ id: 'a', samples: noiseSamples(1, SECONDS * RATE).map((x) => x * 0.5) }]);
});
afterEach(async () => {
  await engine.end();
  session.remove();
});

const NOTHING: EngineListening = {
  deck: null,
  heard: false,
  blind: false,
  system: null,
  matched: true,
  masterLufs: null,
};
const listen = (change: Partial<EngineListening>): void =>
  engine.post({ type: 'listen', listening: { ...NOTHING, ...change } });

const slotsOf = (frame: TelemetryFrame): Float32Array =>
  frame.sections.find(({ kind }) => kind === SectionKind.listening)?.values ??
  new Float32Array(ListenSlot.count);

/** A ramp: each sample says where in the file it is. */
function reference(name: string, sign = 1): DeckSource {
  const path = join(session.folder, 'audio', `${name}.wav`);
  const lengthSamples = SECONDS * RATE;
  const samples = Float64Array.from({ length: lengthSamples }, (_, i) => (sign * (i + 1)) / 2 ** 21);
  const writer = createWav(path, { channels: 1, sampleRate: RATE, format: 'f64' });
  writer.write(samples, lengthSamples);
  writer.close();
  const file = { path, channels: 1, lengthSamples } as const;
  return {
    key: name,
    ...file,
    startSample: 0,
    fromSample: null,
    lufs: null,
    peakDbtp: null,
    gainDb: 0,
    matched: false,
  };
}

/** Places in the file that a capture's left channel plays, sample after sample. */
const places = (heard: Float32Array, sign = 1): number[] =>
  Array.from({ length: heard.length / 2 }, (_, i) => Math.round(sign * heard[i * 2]! * 2 ** 21 - 1));

/** What the device gets from now on until the position is so far. */
async function record(seconds: number): Promise<Float32Array> {
  const end = engine.capture();
  await engine.reaches(engine.position + seconds * RATE);
  return end();
}

const power = (samples: Float32Array): number => samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
const dB = (ratio: number): number => 10 * Math.log10(ratio);

describe('a playback system', () => {
  it('is heard through the phone, is as loud to the ear, and straight comes back to the bit', async () => {
    await engine.load(session.document, session.folder);
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(2 * RATE);
    const phone = loadSystems().find(({ id }) => id === 'phone')!;
    listen({ system: phone });
    const frame = await engine.frameWhere((f) => !Number.isNaN(slotsOf(f)[ListenSlot.systemGainDb]!));
    const gainDb = slotsOf(frame)[ListenSlot.systemGainDb]!;
    expect(slotsOf(frame)[ListenSlot.systemSeconds]).toBeGreaterThan(1);
    // White noise loses little above 500 Hz.
    expect(Math.abs(gainDb)).toBeLessThan(6);
    await engine.reaches(engine.position + RATE / 4);
    const heard = await record(0.5);
    // Mono: both sides are the same.
    expect(heard.findIndex((x, i) => i % 2 === 0 && x !== heard[i + 1])).toBe(-1);
    expect(power(heard)).toBeGreaterThan(0);
    listen({});
    await engine.reaches(engine.position + RATE / 4);
    const straight = await record(0.3);
    const song = Float32Array.from(noiseSamples(1, SECONDS * RATE).map((x) => x * 0.5));
    const at = song.findIndex(
      (_, i) => i % 2 === 0 && [0, 1, 2, 3, 400, 401].every((k) => song[i + k] === straight[k]),
    );
    expect(at).toBeGreaterThan(0);
    expect(straight.findIndex((x, i) => x !== song[at + i])).toBe(-1);
  });
});

describe('the reference deck', () => {
  it('plays in step with the song, to the sample, also after a locate', async () => {
    const deck = reference('ref');
    await engine.load(session.document, session.folder);
    listen({ deck, heard: true });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(RATE);
    let heard = places(await record(0.3));
    expect(heard.findIndex((place, i) => place !== heard[0]! + i)).toBe(-1);
    // What the device is given now is heard a little later.
    expect(Math.abs(heard[0]! - engine.position)).toBeLessThan(RATE);
    engine.post({ type: 'locate', sample: 10 * RATE });
    await engine.frameWhere((f) => f.header[Header.positionSample]! > 10.3 * RATE);
    heard = places(await record(0.3));
    expect(heard[0]).toBeGreaterThan(10 * RATE);
    expect(heard.findIndex((place, i) => place !== heard[0]! + i)).toBe(-1);
  });

  it('begins at its marker each time it is switched on, by a clock of its own, and fades in 10 ms', async () => {
    const deck = { ...reference('ref'), key: 'ref 240000', fromSample: 240_000 };
    await engine.load(session.document, session.folder);
    session.document.effects.a = {};
    listen({ deck });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.frameWhere(
      (f) => slotsOf(f)[ListenSlot.ready] === 1 && f.header[Header.positionSample]! > RATE,
    );
    for (let again = 0; again < 2; again++) {
      const end = engine.capture();
      listen({ deck, heard: true });
      const before = engine.position;
      await engine.reaches(before + 0.4 * RATE);
      const heard = places(await end());
      // Behind the fade the file runs on from its marker; the master before it is noise.
      const first = heard.findIndex(
        (place, i) => place >= 240_000 && heard[i + 1] === place + 1 && heard[i + 2] === place + 2,
      );
      expect(first).toBeGreaterThan(0);
      expect(heard[first]! - 240_000).toBeLessThanOrEqual(0.011 * RATE);
      expect(heard.slice(first).findIndex((place, i) => place !== heard[first]! + i)).toBe(-1);
      listen({ deck });
      await engine.frameWhere(
        (f) => slotsOf(f)[ListenSlot.heard] === 0 && slotsOf(f)[ListenSlot.ready] === 1,
      );
      await engine.reaches(engine.position + 0.1 * RATE);
    }
  });

  it('goes from one file to the other without the master or silence between', async () => {
    const one = reference('one');
    const two = reference('two', -1);
    await engine.load(session.document, session.folder);
    listen({ deck: one, heard: true });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(5 * RATE);
    const end = engine.capture();
    listen({ deck: two, heard: true });
    await engine.reaches(engine.position + 0.5 * RATE);
    const heard = await end();
    const changes = heard.findIndex((x, i) => i % 2 === 0 && x < 0) / 2;
    expect(changes).toBeGreaterThan(0);
    const last = places(heard.slice(-2000), -1);
    expect(last.findIndex((place, i) => place !== last[0]! + i)).toBe(-1);
    // A straight line from one ramp to the other over 480 frames: no step is larger.
    let step = 0;
    for (let i = 2; i < heard.length; i++) step = Math.max(step, Math.abs(heard[i]! - heard[i - 2]!));
    const height = (2 * 7 * RATE) / 2 ** 21;
    expect(step).toBeLessThan((1.2 * height) / 480);
    // And it is over in 10 ms.
    const whole = places(heard.slice(0, heard.length - 2));
    const firstOff = whole.findIndex((place, i) => i > 0 && place !== whole[0]! + i);
    const negative = places(heard, -1);
    const settled = negative.findIndex(
      (place, i) => i > firstOff && negative[i + 1] === place + 1 && negative[i + 2] === place + 2,
    );
    expect(settled - firstOff).toBeLessThanOrEqual(0.011 * RATE);
  });

  it('is as loud as the master where it is matched, and never beyond full scale', async () => {
    const deck = { ...reference('ref'), lufs: -10, peakDbtp: -1, matched: true };
    await engine.load(session.document, session.folder);
    listen({ deck, heard: true, masterLufs: -14 });
    engine.post({ type: 'play', fromSample: 8 * RATE });
    await engine.reaches(8.5 * RATE);
    const gain = slotsOf(engine.frame!)[ListenSlot.gainDb]!;
    expect(gain).toBeCloseTo(-4, 5);
    const heard = await record(0.2);
    const file = (8.9 * RATE) / 2 ** 21;
    expect(dB(power(heard)) - 20 * Math.log10(file)).toBeCloseTo(-4, 0);
    listen({ deck: { ...deck, key: 'up', lufs: -20 }, heard: true, masterLufs: -14 });
    const up = await engine.frameWhere((f) => Math.abs(slotsOf(f)[ListenSlot.shortDb]! - 5.1) < 0.01);
    // 1 dB under full scale, less a tenth.
    expect(slotsOf(up)[ListenSlot.gainDb]).toBeCloseTo(0.9, 5);
  });

  it('goes on with the master where its file has gone', async () => {
    const deck = reference('gone');
    rmSync(deck.path);
    await engine.load(session.document, session.folder);
    listen({ deck, heard: true });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(RATE);
    const { notices } = await engine.statusWhere((s) => s.notices.length > 0);
    expect(notices.join(' ')).toContain('gone.wav');
    listen({});
    await engine.reaches(engine.position + RATE / 2);
    expect(power(await record(0.2))).toBeGreaterThan(0.01);
  });
});

describe('an export', () => {
  it('is the same to the bit with everything in the monitor path on', async () => {
    const before = (await session.render()).outputs.get('master')!;
    await engine.load(session.document, session.folder);
    const car = loadSystems().find(({ id }) => id === 'car')!;
    listen({ deck: { ...reference('ref'), gainDb: -6 }, heard: true, system: car });
    engine.post({ type: 'play', fromSample: 0 });
    await engine.reaches(RATE);
    const after = (await session.render()).outputs.get('master')!;
    expect(after.length).toBe(before.length);
    expect(after.findIndex((x, i) => x !== before[i])).toBe(-1);
    // And it was on: what the device got is not the master.
    const heard = await record(0.1);
    const master = Float32Array.from(before);
    expect(
      master.findIndex((_, i) => i % 2 === 0 && [0, 1, 2, 3].every((k) => master[i + k] === heard[k])),
    ).toBe(-1);
  });
});
