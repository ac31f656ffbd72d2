/** Where a clip's parts lie in its rectangle: header, fades, gain line. Shared by drawing and by the hand, so they cannot disagree. */
import type { Clip } from '../../audio-engine/session/index.ts';
import type { Row } from './rows.ts';
import type { Viewport } from './viewport.ts';

export const HEADER_PX = 13;
const GAIN_TOP_DB = 12;
const GAIN_BOTTOM_DB = -24;

export interface ClipBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Where the waveform begins, below the header. */
  bodyTop: number;
}

export function clipBox(clip: Clip, row: Row, viewport: Pick<Viewport, 'scrollTop' | 'xOf'>): ClipBox {
  const top = row.top - viewport.scrollTop;
  return {
    left: viewport.xOf(clip.startSample),
    right: viewport.xOf(clip.startSample + clip.lengthSamples),
    top: top + 1,
    bottom: top + row.height - 1,
    bodyTop: top + 1 + (row.height >= 32 ? HEADER_PX : 0),
  };
}

/** Height of the gain line in the body: +12 dB at the top, -24 dB at the foot. */
export function gainY(gainDb: number, box: ClipBox): number {
  const position =
    (GAIN_TOP_DB - Math.min(GAIN_TOP_DB, Math.max(GAIN_BOTTOM_DB, gainDb))) / (GAIN_TOP_DB - GAIN_BOTTOM_DB);
  return box.bodyTop + 2 + position * (box.bottom - box.bodyTop - 4);
}

/** Low rows have no room for a line that the hand could miss the clip for. */
export function hasGainLine(box: ClipBox): boolean {
  return box.bottom - box.bodyTop >= 36;
}

/** dB for a pixel of vertical movement. */
export function gainPerPixel(box: ClipBox): number {
  return (GAIN_TOP_DB - GAIN_BOTTOM_DB) / Math.max(36, box.bottom - box.bodyTop - 4);
}

export type ClipZone = 'move' | 'trim-start' | 'trim-end' | 'fade-in' | 'fade-out' | 'gain';

const EDGE_PX = 5;
const HANDLE_PX = 7;

/** What a press at (x, y) takes hold of, or undefined outside the clip. */
export function clipZone(
  clip: Clip,
  box: ClipBox,
  x: number,
  y: number,
  samplesPerPixel: number,
  selected: boolean,
): ClipZone | undefined {
  if (x < box.left - 2 || x > box.right + 2 || y < box.top || y > box.bottom) return undefined;
  const width = box.right - box.left;
  const edge = Math.min(EDGE_PX, width / 4);
  const nearTop = y <= box.bodyTop + HANDLE_PX + 1;
  const belowName = y >= box.bodyTop - 3;
  if (width > 20 && nearTop && belowName) {
    const fadeIn = box.left + clip.fadeIn.lengthSamples / samplesPerPixel;
    const fadeOut = box.right - clip.fadeOut.lengthSamples / samplesPerPixel;
    if (Math.abs(x - fadeIn) <= HANDLE_PX) return 'fade-in';
    if (Math.abs(x - fadeOut) <= HANDLE_PX) return 'fade-out';
  }
  if (x <= box.left + edge) return 'trim-start';
  if (x >= box.right - edge) return 'trim-end';
  if (selected && hasGainLine(box) && y >= box.bodyTop && Math.abs(y - gainY(clip.gainDb, box)) <= 4)
    return 'gain';
  return 'move';
}
