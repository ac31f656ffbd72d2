// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { LanesPicture, MARGIN_PX } from '../../renderer/timeline/draw/lanes-picture.ts';
import type { LanesScene } from '../../renderer/timeline/draw/paint-lanes.ts';
import type { WaveTiles } from '../../renderer/timeline/peaks/index.ts';
import { makeRows } from '../../renderer/timeline/rows.ts';
import { Viewport } from '../../renderer/timeline/viewport.ts';
import { largeSession } from '../bench/page-session.ts';

const HEIGHT = 360;
const ROW = 36;

/** A canvas that counts what is drawn on it. */
function lanes() {
  const document = { ...largeSession(), clips: {} };
  const rows = makeRows(document, {}, ROW);
  const viewport = new Viewport();
  viewport.resize(800, HEIGHT);
  const counts = { grounds: 0, moves: 0 };
  const context = {
    canvas: { width: 800, height: HEIGHT + 2 * MARGIN_PX },
    fillStyle: '',
    globalAlpha: 1,
    fillRect: (_x: number, _y: number, width: number) => {
      // The line under a row, one for each that is drawn.
      if (width === 800) counts.grounds += 1;
    },
    drawImage: () => {
      counts.moves += 1;
    },
  } as unknown as CanvasRenderingContext2D;
  const picture = new LanesPicture();
  const tiles = { behind: false, arrivedAtMs: 0 } as WaveTiles;
  const paint = () => {
    counts.grounds = 0;
    counts.moves = 0;
    const scene = {
      document,
      rows,
      viewport,
      scrollSample: viewport.scrollSample,
      grid: [],
      selectedClips: new Set<string>(),
      selectedTracks: new Set<string>(),
      bitmapSamplesPerPixel: 1024,
      waveFactor: () => 1,
    } as LanesScene;
    return { down: picture.paint(context, 1, scene, tiles, 5), ...counts };
  };
  return { viewport, paint };
}

describe('the picture of the lanes', () => {
  it('is drawn once, and scrolled up and down only moved while rows are there', () => {
    const { viewport, paint } = lanes();
    expect(paint().grounds).toBeGreaterThan(10);
    expect(paint()).toMatchObject({ grounds: 0, moves: 0 });
    viewport.scrollVertically(20);
    const ahead = paint();
    expect(ahead.grounds).toBeGreaterThan(2);
    // The margin's rows, one cut at either end, and the ground they share.
    expect(ahead.grounds).toBeLessThan(MARGIN_PX / ROW + 5);
    viewport.scrollVertically(40);
    expect(paint()).toMatchObject({ grounds: 0, moves: 0, down: ahead.down - 20 });
    viewport.scrollVertically(0);
    expect(paint()).toMatchObject({ grounds: 0, moves: 0 });
  });

  it('takes along what is drawn when the canvas ends, and never shows what is not drawn', () => {
    const { viewport, paint } = lanes();
    paint();
    let drawn = 0;
    let moves = 0;
    for (let top = 20; top <= 2000; top += 20) {
      viewport.scrollVertically(top);
      const { down, ...counts } = paint();
      expect(down).toBeLessThanOrEqual(0);
      expect(down).toBeGreaterThanOrEqual(-2 * MARGIN_PX);
      drawn += counts.grounds;
      moves += counts.moves;
    }
    // 2000 px are 56 rows: each is drawn about once, and the canvas is moved once for many frames.
    expect(drawn).toBeLessThan(2 * 70);
    expect(moves).toBeLessThan(20);
  });

  it('is drawn anew when time is scrolled', () => {
    const { viewport, paint } = lanes();
    const first = paint().grounds;
    viewport.scrollTo(48_000);
    expect(paint().grounds).toBe(first);
  });
});
