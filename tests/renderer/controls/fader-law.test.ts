import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faderDb, faderPosition } from '../../../renderer/controls/fader-law.ts';
import { meterDb, meterPosition } from '../../../renderer/meters/index.ts';

describe('the fader law', () => {
  it.each([
    [-60, 0.05],
    [-40, 0.135],
    [-30, 0.22],
    [-20, 0.34],
    [-10, 0.52],
    [-5, 0.635],
    [0, 0.75],
    [6, 0.875],
    [12, 1],
    [-144, 0],
    [-15, 0.43],
    [3, 0.8125],
  ])('%f dB stands at %f of the travel', (db, position) => {
    expect(faderPosition(db)).toBeCloseTo(position, 9);
    expect(faderDb(position)).toBeCloseTo(db, 9);
  });

  it('is silence at the stop and runs there without a jump', () => {
    expect(faderDb(0)).toBe(-144);
    expect(faderDb(0.025)).toBeCloseTo(-66.02, 2);
    expect(faderDb(0.0500001)).toBeCloseTo(-60, 3);
  });

  it('comes back from everywhere, and a higher gain always stands higher', () => {
    fc.assert(
      fc.property(fc.double({ min: -143.9, max: 12, noNaN: true }), (db) => {
        expect(faderDb(faderPosition(db))).toBeCloseTo(db, 6);
        expect(faderPosition(Math.min(12, db + 0.1))).toBeGreaterThanOrEqual(faderPosition(db));
      }),
    );
  });
});

describe('the meter scale', () => {
  it.each([
    [-60, 0],
    [-48, 0.09],
    [-36, 0.22],
    [-24, 0.41],
    [-18, 0.535],
    [-12, 0.68],
    [-6, 0.84],
    [0, 1],
  ])('%f dBFS stands at %f', (db, position) => {
    expect(meterPosition(db)).toBeCloseTo(position, 9);
    expect(meterDb(position)).toBeCloseTo(db, 9);
  });

  it('stays inside the trough for anything a signal can do', () => {
    expect(meterPosition(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(meterPosition(Number.NaN)).toBe(0);
    expect(meterPosition(14)).toBe(1);
  });
});
