/** Chain states heard one after the other while it plays: no click, and no hole while the next one gets ready. */
import { describe, expect, test } from 'vitest';
import type { Effect, SessionDocument } from '../../audio-engine/session/index.ts';
import { Rig, testDocument } from './rig.ts';
import { effect } from './sessions.ts';

const RATE = 48_000;
const HZ = 220;
const LEVEL = 0.2;
/** What every state makes of the tone. */
const GAIN_DB = 9;
const BAND = { band4On: 1, band4FrequencyHz: HZ, band4GainDb: GAIN_DB, band4Q: 0.7 };

const eq = (id: string, phase = 0, order = '1'): Effect => ({
  ...effect('equaliser', id, { ...BAND, phase }),
  order,
});
const limiter = (id: string, more: Record<string, number> = {}): Effect => ({
  ...effect('limiter', id, { gainDb: GAIN_DB, ceilingDbtp: -1, ...more }),
  order: '8',
});
const clipper = (id: string): Effect => ({ ...effect('clipper', id, { driveDb: GAIN_DB }), order: '7' });
const flat = (id: string, more: Record<string, number> = {}): Effect => ({
  ...effect('limiter', id, more),
  order: '9',
});

function withChain(effects: readonly Effect[]): SessionDocument {
  const document = testDocument({ a: {} });
  document.effects.master = Object.fromEntries(effects.map((one) => [one.id, one]));
  return document;
}

/** Level in dB of 5 ms of one side, from where on. */
function levelDb(side: readonly number[], from: number): number {
  // A period and a little: windows of whole periods.
  const frames = Math.round(RATE / HZ);
  let sum = 0;
  for (let n = from; n < from + frames; n++) sum += side[n]! ** 2;
  return 10 * Math.log10((2 * sum) / frames + 1e-12);
}

const states: Record<string, Effect[]> = {
  'equaliser in minimum phase': [eq('e')],
  'the same equaliser in linear phase': [eq('e', 1)],
  'another equaliser in linear phase, and a limiter': [eq('f', 1), flat('m')],
  'a limiter': [limiter('l')],
  'the same limiter with another look-ahead and character': [limiter('l', { lookAheadMs: 5, character: 2 })],
  'another limiter': [limiter('k', { lookAheadMs: 4 })],
  'a clipper and a limiter': [clipper('c'), flat('n', { lookAheadMs: 3 })],
};

describe('a switch while it plays', () => {
  const names = Object.keys(states);
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
  test.each(pairs)('from %s to %s', (from, to) => {
    const rig = Rig.of(withChain(states[from]!));
    const seconds = 1.2;
    rig.sources.set(
      'a',
      Float64Array.from(
        { length: RATE * seconds * 2 },
        (_, i) => LEVEL * Math.sin((2 * Math.PI * HZ * (i >> 1)) / RATE),
      ),
    );
    const before = Math.floor((0.35 * RATE) / 64);
    rig.run(before);
    rig.swap(withChain(states[to]!));
    // As the engine does: another plan until everything has left.
    for (let i = 0; i < 10; i++) {
      rig.run(45);
      if (rig.plan.hasLeaving) rig.swap(withChain(states[to]!));
    }
    expect(rig.plan.hasLeaving).toBe(false);
    const side = rig.side('master', 0);
    const settled = levelDb(side, before * 64 - 1000);
    expect(settled).toBeCloseTo(20 * Math.log10(LEVEL) + GAIN_DB, 0);
    expect(levelDb(side, side.length - 1000)).toBeCloseTo(settled, 0);
    // A cross-fade of 20 ms has corners where it begins and ends; a click is a step, and bends hundreds of times as far.
    const most = LEVEL * 10 ** (GAIN_DB / 20) * ((2 * Math.PI * HZ) / RATE) ** 2;
    let bend = 0;
    for (let n = before * 64 - 400; n < side.length - 1; n++)
      bend = Math.max(bend, Math.abs(side[n + 1]! - 2 * side[n]! + side[n - 1]!));
    expect(bend).toBeLessThan(5 * most);
    // Two sounds of different delay may cancel while they cross; before and after that nothing is bare or doubled.
    let low = 0;
    let longest = 0;
    let highest = -100;
    for (let n = before * 64 - 400; n < side.length - 400; n += 16) {
      const level = levelDb(side, n) - settled;
      low = level < -2.5 ? low + 16 : 0;
      longest = Math.max(longest, low);
      highest = Math.max(highest, level);
    }
    // A limiter that heard the stretch before it go has to let go of that first.
    expect(longest / RATE).toBeLessThan(0.04);
    expect(highest).toBeLessThan(1);
  });
});
