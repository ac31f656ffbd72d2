import { describe, expect, it } from 'vitest';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { AveragedSpectrum, correlationOf, noteOf } from '../../../renderer/editors/analyser/levels.ts';
import { valuesOf } from '../../../renderer/editors/effect-values.ts';
import { kWeight, loudnessChangeLu, MeanSpectra, movesOf } from '../../../renderer/editors/preset-report.ts';
import { bandHz } from '../../../renderer/editors/spectrum.ts';

const effect = (kind: 'equaliser' | 'compressor', parameters: Record<string, number>) =>
  ({ id: 'e', kind, order: 'a', bypassed: false, presetName: null, parameters }) as unknown as Effect;

function bands(level: (hz: number) => number): Float32Array {
  return Float32Array.from({ length: SPECTRUM_BANDS }, (_, band) => level(bandHz(band)));
}

describe('what a preset does on this audio', () => {
  it('tells the band that found something from the one that had nothing to change', () => {
    const eq = effect('equaliser', {
      band3FrequencyHz: 300,
      band3GainDb: -4,
      band6FrequencyHz: 8000,
      band6GainDb: 6,
    });
    const spectra = new MeanSpectra();
    const before = bands((hz) => (hz < 2000 ? -40 : -140));
    spectra.add(
      before,
      bands((hz) => (hz < 2000 ? (Math.abs(Math.log2(hz / 300)) < 0.3 ? -44 : -40) : -134)),
      0,
    );
    const moves = movesOf(eq, valuesOf(eq), spectra);
    expect(moves[0]).toMatchObject({ did: true });
    expect(moves[0]!.text).toContain('−4.0 dB');
    expect(moves[1]).toMatchObject({ did: false });
    expect(moves[1]!.text).toContain('nothing there');
  });

  it('gives the reduction reached and the loudness in LU', () => {
    const compressor = effect('compressor', {});
    const spectra = new MeanSpectra();
    spectra.add(
      bands(() => -40),
      bands(() => -43),
      2,
    );
    spectra.add(
      bands(() => -40),
      bands(() => -43),
      4,
    );
    const moves = movesOf(compressor, valuesOf(compressor), spectra);
    expect(moves[0]!.text).toBe('Turns down by 3.0 dB, 4.0 dB at most');
    expect(loudnessChangeLu(spectra)).toBeCloseTo(-3, 6);
  });

  it('weighs as BS.1770 does', () => {
    for (const [hz, db] of [
      [50, -3.93],
      [100, -1.13],
      [997, 0.69],
      [2000, 3.07],
      [8000, 4.04],
    ] as const)
      expect(10 * Math.log10(kWeight(hz)), `${hz} Hz`).toBeCloseTo(db, 0);
  });
});

describe('the analyser’s levels', () => {
  it('average in power over their time and hold what was highest', () => {
    const spectrum = new AveragedSpectrum();
    const loud = bands(() => -20);
    const quiet = bands(() => -80);
    for (let t = 0; t <= 1000; t += 16) spectrum.take(loud, t, 100, 3.01, 2);
    expect(spectrum.levels[100]).toBeCloseTo(-20, 1);
    spectrum.take(quiet, 1100, 100, 3.01, 2);
    // One time constant later a share of 1/e is left.
    expect(spectrum.levels[100]).toBeCloseTo(-20 + 10 * Math.log10(Math.exp(-108 / 100)), 0);
    expect(spectrum.held[100]).toBeCloseTo(-20, 1);
  });

  it('know notes and correlation', () => {
    expect(noteOf(440)).toBe('A4');
    expect(noteOf(61.7)).toBe('B1');
    expect(correlationOf(Float32Array.of(1, 1, -1, -1))).toBe(1);
    expect(correlationOf(Float32Array.of(1, -1, -1, 1))).toBe(-1);
    expect(correlationOf(new Float32Array(8))).toBeNaN();
  });
});
