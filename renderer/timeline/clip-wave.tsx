/** The clip's waveform over the whole panel, with its own bars, fades and gain line. Follows every change of the clip. */
import { useEffect, useRef } from 'react';
import type { Clip, MediaFile, TrackColor } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { alpha, onThemeChange, token } from '../theme/index.ts';
import { locate, positionNow } from '../transport/index.ts';
import { fitCanvas, localPoint, type SizedCanvas } from './canvas.ts';
import { fadeGain } from './draw/fade-curve.ts';
import { barGrid } from './draw/grid.ts';
import { clipColors, fontName } from './draw/paint-clip.ts';
import { wavesFitted } from './model.ts';
import { peakStore, WaveTiles } from './peaks/index.ts';
import { WaveFit } from './wave-fit.ts';

const RULER_PX = 20;
const SIDE_PX = 12;

export function ClipWave({ clip, media, color }: { clip: Clip; media: MediaFile; color: TrackColor }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const newest = useRef({ clip, media, color });
  newest.current = { clip, media, color };
  const repaint = useRef<() => void>(() => undefined);

  useEffect(() => {
    const element = canvas.current;
    const over = overlay.current;
    if (!element || !over) return;
    const tiles = new WaveTiles(peakStore());
    const fit = new WaveFit(peakStore());
    let sized: SizedCanvas | undefined;
    let overSized: SizedCanvas | undefined;
    let frame: number | undefined;
    let drawn = Number.NaN;
    const paint = () => {
      frame = undefined;
      if (sized)
        paintClipWave(sized, newest.current, tiles, wavesFitted() ? fit.forMedia(newest.current.media) : 1);
    };
    repaint.current = () => {
      frame ??= requestAnimationFrame(paint);
      drawn = Number.NaN;
    };
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
        paint();
      }),
      fitCanvas(over, (size) => {
        overSized = size;
        drawn = Number.NaN;
      }),
      peakStore().onChange(repaint.current),
      onThemeChange(() => {
        tiles.clear();
        repaint.current();
      }),
      subscribeFrame(() => {
        if (!overSized) return;
        const { context, scale, width } = overSized;
        const { clip: c } = newest.current;
        const x = Math.round(
          (SIDE_PX + ((positionNow() - c.startSample) / c.lengthSamples) * (width - 2 * SIDE_PX)) * scale,
        );
        if (x === drawn) return;
        drawn = x;
        context.clearRect(0, 0, context.canvas.width, context.canvas.height);
        if (x < SIDE_PX * scale || x > (width - SIDE_PX) * scale) return;
        context.fillStyle = token('curve');
        context.fillRect(x, 0, Math.max(1, Math.round(1.25 * scale)), context.canvas.height);
      }),
    ];
    return () => {
      for (const end of ends) end();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, []);
  useEffect(() => repaint.current(), [clip, media, color]);

  return (
    <div
      className="clip-wave"
      role="img"
      aria-label={timelineWords.clip.wave(clip.name)}
      onPointerDown={(event) => {
        const { x } = localPoint(event, event.currentTarget);
        const width = event.currentTarget.offsetWidth - 2 * SIDE_PX;
        const t = Math.min(1, Math.max(0, (x - SIDE_PX) / width));
        locate(clip.startSample + t * clip.lengthSamples);
      }}
    >
      <canvas ref={canvas} />
      <canvas ref={overlay} className="clip-wave-overlay" />
    </div>
  );
}

function paintClipWave(
  sized: SizedCanvas,
  shown: { clip: Clip; media: MediaFile; color: TrackColor },
  tiles: WaveTiles,
  factor: number,
): void {
  const { context, scale, width, height } = sized;
  const { clip, media, color } = shown;
  const colors = clipColors(color);
  const { tempo, session } = shownDocument();
  const px = (v: number) => Math.round(v * scale);
  const left = px(SIDE_PX);
  const right = px(width - SIDE_PX);
  const top = px(RULER_PX + 6);
  const bottom = px(height - 8);
  const samplesPerPixel = clip.lengthSamples / Math.max(1, right - left);
  context.fillStyle = token('panel');
  context.fillRect(0, 0, context.canvas.width, px(RULER_PX));
  context.fillStyle = token('well');
  context.fillRect(0, px(RULER_PX), context.canvas.width, context.canvas.height);
  context.font = `400 ${10 * scale}px ${fontName()}`;
  context.textBaseline = 'middle';
  const end = clip.startSample + clip.lengthSamples;
  for (const line of barGrid(clip.startSample, end, samplesPerPixel * scale, tempo, session.sampleRate)) {
    if (line.sample < clip.startSample || line.sample > end || line.rank === 2) continue;
    const x = left + Math.round((line.sample - clip.startSample) / samplesPerPixel);
    context.fillStyle = line.rank === 0 ? token('hair-2') : token('hair');
    context.fillRect(x, px(RULER_PX), 1, context.canvas.height);
    if (!line.label) continue;
    context.fillStyle = token('text-3');
    context.fillText(line.label, x + px(3), px(RULER_PX / 2));
  }
  const body = bottom - top;
  const merged = media.channels === 1;
  context.fillStyle = colors.zero;
  for (let lane = 0; lane < (merged ? 1 : 2); lane++) {
    context.fillRect(left, Math.round(top + (body * (lane + 0.5)) / (merged ? 1 : 2)), right - left, 1);
  }
  tiles.draw(context, media, clip.offsetSamples, samplesPerPixel, left, right - left, top, {
    peak: colors.peak,
    rms: colors.rms,
    height: body,
    gain: 10 ** (clip.gainDb / 20) * factor,
    merged,
    scale,
  });
  paintFadeOver(context, clip, 'fadeIn', left, top, bottom, samplesPerPixel, scale);
  paintFadeOver(context, clip, 'fadeOut', right, top, bottom, samplesPerPixel, scale);
  if (factor !== 1) {
    context.textAlign = 'right';
    context.fillStyle = token('text-3');
    context.fillText(timelineWords.clip.drawnTaller(factor), right - px(4), bottom - px(4));
    context.textAlign = 'left';
  }
  if (clip.gainDb !== 0) {
    const y = Math.round(top + body * (0.5 - clip.gainDb / 72)) + 0.5;
    context.strokeStyle = token('reduction');
    context.lineWidth = scale;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
    context.fillStyle = token('reduction');
    context.fillText(
      `${clip.gainDb > 0 ? '+' : '−'}${Math.abs(clip.gainDb).toFixed(1)} dB`,
      left + px(6),
      y - px(8),
    );
  }
}

function paintFadeOver(
  context: CanvasRenderingContext2D,
  clip: Clip,
  which: 'fadeIn' | 'fadeOut',
  edge: number,
  top: number,
  bottom: number,
  samplesPerPixel: number,
  scale: number,
): void {
  const fade = clip[which];
  const length = fade.lengthSamples / samplesPerPixel;
  if (length < 1) return;
  const sign = which === 'fadeIn' ? 1 : -1;
  const trace = () => {
    context.beginPath();
    for (let i = 0; i <= 120; i++) {
      const t = i / 120;
      const x = edge + sign * t * length;
      const y = bottom - (bottom - top) * fadeGain(fade.shape, t);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  trace();
  context.lineTo(edge, top);
  context.closePath();
  context.fillStyle = alpha(token('well'), 0.7);
  context.fill();
  trace();
  context.strokeStyle = token('curve');
  context.lineWidth = scale;
  context.stroke();
}
