/** What the page tells the worker that draws its meters. Plain data: it crosses a thread. */
import type { MeterBox, MeterColours } from './meter-paint.ts';

/** Where one strip's meter stands on its canvas, CSS pixels. */
export interface MeterPlace {
  stripId: string;
  /** One box a channel, left first. */
  bars: MeterBox[];
  /** Gain reduction hangs from the top of its box; `fullScaleDb` fills it. */
  reduction: { box: MeterBox; fullScaleDb: number } | undefined;
}

export interface CanvasSize {
  width: number;
  height: number;
  /** Device pixels a CSS pixel. */
  ratio: number;
}

export type ScreenMessage =
  | { kind: 'open'; canvasId: number; canvas: OffscreenCanvas }
  | { kind: 'size'; canvasId: number; size: CanvasSize }
  | { kind: 'places'; canvasId: number; places: readonly MeterPlace[] }
  | { kind: 'close'; canvasId: number }
  | { kind: 'colours'; colours: MeterColours }
  /** Strip ids in the order of the rows that follow, and whose clip latch is lit already. */
  | { kind: 'strips'; stripIds: readonly string[]; clippedIds: readonly string[] }
  /** The strips' floats of one telemetry frame. */
  | { kind: 'rows'; rows: Float32Array }
  /** Puts out the latch of one strip, or of all. */
  | { kind: 'clear'; stripId: string | undefined }
  /** Another session: nothing of the last one's levels stands. */
  | { kind: 'forget' };
