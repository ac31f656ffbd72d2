/** What the pictures of evidence share: colours of series, scales, text on a ground. */
import {
  type SessionDocument,
  stripColor,
  stripName,
  type TrackColor,
} from '../../../audio-engine/session/index.ts';
import { checkWords as words } from '../../../audio-engine/words/index.ts';
import type { Picture } from '../../editors/index.ts';
import { alpha, token, trackColor } from '../../theme/index.ts';

export type Canvas = Pick<Picture, 'context' | 'width' | 'height'>;
export type Size = 'large' | 'small';

export interface About {
  size: Size;
  /** `bad` where it has to be mended, `warn` else. */
  ink: 'bad' | 'warn' | 'text-2';
  /** The measured figure, as it is said. */
  measured: string;
  /** The band it is about. */
  frequency: { lowHz: number; highHz: number } | null;
  /** Where in the song, samples. */
  ranges: readonly { startSample: number; endSample: number }[];
  sampleRate: number;
  lengthSamples: number;
  series: (name: string) => { name: string; color: string };
}

export const FONT = '500 10px "Inter Variable", system-ui, sans-serif';
export const FONT_PLAIN = '10px "Inter Variable", system-ui, sans-serif';

/** A series of evidence is named by its strip's id or name, `mix` or `reference`. */
export function seriesNamer(document: SessionDocument): About['series'] {
  return (name) => {
    if (name === 'mix' || name === 'master') return { name: words.pictures.mix, color: token('curve') };
    if (name === 'reference') return { name: words.pictures.reference, color: token('text-3') };
    const id = document.strips[name]
      ? name
      : Object.keys(document.strips).find((stripId) => stripName(document, stripId) === name);
    if (id === undefined) return { name, color: token('text-2') };
    const color = stripColor(document, id) as TrackColor | undefined;
    return { name: stripName(document, id), color: trackColor(color ?? 'stone') };
  };
}

/** Text that stays legible over a trace: on a ground of the well. Answers its right end. */
export function label(
  { context, width }: Canvas,
  text: string,
  x: number,
  y: number,
  color: string,
  align: CanvasTextAlign = 'left',
): number {
  context.font = FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const wide = context.measureText(text).width;
  const wanted = align === 'right' ? x - wide : align === 'center' ? x - wide / 2 : x;
  const left = Math.max(3, Math.min(width - wide - 3, wanted));
  context.fillStyle = alpha(token('well'), 0.82);
  context.fillRect(Math.floor(left - 3), Math.round(y - 7), Math.ceil(wide + 6), 14);
  context.fillStyle = color;
  context.fillText(text, left, y);
  return left + wide;
}

/** Steps of 1, 2 or 5 that leave about `wanted` lines. */
export function niceStep(span: number, wanted: number): number {
  const rough = Math.max(span, 1e-9) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((step) => step * power >= rough) ?? 10) * power;
}

export function scaleMarks(from: number, to: number, wanted: number): number[] {
  const step = niceStep(to - from, wanted);
  const marks: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-6; i++) marks.push(i * step);
  return marks;
}

/** Decimals that tell neighbouring marks apart. */
export function markText(value: number, step: number): string {
  return words.figure(value, step < 0.1 ? 2 : step < 1 ? 1 : 0);
}

/** A frequency axis over any part of the spectrum. */
export function logAxis(lowHz: number, highHz: number, left: number, width: number): (hz: number) => number {
  const span = Math.log(highHz / lowHz);
  return (hz) => left + (Math.log(hz / lowHz) / span) * width;
}

const HERTZ: readonly (readonly [number, string])[] = [
  [20, '20'],
  [30, '30'],
  [50, '50'],
  [100, '100'],
  [200, '200'],
  [500, '500'],
  [1000, '1k'],
  [2000, '2k'],
  [5000, '5k'],
  [10_000, '10k'],
  [20_000, '20k'],
];

/** Marks of an axis that are at least `gapPx` apart, decades first. */
export function hertzMarks(x: (hz: number) => number, lowHz: number, highHz: number, gapPx: number) {
  const chosen: { hz: number; text: string; x: number }[] = [];
  const inOrder = [...HERTZ].sort(
    (a, b) => Number(Math.log10(b[0]) % 1 === 0) - Number(Math.log10(a[0]) % 1 === 0),
  );
  for (const [hz, text] of inOrder) {
    if (hz < lowHz || hz > highHz) continue;
    const at = x(hz);
    if (chosen.every((other) => Math.abs(other.x - at) >= gapPx)) chosen.push({ hz, text, x: at });
  }
  return chosen;
}

export function bandEdges(bandsHz: readonly number[]): { lowHz: number; highHz: number } {
  const first = bandsHz[0] ?? 20;
  const last = bandsHz.at(-1) ?? 20_000;
  const ratio = bandsHz.length > 1 ? Math.sqrt((bandsHz[1] as number) / first) : 1.1;
  return { lowHz: first / ratio, highHz: last * ratio };
}
