import { expect, test } from 'vitest';
import { createEffect, type SessionDocument } from '../../audio-engine/session/index.ts';
import { constant, Rig, testDocument } from './rig.ts';
import { addBus, addSend } from './routes.ts';
import { noiseSamples } from './sessions.ts';

/** Last left and right of an output for constants at the tracks. */
function settled(
  document: SessionDocument,
  sources: Record<string, number>,
  id = 'master',
): [number, number] {
  const rig = Rig.of(document, [id]);
  for (const [track, value] of Object.entries(sources)) rig.sources.set(track, constant(value, 64 * 2));
  rig.run(2);
  return [rig.side(id, 0).at(-1)!, rig.side(id, 1).at(-1)!];
}

test('tracks go through buses of buses to the master, and nowhere where they have no output', () => {
  const document = testDocument({ a: { output: 'x' }, b: { output: 'y' }, c: {}, d: { output: null } });
  addBus(document, 'x', { output: 'y', faderDb: -6 });
  addBus(document, 'y', { pan: 1 });
  const gain = 10 ** (-6 / 20);
  const [left, right] = settled(document, { a: 1, b: 10, c: 100, d: 1000 });
  expect(left).toBe(100);
  expect(right).toBeCloseTo(110 + gain, 12);
});

test('sums add in the order of their sources’ ids, whatever stage those are in', () => {
  const document = testDocument({ m: { output: 'a-bus' }, z: {}, b: {} });
  addBus(document, 'a-bus');
  const rig = Rig.of(document, ['mix']);
  const samples = ['m', 'b', 'z'].map((id, seed) => {
    const source = noiseSamples(seed + 1, 640);
    rig.sources.set(id, source);
    return source;
  });
  rig.run(10);
  expect(rig.heard.get('mix')).toEqual([...samples[0]!].map((m, i) => m + samples[1]![i]! + samples[2]![i]!));
});

test('a mono bus folds to half of left and right and pans by its law', () => {
  const document = testDocument({ a: { pan: 1, output: 'x' } });
  addBus(document, 'x', { channels: 1, pan: -0.5, panLaw: '-6' });
  const [left, right] = settled(document, { a: 1 });
  expect(left).toBeCloseTo(0.5 * 0.75, 14);
  expect(right).toBeCloseTo(0.5 * 0.25, 14);
});

test('sends leave before the fader or after it, with a level and a balance of their own', () => {
  const document = testDocument({ a: { faderDb: -20, pan: -1, output: null } });
  addBus(document, 'x');
  addSend(document, 'a', 'x', { id: '1', point: 'pre', levelDb: -6, pan: 0.5 });
  addSend(document, 'a', 'x', { id: '2', point: 'post', levelDb: 6 });
  addSend(document, 'a', 'x', { id: '3', point: 'pre', muted: true });
  const [left, right] = settled(document, { a: 1 });
  expect(left).toBeCloseTo(10 ** (-6 / 20) * 0.5 + 10 ** (-14 / 20), 12);
  expect(right).toBeCloseTo(10 ** (-6 / 20), 12);
});

test('mute leaves pre-fader sends alone; a solo elsewhere does not', () => {
  const document = testDocument({ a: { mute: true }, b: {} });
  addBus(document, 'x');
  addSend(document, 'a', 'x', { point: 'pre' });
  expect(settled(document, { a: 1, b: 10 })[0]).toBe(11);
  document.strips.b!.solo = true;
  expect(settled(document, { a: 1, b: 10 })[0]).toBe(10);
});

test('a soloed return is heard with what feeds it, and without the dry sound', () => {
  const document = testDocument({ a: {}, b: {} });
  addBus(document, 'x', { kind: 'return', solo: true });
  addSend(document, 'a', 'x', { levelDb: -6 });
  expect(settled(document, { a: 1, b: 10 })[0]).toBeCloseTo(10 ** (-6 / 20), 12);
});

test('VCAs add their dB and mute what follows them', () => {
  const document = testDocument({ a: { faderDb: -3, vcaIds: ['v', 'w'] } });
  for (const [id, faderDb] of [
    ['v', -4],
    ['w', 5],
  ] as const)
    document.vcas[id] = { id, name: id, color: 'clay', order: id, faderDb, mute: false, solo: false };
  expect(settled(document, { a: 1 })[0]).toBeCloseTo(10 ** (-2 / 20), 12);
  document.vcas.v!.mute = true;
  expect(settled(document, { a: 1 })[0]).toBe(0);
});

test('hardware pairs get what goes to them, apart from the master', () => {
  const document = testDocument({ a: { output: 'hardware:2' }, b: { output: 'hardware:2' }, c: {} });
  const rig = Rig.of(document, ['hardware:2', 'master']);
  for (const [id, value] of Object.entries({ a: 1, b: 10, c: 100 })) rig.sources.set(id, constant(value, 64));
  rig.run(1);
  expect(rig.side('hardware:2', 0)[63]).toBe(11);
  expect(rig.side('master', 0)[63]).toBe(100);
});

test('what is listened to leaves before or after the fader and changes nothing of the mix', () => {
  const document = testDocument({ a: { faderDb: -6, mute: true }, b: { faderDb: -6 } });
  const options = {
    listen: [
      { stripId: 'a', point: 'pre' as const },
      { stripId: 'b', point: 'post' as const },
    ],
  };
  const rig = Rig.of(document, ['listen', 'master'], options);
  rig.sources.set('a', constant(1, 64));
  rig.sources.set('b', constant(10, 64));
  rig.run(1);
  expect(rig.side('listen', 0)[63]).toBeCloseTo(1 + 10 * 10 ** (-6 / 20), 12);
  expect(rig.side('master', 0)[63]).toBeCloseTo(10 * 10 ** (-6 / 20), 12);
});

test.each([
  [0, 1],
  [0.5, 0.3],
  [2, -0.7],
  [1.4, 0],
])('width %s and true stereo pan %s are their closed forms', (width, pan) => {
  const document = testDocument({ a: { width, pan, panMode: 'stereo', faderDb: -1 } });
  const rig = Rig.of(document);
  const source = noiseSamples(1, 640);
  rig.sources.set('a', source);
  rig.run(10);
  const fader = 10 ** (-1 / 20);
  for (let i = 0; i < 640; i++) {
    const mid = (source[i * 2]! + source[i * 2 + 1]!) / 2;
    const side = ((source[i * 2]! - source[i * 2 + 1]!) / 2) * width;
    let left = mid + side;
    let right = mid - side;
    if (pan > 0) {
      right += pan * left;
      left *= 1 - pan;
    } else {
      left += -pan * right;
      right *= 1 + pan;
    }
    expect(rig.heard.get('master')![i * 2]).toBeCloseTo(left * fader, 14);
    expect(rig.heard.get('master')![i * 2 + 1]).toBeCloseTo(right * fader, 14);
  }
});

test('width glides there and back without a step, and ends on the bits it began with', () => {
  const rig = Rig.of(testDocument({ a: { pan: 0.25 } }));
  const wave = Float64Array.from({ length: 64 * 80 * 2 }, (_, i) => (i % 2 ? -0.25 : 0.5));
  rig.sources.set('a', wave);
  const target = rig.plan.stripTarget('a', 'width');
  rig.ring.push(10, target, 0);
  rig.ring.push(40, target, 1);
  rig.run(80);
  for (const side of [0, 1] as const) {
    const heard = rig.side('master', side);
    const steps = heard.slice(1).map((value, i) => Math.abs(value - heard[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.5 / 500);
    expect(heard.slice(-640)).toEqual(heard.slice(0, 640));
    expect(heard[64 * 30]).toBeCloseTo(0.125 * (side === 0 ? 0.75 : 1), 14);
  }
});

test('a send’s level, a new send and one that goes move without a step', () => {
  const make = (levelDb: number | null): SessionDocument => {
    const document = testDocument({ a: { output: null } });
    addBus(document, 'x');
    addSend(document, 'a', 'x', { id: 'first', levelDb: -12 });
    if (levelDb !== null) addSend(document, 'a', 'x', { id: 'second', levelDb });
    return document;
  };
  const rig = Rig.of(make(null));
  rig.sources.set('a', constant(0.5, 64 * 200));
  rig.run(10);
  rig.swap(make(0));
  rig.run(30);
  rig.ring.push(0, rig.plan.edgeTarget('a', 'second', 'levelDb')!, -6);
  rig.run(30);
  expect(rig.side('master', 0).at(-1)).toBeCloseTo(0.5 * (10 ** (-12 / 20) + 10 ** (-6 / 20)), 12);
  rig.swap(make(null));
  expect(rig.plan.hasLeaving).toBe(true);
  rig.run(30);
  rig.swap(make(null));
  expect(rig.plan.hasLeaving).toBe(false);
  rig.run(10);
  const heard = rig.side('master', 0);
  expect(heard.at(-1)).toBe(heard[0]);
  expect(Math.max(...heard.slice(1).map((value, i) => Math.abs(value - heard[i]!)))).toBeLessThan(0.5 / 500);
});

test('a track that goes to a bus instead of the master crosses over without a step', () => {
  const make = (output: string): SessionDocument => {
    const document = testDocument({ a: { output }, b: {} });
    addBus(document, 'x', {});
    return document;
  };
  const rig = Rig.of(make('master'));
  rig.sources.set('a', constant(0.5, 64 * 100));
  rig.run(10);
  for (const output of ['x', 'master']) {
    rig.swap(make(output));
    rig.run(20);
    rig.swap(make(output));
    rig.run(5);
    expect(rig.side('master', 0).at(-1)).toBe(0.5);
  }
  const heard = rig.side('master', 0);
  expect(Math.max(...heard.slice(1).map((value, i) => Math.abs(value - heard[i]!)))).toBeLessThan(0.5 / 500);
});

test('an insert is told the tempo, the frame of the run, its seed, and what its side-chain plays', () => {
  const document = testDocument({ a: {}, b: {} });
  document.tempo.bpm = 97;
  document.effects.a = {
    c: createEffect({ id: 'c', kind: 'gate', order: 'c', sideChain: { stripId: 'b', point: 'pre' } }),
  };
  const rig = Rig.of(document, []);
  const key = noiseSamples(5, 64 * 3);
  rig.sources.set('a', constant(0.5, 64 * 3));
  rig.sources.set('b', key);
  rig.run(3, 1);
  const insert = rig.plan.insert('c')!;
  const { buffer } = rig.kernels.memory;
  const doubles = new Float64Array(buffer, insert + 192, 2);
  const words = new Int32Array(buffer, insert + 192, 8);
  expect([...doubles]).toEqual([97, 128]);
  expect(words[5]).not.toBe(0);
  expect([...new Float64Array(buffer, words[4], 128)]).toEqual([...key.subarray(256)]);
});
