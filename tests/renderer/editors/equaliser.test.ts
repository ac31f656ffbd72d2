import { describe, expect, it } from 'vitest';
import { BAND_TYPE, equaliserParameters } from '../../../audio-engine/effects/equaliser/parameters.ts';
import { defaultsOf } from '../../../audio-engine/effects/parameter.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { openEditors } from '../../../renderer/editors/effect-detail.tsx';
import { bandToAdd, pointDb, readBands, resetValues } from '../../../renderer/editors/equaliser/bands.ts';
import { gainOfY, plotOf, yOfGain } from '../../../renderer/editors/equaliser/equaliser-picture.ts';
import { drawnPaths, responseAt, resultCurves } from '../../../renderer/editors/equaliser/response.ts';
import { hitBand } from '../../../renderer/editors/equaliser/use-points.ts';
import { hzOfX, xOfHz } from '../../../renderer/editors/frequency-axis.ts';
import { factoryPresets, presetValues, readPresets } from '../../../renderer/editors/presets.ts';
import { bandHz, shapeSpectrum } from '../../../renderer/editors/spectrum.ts';

const defaults = defaultsOf(equaliserParameters);
const bandsWith = (change: Record<string, number>) => readBands({ ...defaults, ...change });

describe('the picture of the equaliser', () => {
  it('places frequencies and gains, and finds them again', () => {
    const plot = plotOf(1034, 220, 12);
    expect(plot).toEqual({ width: 1000, height: 200, rangeDb: 12 });
    for (const hz of [20, 100, 1000, 20_000]) expect(hzOfX(xOfHz(hz, 1000), 1000)).toBeCloseTo(hz, 6);
    for (const db of [-12, 0, 3.3]) expect(gainOfY(plot, yOfGain(plot, db))).toBeCloseTo(db, 9);
    expect(yOfGain(plot, 0)).toBe(100);
  });

  it('draws the bell at its own gain, at the column of its own frequency', () => {
    const values = { ...defaults, band4GainDb: 6, band4FrequencyHz: 1000, band4Q: 1 };
    const { result, second } = resultCurves(values, readBands(values), 48_000, 900);
    expect(second).toBeNull();
    expect(result[Math.round(xOfHz(1000, 900))]).toBeCloseTo(6, 1);
    expect(Math.abs(result[0]!)).toBeLessThan(0.1);
    expect(Math.max(...result)).toBeLessThanOrEqual(6.001);
  });

  it('leaves the output gain out of the curve and shows the sides apart where a band works on them', () => {
    const values = { ...defaults, outputGainDb: 9, band4GainDb: 6, band4Channels: 2 };
    const bands = readBands(values);
    expect(drawnPaths(bands)).toEqual(['mid', 'side']);
    expect(responseAt(values, [800], 48_000, 'mid')[0]).toBeCloseTo(0, 6);
    expect(responseAt(values, [800], 48_000, 'side')[0]).toBeCloseTo(6, 3);
  });

  it('finds the point under the hand, the selected one first', () => {
    const plot = plotOf(1034, 220, 12);
    const bands = bandsWith({ band3FrequencyHz: 1000, band4FrequencyHz: 1010 });
    const x = xOfHz(1000, plot.width);
    expect(hitBand(plot, bands, x, 100, null)?.number).toBe(3);
    expect(hitBand(plot, bands, x, 100, 4)?.number).toBe(4);
    expect(hitBand(plot, bands, x, 150, null)).toBeUndefined();
  });

  it('adds a band from those that do nothing, and none when all eight work', () => {
    expect(bandToAdd(readBands(defaults), 700)?.number).toBe(4);
    const busy: Record<string, number> = { band1On: 1, band8On: 1 };
    for (let band = 2; band <= 7; band++) busy[`band${band}GainDb`] = 2;
    expect(bandToAdd(bandsWith(busy), 700)).toBeUndefined();
    expect(bandToAdd(bandsWith({ ...busy, band8On: 0 }), 700)?.number).toBe(8);
  });

  it('resets a point to no gain and its own width', () => {
    const band = bandsWith({ band4GainDb: 5, band4Q: 9 })[3]!;
    expect(resetValues(band)).toEqual({ band4GainDb: 0, band4Q: 1 });
    expect(pointDb(bandsWith({ band1On: 1, band1Type: BAND_TYPE.highPass })[0]!)).toBe(-3);
  });
});

describe('a spectrum', () => {
  it('lies level for a signal whose density falls by 4.5 dB an octave (1.49 in bands), in both smoothings', () => {
    const slope = Float32Array.from(
      { length: SPECTRUM_BANDS },
      (_, band) => -30 - 1.49 * Math.log2(bandHz(band) / 1000),
    );
    for (const smoothing of ['twelfth', 'sixth'] as const) {
      const shaped = shapeSpectrum(slope, smoothing, new Float32Array(SPECTRUM_BANDS));
      for (const value of shaped.subarray(4, SPECTRUM_BANDS - 4)) expect(value).toBeCloseTo(-30, 1);
    }
  });

  it('keeps the power of a single tone and calls silence silence', () => {
    const tone = new Float32Array(SPECTRUM_BANDS).fill(Number.NEGATIVE_INFINITY);
    tone[120] = -20;
    const shaped = shapeSpectrum(tone, 'twelfth', new Float32Array(SPECTRUM_BANDS));
    const untilted = [119, 120, 121].map((band) => shaped[band]! - 1.49 * Math.log2(bandHz(band) / 1000));
    const power = untilted.reduce((sum, db) => sum + 10 ** (db / 10), 0);
    expect(10 * Math.log10(power)).toBeCloseTo(-20, 1);
    expect(shaped[10]).toBeLessThan(-140);
  });
});

describe('presets', () => {
  it('come with the program for every effect and hold only what the effect declares', () => {
    for (const kind of ['equaliser', 'compressor', 'limiter'] as const) {
      expect(factoryPresets[kind].length).toBeGreaterThan(2);
      for (const preset of factoryPresets[kind]) {
        expect(preset.purpose.length).toBeGreaterThan(10);
        expect(Object.keys(presetValues(kind, preset)).length).toBeGreaterThan(5);
      }
    }
  });

  it('leaves out what does not fit rather than sending it', () => {
    const file = (parameters: Record<string, number>) => ({
      kind: 'limiter',
      presets: [{ name: 'A', purpose: 'x', parameters }],
    });
    expect(readPresets([file({ gainDb: 3 })]).limiter.length).toBe(1);
    expect(readPresets([file({ gainDb: 99 }), file({ unknown: 1 }), 'no preset']).limiter).toEqual([]);
  });
});

describe('what is open in the detail', () => {
  const effect = (id: string, kind: Effect['kind']): Effect => ({
    id,
    kind,
    order: id,
    bypassed: false,
    parameters: {},
    presetName: null,
    sideChain: null,
    impulse: null,
  });
  const chain = [effect('a', 'compressor'), effect('b', 'equaliser'), effect('c', 'limiter')];
  it('is the chosen insert, and beside it the first of the other sort where there is room', () => {
    expect(openEditors(chain, 'c', false).map((e) => e.id)).toEqual(['c']);
    expect(openEditors(chain, 'c', true).map((e) => e.id)).toEqual(['b', 'c']);
    expect(openEditors(chain, null, true).map((e) => e.id)).toEqual(['b', 'a']);
    expect(openEditors([], null, true)).toEqual([]);
  });
});
