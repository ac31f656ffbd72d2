/** Draws one clip: header with name, waveform about its zero line, fades, gain line, selection. Device pixels. */
import type { Clip, Fade, MediaFile, TrackColor } from '../../../audio-engine/session/index.ts';
import { alpha, currentTheme, mix, token, trackColor } from '../../theme/index.ts';
import { type ClipBox, gainY, HEADER_PX, hasGainLine } from '../clip-shape.ts';
import type { WaveTiles } from '../peaks/index.ts';
import { factorText } from '../wave-fit.ts';
import { fadeGain } from './fade-curve.ts';

export interface ClipColors {
  track: string;
  body: string;
  muted: string;
  head: string;
  headSelected: string;
  peak: string;
  rms: string;
  zero: string;
  name: string;
  nameSelected: string;
}

const colorCache = new Map<string, ClipColors>();

export function clipColors(color: TrackColor): ClipColors {
  const theme = currentTheme();
  const key = `${theme}${color}`;
  const known = colorCache.get(key);
  if (known) return known;
  const track = trackColor(color);
  const ground = token('ground');
  const light = theme === 'light';
  const made: ClipColors = {
    track,
    body: mix(track, ground, 0.26),
    muted: mix(track, ground, 0.1),
    head: mix(track, ground, 0.46),
    headSelected: mix(track, ground, 0.74),
    peak: light ? mix(track, '#000000', 0.86) : track,
    rms: light ? mix('#ffffff', track, 0.3) : mix('#ffffff', track, 0.42),
    zero: alpha(track, 0.6),
    name: token('text-1'),
    nameSelected: light ? '#ffffff' : '#14110f',
  };
  colorCache.set(key, made);
  return made;
}

/** The screen's canvas, or a bitmap's. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface ClipPaint {
  context: Context;
  /** Device pixels a CSS pixel has. */
  scale: number;
  canvasWidth: number;
  samplesPerPixel: number;
  /** The zoom that waveform bitmaps are drawn for. */
  bitmapSamplesPerPixel: number;
  /** How much taller than life waveforms are drawn. */
  waveFactor: number;
  tiles: WaveTiles;
}

/** Traces the edge of a fade: the corner above it is what the fade takes away. */
function fadePath(
  context: Context,
  fade: Fade,
  x0: number,
  x1: number,
  top: number,
  bottom: number,
  rising: boolean,
): void {
  const steps = Math.max(2, Math.min(160, Math.round(Math.abs(x1 - x0) / 2)));
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const x = x0 + (x1 - x0) * t;
    const y = bottom - (bottom - top) * fadeGain(fade.shape, rising ? t : 1 - t);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function paintFade(
  paint: ClipPaint,
  fade: Fade,
  from: number,
  to: number,
  top: number,
  bottom: number,
  rising: boolean,
): void {
  if (to - from < 1) return;
  const { context, scale } = paint;
  context.fillStyle = alpha(token('ground'), 0.62);
  context.beginPath();
  fadePath(context, fade, from, to, top, bottom, rising);
  if (rising) context.lineTo(from, top);
  else context.lineTo(to, top);
  context.closePath();
  context.fill();
  context.strokeStyle = token('curve');
  context.lineWidth = scale;
  context.beginPath();
  fadePath(context, fade, from, to, top, bottom, rising);
  context.stroke();
}

function fillRounded(
  context: Context,
  left: number,
  top: number,
  right: number,
  bottom: number,
  radii: number | number[],
): void {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, radii);
  context.fill();
}

/** False when its waveform is not yet what it will be. */
export function paintClip(
  paint: ClipPaint,
  clip: Clip,
  media: MediaFile | undefined,
  color: TrackColor,
  boxCss: ClipBox,
  selected: boolean,
): boolean {
  const { context, scale, canvasWidth, samplesPerPixel } = paint;
  let complete = true;
  const colors = clipColors(color);
  const px = (v: number) => Math.round(v * scale);
  const left = px(boxCss.left);
  const right = Math.max(left + 1, px(boxCss.right));
  const top = px(boxCss.top);
  const bottom = px(boxCss.bottom);
  const bodyTop = px(boxCss.bodyTop);
  const shownLeft = Math.max(0, left);
  const shownRight = Math.min(canvasWidth, right);
  if (shownRight <= shownLeft) return complete;
  const samplesPerDevicePixel = samplesPerPixel / scale;

  context.save();
  context.beginPath();
  // Rounded where it is filled: clipped to a rounded box, everything in it would be drawn through a mask.
  context.rect(shownLeft, top, shownRight - shownLeft, bottom - top);
  context.clip();
  const round = 2 * scale;
  const hasHeader = bodyTop > top;
  context.fillStyle = clip.muted ? colors.muted : colors.body;
  // A box of millions of pixels, zoomed far in, ends just out of sight.
  const fillLeft = Math.max(left, -4 * round);
  const fillRight = Math.min(right, canvasWidth + 4 * round);
  fillRounded(context, fillLeft, bodyTop, fillRight, bottom, hasHeader ? [0, 0, round, round] : round);
  if (media) {
    if (clip.muted) context.globalAlpha = 0.42;
    const height = bottom - bodyTop;
    const merged = media.channels === 1 || height < 84 * scale;
    context.fillStyle = colors.zero;
    const lanes = merged ? 1 : 2;
    for (let lane = 0; lane < lanes; lane++) {
      context.fillRect(
        shownLeft,
        Math.round(bodyTop + (height * (lane + 0.5)) / lanes),
        shownRight - shownLeft,
        1,
      );
    }
    complete = paint.tiles.draw(
      context,
      media,
      clip.offsetSamples + (shownLeft - boxCss.left * scale) * samplesPerDevicePixel,
      samplesPerDevicePixel,
      shownLeft,
      shownRight - shownLeft,
      bodyTop,
      {
        peak: colors.peak,
        rms: colors.rms,
        height,
        gain: gainOf(clip.gainDb) * paint.waveFactor,
        merged,
        scale,
      },
      paint.bitmapSamplesPerPixel / scale,
    );
    context.globalAlpha = 1;
  }
  const fadeInEnd = left + clip.fadeIn.lengthSamples / samplesPerDevicePixel;
  const fadeOutStart = right - clip.fadeOut.lengthSamples / samplesPerDevicePixel;
  paintFade(paint, clip.fadeIn, left, fadeInEnd, bodyTop, bottom, true);
  paintFade(paint, clip.fadeOut, fadeOutStart, right, bodyTop, bottom, false);
  if (hasHeader) {
    context.fillStyle = selected ? colors.headSelected : clip.muted ? colors.body : colors.head;
    fillRounded(context, fillLeft, top, fillRight, bodyTop, [round, round, 0, 0]);
  }
  // A line of ground at the right edge parts clips that touch.
  context.fillStyle = token('line');
  context.fillRect(right - 1, top + 1, 1, bottom - top - 2);
  context.restore();

  if (hasHeader) paintName(paint, clip, colors, shownLeft, shownRight, top, selected);
  if (selected)
    paintSelected(paint, clip, boxCss, { left, right, top, bottom, bodyTop, fadeInEnd, fadeOutStart });
  return complete;
}

function paintName(
  paint: ClipPaint,
  clip: Clip,
  colors: ClipColors,
  left: number,
  right: number,
  top: number,
  selected: boolean,
): void {
  const { context, scale } = paint;
  const isGain = clip.gainDb !== 0;
  const gain = isGain
    ? `${clip.gainDb > 0 ? '+' : '−'}${Math.abs(clip.gainDb).toFixed(1)} dB`
    : factorText(paint.waveFactor);
  const room = right - left - 8 * scale;
  if (room < 10 * scale) return;
  const font = `500 ${10 * scale}px ${fontName()}`;
  // Setting a font costs even where it is the same.
  if (context.font !== font) context.font = font;
  if (context.textBaseline !== 'middle') context.textBaseline = 'middle';
  const y = top + (HEADER_PX / 2 + 0.5) * scale;
  const gainWidth = gain ? textWidth(context, font, gain) + 8 * scale : 0;
  context.fillStyle = selected ? colors.nameSelected : clip.muted ? token('text-3') : colors.name;
  const label = clip.muted ? `${clip.name} · muted` : clip.name;
  if (context.textAlign !== 'left') context.textAlign = 'left';
  const showsGain = gain && room > gainWidth + 50 * scale;
  if (textWidth(context, font, label) <= room) context.fillText(label, left + 4 * scale, y);
  else {
    context.save();
    context.beginPath();
    context.rect(left, top, right - left - 4 * scale, HEADER_PX * scale);
    context.clip();
    context.fillText(label, left + 4 * scale, y);
    context.restore();
  }
  if (!showsGain) return;
  context.fillStyle = selected ? colors.headSelected : colors.head;
  context.fillRect(right - gainWidth - 6 * scale, top, gainWidth + 2 * scale, HEADER_PX * scale);
  context.fillStyle = selected ? colors.nameSelected : isGain ? token('reduction') : token('text-2');
  context.fillText(gain, right - gainWidth + 2 * scale, y);
}

const widths = new Map<string, number>();
const MOST_WIDTHS = 4000;

/** Names are the same in every picture: each is measured once. */
function textWidth(context: Context, font: string, text: string): number {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size >= MOST_WIDTHS) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** The interface's font came: what was measured was another. */
export function forgetTextWidths(): void {
  widths.clear();
}

interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
  bodyTop: number;
  fadeInEnd: number;
  fadeOutStart: number;
}

function paintSelected(paint: ClipPaint, clip: Clip, box: ClipBox, edges: Edges): void {
  const { context, scale } = paint;
  const line = 1.5 * scale;
  const { left, right, top, bottom } = edges;
  if (hasGainLine(box)) {
    const y = Math.round(gainY(clip.gainDb, box) * scale) + 0.5;
    context.strokeStyle = alpha(token('reduction'), 0.8);
    context.lineWidth = scale;
    context.beginPath();
    context.moveTo(Math.max(0, left), y);
    context.lineTo(Math.min(paint.canvasWidth, right), y);
    context.stroke();
  }
  context.strokeStyle = token('accent-hi');
  context.lineWidth = line;
  context.beginPath();
  context.roundRect(left + line / 2, top + line / 2, right - left - line, bottom - top - line, 2 * scale);
  context.stroke();
  if (right - left < 20 * scale) return;
  context.fillStyle = token('accent-hi');
  const size = 6 * scale;
  for (const x of [edges.fadeInEnd, edges.fadeOutStart]) {
    const at = Math.min(right - size, Math.max(left, x - size / 2));
    context.fillRect(Math.round(at), edges.bodyTop, size, size);
  }
}

/** Overlapping clips: a darker ground with both curves crossing. */
export function paintOverlap(
  paint: ClipPaint,
  earlier: Clip,
  later: Clip,
  from: number,
  to: number,
  box: ClipBox,
): void {
  const { context, scale } = paint;
  const px = (v: number) => Math.round(v * scale);
  context.fillStyle = alpha(token('well'), 0.45);
  context.fillRect(px(from), px(box.bodyTop), px(to) - px(from), px(box.bottom) - px(box.bodyTop));
  context.strokeStyle = token('curve');
  context.lineWidth = scale;
  for (const [clip, rising] of [
    [earlier, false],
    [later, true],
  ] as const) {
    const fade = rising ? clip.fadeIn : clip.fadeOut;
    if (fade.lengthSamples <= 0) continue;
    context.beginPath();
    fadePath(context, fade, px(from), px(to), px(box.bodyTop), px(box.bottom), rising);
    context.stroke();
  }
}

/** For the height of the picture only. */
function gainOf(gainDb: number): number {
  return 10 ** (gainDb / 20);
}

let font: string | undefined;

export function fontName(): string {
  font ??= getComputedStyle(document.documentElement).getPropertyValue('--font').trim() || 'sans-serif';
  return font;
}
