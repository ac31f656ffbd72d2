/** Musical time, grid, snapping, rows, clip zones, fades and peaks: what the timeline computes before it draws. */
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  type Clip,
  createDocument,
  orderBetween,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { clipBox, clipZone } from '../../renderer/timeline/clip-shape.ts';
import { fadeGain } from '../../renderer/timeline/draw/fade-curve.ts';
import { barGrid, timeGrid } from '../../renderer/timeline/draw/grid.ts';
import { peakColumns } from '../../renderer/timeline/peaks/columns.ts';
import { levelFor, type PeakStore, TILE_COLUMNS } from '../../renderer/timeline/peaks/peak-store.ts';
import { makeRows, rowAt, visibleRows, visibleStrips } from '../../renderer/timeline/rows.ts';
import { SNAPS, snapSample, snapStep } from '../../renderer/timeline/snap.ts';
import { trimEnd, trimStart } from '../../renderer/timeline/tools/drags.ts';
import { Viewport } from '../../renderer/timeline/viewport.ts';
import {
  formatBarLength,
  formatBars,
  formatTime,
  samplesPerBar,
} from '../../renderer/transport/musical-time.ts';

const tempo = { bpm: 120, numerator: 4, denominator: 4 };
const RATE = 48000;
const BEAT = 24000;

describe('musical time', () => {
  it('counts bars and beats from one', () => {
    expect(formatBars(0, tempo, RATE)).toBe('1.1.000');
    expect(formatBars(BEAT * 5, tempo, RATE)).toBe('2.2.000');
    expect(formatBars(BEAT / 2, tempo, RATE)).toBe('1.1.480');
    expect(formatBarLength(BEAT * 6, tempo, RATE)).toBe('1.2.000');
  });
  it('reads a place rounded to whole samples as the place it was snapped to', () => {
    const odd = { bpm: 113.7, numerator: 7, denominator: 8 };
    for (let bar = 0; bar < 200; bar++) {
      const sample = Math.round(bar * samplesPerBar(odd, 44100));
      expect(formatBars(sample, odd, 44100)).toBe(`${bar + 1}.1.000`);
    }
  });
  it('writes time', () => {
    expect(formatTime(RATE * 61.5, RATE)).toBe('01:01.500');
    expect(formatTime(RATE * 3600, RATE)).toBe('1:00:00.000');
  });
});

describe('grid', () => {
  it('never draws lines closer than they can be told apart, at any zoom', () => {
    for (let spp = 1 / 64; spp < 70_000; spp *= 1.7) {
      for (const lines of [barGrid(0, 1200 * spp, spp, tempo, RATE), timeGrid(0, 1200 * spp, spp, RATE)]) {
        expect(lines.length).toBeLessThan(260);
        for (let i = 1; i < lines.length; i++) {
          expect(((lines[i]?.sample ?? 0) - (lines[i - 1]?.sample ?? 0)) / spp).toBeGreaterThan(4);
        }
      }
    }
  });
  it('has numbers to read at every zoom', () => {
    for (let spp = 1 / 16; spp < 60_000; spp *= 2) {
      const start = 5_000_000;
      const labels = barGrid(start, start + 1200 * spp, spp, tempo, RATE).filter(
        (line) => line.label !== null,
      );
      expect(labels.length, `at ${spp}`).toBeGreaterThan(0);
    }
  });
});

describe('snapping', () => {
  const ground = { snap: 'beat' as const, tempo, sampleRate: RATE, samplesPerPixel: 100, places: [] };
  it('falls on the nearest line', () => {
    expect(snapSample(BEAT * 3 + 900, ground)).toBe(BEAT * 3);
    expect(snapSample(-5000, ground)).toBe(0);
  });
  it('prefers a near edge to a far line, and leaves far edges alone', () => {
    expect(snapSample(30_100, { ...ground, places: [30_000] })).toBe(30_000);
    expect(snapSample(35_000, { ...ground, places: [30_000] })).toBe(BEAT * 1);
  });
  it('does nothing when off', () => {
    expect(snapSample(12_345.6, { ...ground, snap: 'off', places: [12_300] })).toBe(12_346);
  });
  it('knows every step', () => {
    const steps = SNAPS.map((snap) => snapStep(snap, tempo, RATE));
    expect(steps).toEqual([0, 96_000, 24_000, 12_000, 6_000, 3_000, 8_000, 4_000]);
  });
});

function song(tracks: number): SessionDocument {
  let document = createDocument({
    id: 's',
    name: 'Song',
    sampleRate: RATE,
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  let order: string | null = null;
  for (let i = 0; i < tracks; i++) {
    order = orderBetween(order, null);
    const track = { id: `t${i}`, name: `Track ${i}`, color: 'clay', channels: 2, order };
    document = applyCommand(document, { id: 'track.add', payload: { track } }).document;
  }
  return document;
}

describe('rows', () => {
  const rows = makeRows(song(100), { t3: 104 }, 36);
  it('finds the row under every height', () => {
    expect(rows.totalHeight).toBe(99 * 36 + 104);
    for (const row of rows.list) {
      expect(rowAt(rows, row.top)?.index).toBe(row.index);
      expect(rowAt(rows, row.top + row.height - 0.1)?.index).toBe(row.index);
    }
    expect(rowAt(rows, rows.totalHeight)).toBeUndefined();
  });
  it('has buses and the master below the tracks where their lanes are unfolded', () => {
    const bus = {
      id: 'b',
      name: 'Drums',
      kind: 'bus',
      color: 'clay',
      channels: 2,
      order: 'V',
      folderId: null,
    } as const;
    const { document } = applyCommand(song(3), { id: 'bus.add', payload: { bus } });
    const shown = { b: ['faderDb', 'pan'], master: ['faderDb'], t1: ['faderDb'], gone: ['faderDb'] };
    const all = makeRows(document, {}, 36, shown);
    expect(all.tracksHeight).toBe(3 * 36 + 44);
    expect(all.strips.map(({ stripId, top, lanes }) => [stripId, top, lanes.length])).toEqual([
      ['b', 152, 2],
      ['master', 152 + 24 + 88, 1],
    ]);
    expect(all.totalHeight).toBe(152 + 24 + 88 + 24 + 44);
    expect(visibleStrips(all, 0, 153).map(({ stripId }) => stripId)).toEqual(['b']);
    expect(visibleRows(all, 160, 100)).toEqual([]);
    expect(rowAt(all, 200)).toBeUndefined();
  });
  it('shows only what is in sight', () => {
    expect(visibleRows(rows, 1000, 400).length).toBeLessThan(14);
    expect(visibleRows(rows, 0, 100_000)).toHaveLength(100);
  });
});

const clip: Clip = {
  id: 'c',
  mediaId: 'm',
  name: 'Clip',
  startSample: 10_000,
  lengthSamples: 100_000,
  offsetSamples: 5_000,
  gainDb: 0,
  fadeIn: { lengthSamples: 20_000, shape: 'linear' },
  fadeOut: { lengthSamples: 0, shape: 'linear' },
  muted: false,
};

describe('a clip under the hand', () => {
  const viewport = new Viewport();
  viewport.samplesPerPixel = 100;
  const rows = makeRows(song(1), {}, 104);
  const row = rows.list[0];
  if (!row) throw new Error('no row');
  const box = clipBox(clip, row, viewport);
  const zone = (x: number, y: number, selected = false) => clipZone(clip, box, x, y, 100, selected);

  it('is met where it is drawn', () => {
    expect([box.left, box.right]).toEqual([100, 1100]);
    expect(zone(101, 70)).toBe('trim-start');
    expect(zone(1098, 70)).toBe('trim-end');
    expect(zone(600, 70)).toBe('move');
    expect(zone(300, box.bodyTop + 2)).toBe('fade-in');
    expect(zone(1098, box.bodyTop + 2)).toBe('fade-out');
    expect(zone(50, 50)).toBeUndefined();
  });
  it('has its gain line only while it is chosen', () => {
    const lineAt = Array.from({ length: 100 }, (_, y) => y).filter((y) => zone(600, y, true) === 'gain');
    expect(lineAt.length).toBeGreaterThan(4);
    expect(zone(600, lineAt[4] ?? 0, false)).toBe('move');
  });
});

describe('trimming', () => {
  it('never leaves the file', () => {
    expect(trimStart(clip, 0)).toEqual({ startSample: 5_000, lengthSamples: 105_000, offsetSamples: 0 });
    expect(trimEnd(clip, 10_000_000, 120_000).lengthSamples).toBe(115_000);
  });
  it('keeps the audio in its place', () => {
    const trimmed = trimStart(clip, 30_000);
    expect(trimmed.startSample - trimmed.offsetSamples).toBe(clip.startSample - clip.offsetSamples);
    expect(trimmed.startSample + trimmed.lengthSamples).toBe(clip.startSample + clip.lengthSamples);
  });
});

describe('fades', () => {
  it('begin at nothing, end at all, and rise', () => {
    for (const shape of ['linear', 'equal-power', 's-curve'] as const) {
      expect(fadeGain(shape, 0)).toBe(0);
      expect(fadeGain(shape, 1)).toBeCloseTo(1, 12);
      for (let i = 1; i <= 20; i++)
        expect(fadeGain(shape, i / 20)).toBeGreaterThan(fadeGain(shape, (i - 1) / 20));
    }
  });
});

/** Peaks of a file whose column c of 64 samples has max c / 1000: any fold can be foretold. */
function storeOfRamp(known: (level: number) => boolean): PeakStore {
  const tile = (_media: string, level: number, index: number) => {
    if (!known(level)) return undefined;
    const data = new Float32Array(TILE_COLUMNS * 3);
    for (let i = 0; i < TILE_COLUMNS; i++) {
      const last = ((index * TILE_COLUMNS + i + 1) * level) / 64 - 1;
      data[i * 3] = -last / 1000;
      data[i * 3 + 1] = last / 1000;
      data[i * 3 + 2] = 0.1;
    }
    return data;
  };
  return { tile, peek: tile } as unknown as PeakStore;
}

describe('peaks by pixel', () => {
  const media = { id: 'm', channels: 1, lengthSamples: 64 * 4000 };
  it('takes the level that is not coarser than a pixel', () => {
    expect(levelFor(64)).toBe(64);
    expect(levelFor(127)).toBe(64);
    expect(levelFor(128)).toBe(128);
    expect(levelFor(3)).toBe(64);
  });
  it('holds the maximum of all samples under each pixel', () => {
    const spp = 160;
    const { values, complete } = peakColumns(
      storeOfRamp(() => true),
      media,
      0,
      spp,
      500,
      true,
    );
    expect(complete).toBe(true);
    for (let x = 0; x < 500; x++) {
      const lastColumn = Math.ceil(((x + 1) * spp) / 128) * 2 - 1;
      expect(values[x * 3 + 1]).toBeCloseTo(lastColumn / 1000, 5);
    }
  });
  it('stands in with a coarser level while the sharp one is on its way', () => {
    const { values, complete } = peakColumns(
      storeOfRamp((level) => level >= 512),
      media,
      0,
      64,
      100,
      true,
    );
    expect(complete).toBe(false);
    expect(values[1]).toBeCloseTo(7 / 1000, 5);
  });
  it('is empty past the end of the file', () => {
    const { values } = peakColumns(
      storeOfRamp(() => true),
      media,
      media.lengthSamples - 640,
      64,
      20,
      true,
    );
    expect(Number.isNaN(values[9 * 3])).toBe(false);
    expect(Number.isNaN(values[10 * 3])).toBe(true);
  });
});
