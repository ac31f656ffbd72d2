import { describe, expect, it } from 'vitest';
import { STRIP_FLOATS, StripSlot } from '../../../audio-engine/protocol/index.ts';
import { LATCH_ROOM, meterPosition } from '../../../renderer/meters/index.ts';
import { MeterScreen } from '../../../renderer/meters/meter-screen.ts';

interface Filled {
  colour: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A canvas that notes what is filled on it. */
function sheet() {
  const filled: Filled[] = [];
  const scales: number[] = [];
  const context = {
    fillStyle: '',
    setTransform: (ratio: number) => scales.push(ratio),
    clearRect: () => undefined,
    fillRect(x: number, y: number, width: number, height: number) {
      filled.push({ colour: context.fillStyle, x, y, width, height });
    },
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  return { canvas, filled, scales, take: () => filled.splice(0) };
}

const colours = {
  low: 'low',
  near: 'near',
  over: 'over',
  lowPeak: 'lowPeak',
  nearPeak: 'nearPeak',
  overPeak: 'overPeak',
  trough: 'trough',
  reduction: 'reduction',
  latchOff: 'latchOff',
};

const HEIGHT = 200;
const place = (stripId: string, x: number) => ({
  stripId,
  bars: [{ x, y: LATCH_ROOM, width: 5, height: HEIGHT }],
  reduction: { box: { x: x + 8, y: LATCH_ROOM, width: 3, height: HEIGHT }, fullScaleDb: 20 },
});

function rows(...strips: Partial<Record<keyof typeof StripSlot, number>>[]): Float32Array {
  const all = new Float32Array(strips.length * STRIP_FLOATS);
  for (const [i, strip] of strips.entries())
    for (const [slot, value] of Object.entries(strip))
      all[i * STRIP_FLOATS + StripSlot[slot as keyof typeof StripSlot]] = value;
  return all;
}

function screenWith(...stripIds: string[]) {
  const screen = new MeterScreen();
  const page = sheet();
  screen.take({ kind: 'colours', colours }, 0);
  screen.take({ kind: 'open', canvasId: 1, canvas: page.canvas as unknown as OffscreenCanvas }, 0);
  screen.take({ kind: 'size', canvasId: 1, size: { width: 100, height: HEIGHT + LATCH_ROOM, ratio: 2 } }, 0);
  screen.take({ kind: 'places', canvasId: 1, places: stripIds.map((id, i) => place(id, i * 20)) }, 0);
  screen.take({ kind: 'strips', stripIds, clippedIds: [] }, 0);
  return { screen, page };
}

const height = (db: number) => Math.round(meterPosition(db) * HEIGHT);
/** Height of the bar of a colour, the hold line left out. */
const bar = (filled: Filled[], colour: string) =>
  filled.find((one) => one.colour === colour && one.height !== 1.5)?.height;

describe('the meters a worker draws', () => {
  it('paints peak, RMS and reduction of each strip at its place, on a canvas as fine as the screen', () => {
    const { screen, page } = screenWith('a', 'b');
    screen.take(
      { kind: 'rows', rows: rows({ peakLeft: 0.1, rmsLeft: 0.05, reductionDb: 10 }, { peakLeft: 0.2 }) },
      0,
    );
    screen.paint(0);
    expect([page.canvas.width, page.canvas.height, page.scales[0]]).toEqual([200, 412, 2]);
    const filled = page.take();
    const of = (x: number) => filled.filter((one) => one.x >= x && one.x < x + 20);
    expect(bar(of(0), 'lowPeak')).toBe(height(-20));
    expect(bar(of(0), 'low')).toBe(height(20 * Math.log10(0.05)));
    expect(bar(of(0), 'reduction')).toBe(HEIGHT / 2);
    expect(bar(of(20), 'lowPeak')).toBe(height(20 * Math.log10(0.2)));
    expect(bar(of(20), 'reduction')).toBeUndefined();
  });

  it('paints nothing again where nothing moved, and only the strip that did', () => {
    const { screen, page } = screenWith('a', 'b');
    const still = { kind: 'rows', rows: rows({ peakLeft: 0.1 }, { peakLeft: 0.1 }) } as const;
    screen.take(still, 0);
    screen.paint(0);
    page.take();
    screen.take(still, 10);
    screen.paint(10);
    expect(page.take()).toEqual([]);
    screen.take({ kind: 'rows', rows: rows({ peakLeft: 0.1 }, { peakLeft: 0.5 }) }, 20);
    screen.paint(20);
    expect(page.take().every((one) => one.x >= 20)).toBe(true);
  });

  it('falls at 20 dB a second by its own clock, the hold line 2 s later', () => {
    const { screen, page } = screenWith('a');
    screen.take({ kind: 'rows', rows: rows({ peakLeft: 0.1 }) }, 1000);
    screen.take({ kind: 'rows', rows: rows({ peakLeft: 0 }) }, 1016);
    screen.paint(2000);
    const filled = page.take();
    expect(bar(filled, 'lowPeak')).toBe(height(-40));
    const line = filled.find((one) => one.height === 1.5);
    expect(line?.y).toBe(LATCH_ROOM + HEIGHT - height(-20));
    screen.paint(4000);
    expect(page.take().find((one) => one.height === 1.5)?.y).toBe(LATCH_ROOM + HEIGHT - height(-40));
  });

  it('keeps a clip lit until it is put out, and shows one that was lit before the canvas was there', () => {
    const { screen, page } = screenWith('a');
    const latch = () => page.take().find((one) => one.height === 3)?.colour;
    screen.take({ kind: 'rows', rows: rows({ clipped: 1 }) }, 0);
    screen.paint(0);
    expect(latch()).toBe('over');
    screen.take({ kind: 'rows', rows: rows({ clipped: 0 }) }, 16);
    screen.paint(16);
    expect(latch()).toBeUndefined();
    screen.take({ kind: 'clear', stripId: 'a' }, 20);
    screen.paint(20);
    expect(latch()).toBe('latchOff');
    screen.take({ kind: 'strips', stripIds: ['a'], clippedIds: ['a'] }, 30);
    screen.paint(30);
    expect(latch()).toBe('over');
    screen.take({ kind: 'forget' }, 40);
    screen.paint(40);
    expect(latch()).toBe('latchOff');
  });

  it('draws all anew in another theme and at other places, and nothing on a closed canvas', () => {
    const { screen, page } = screenWith('a');
    screen.paint(0);
    page.take();
    screen.take({ kind: 'colours', colours: { ...colours, trough: 'paper' } }, 0);
    screen.paint(0);
    expect(page.take().some((one) => one.colour === 'paper')).toBe(true);
    screen.take({ kind: 'places', canvasId: 1, places: [place('a', 40)] }, 0);
    screen.paint(0);
    expect(page.take().every((one) => one.x >= 40)).toBe(true);
    screen.take({ kind: 'close', canvasId: 1 }, 0);
    screen.paint(5000);
    expect([screen.open, page.take()]).toEqual([false, []]);
  });
});
