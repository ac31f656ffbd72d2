/** The loudness history's picture: levels over the song as lines with their ground, and what lies over them. */
import { Header } from '../../audio-engine/protocol/index.ts';
import { orderedMarkers } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { horizontal, PICTURE_FONT, type Picture, vertical } from '../editors/index.ts';
import { newestFrame, playheadSample } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { alpha, token } from '../theme/index.ts';
import type { SongAnalysis } from './analysis.ts';
import { heardLoudness, STEPS_PER_SECOND } from './heard.ts';
import { LOUDNESS_MARKS, loudnessPosition } from './loudness-scale.ts';
import { paintSong } from './song-picture.ts';

const words = mixingWords.master;
/** Room under the plot for the times, and at its right for the scale, px. */
export const HISTORY_FOOT = 20;
export const HISTORY_GUTTER = 36;

export function timeText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Steps of the time axis that leave about 90 px between labels. */
export function timeStep(lengthS: number, width: number): number {
  const wanted = (lengthS / Math.max(1, width)) * 90;
  return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((step) => step >= wanted) ?? 3600;
}

interface Levels {
  shortTerm: Float32Array;
  momentary: Float32Array;
  stepSeconds: number;
  count: number;
}

/** The loudest value under a column; NaN where there is none. */
function columnLevels(
  levels: Float32Array,
  count: number,
  stepSeconds: number,
  lengthS: number,
  width: number,
): (x: number) => number {
  const perPixel = lengthS / stepSeconds / width;
  return (x) => {
    const first = Math.floor(x * perPixel);
    const end = Math.min(count, Math.max((x + 1) * perPixel, first + 1));
    let best = Number.NaN;
    for (let i = first; i < end; i++) {
      const value = levels[i] as number;
      if (!(best >= value) && !Number.isNaN(value)) best = value;
    }
    return best;
  };
}

/** Traces the columns' levels; columns without a value end a run of the line. Answers the runs. */
function trace(
  context: CanvasRenderingContext2D,
  levels: Float32Array,
  count: number,
  stepSeconds: number,
  lengthS: number,
  width: number,
  y: (lufs: number) => number,
): { first: number; last: number }[] {
  const levelAt = columnLevels(levels, count, stepSeconds, lengthS, width);
  const runs: { first: number; last: number }[] = [];
  context.beginPath();
  for (let x = 0; x < width; x++) {
    const best = levelAt(x);
    if (Number.isNaN(best)) continue;
    const run = runs.at(-1);
    if (run && run.last === x - 1) {
      context.lineTo(x, y(best));
      run.last = x;
    } else {
      context.moveTo(x, y(best));
      runs.push({ first: x, last: x });
    }
  }
  return runs;
}

function paintLevels(
  context: CanvasRenderingContext2D,
  levels: Levels,
  lengthS: number,
  width: number,
  height: number,
  strong: boolean,
): void {
  const y = (lufs: number) => (1 - loudnessPosition(lufs)) * height;
  const green = token('meter-low');
  const { shortTerm, momentary, count, stepSeconds } = levels;
  if (trace(context, momentary, count, stepSeconds, lengthS, width, y).length > 0) {
    context.strokeStyle = alpha(green, strong ? 0.45 : 0.3);
    context.lineWidth = 1;
    context.stroke();
  }
  const runs = trace(context, shortTerm, count, stepSeconds, lengthS, width, y);
  if (runs.length === 0) return;
  context.strokeStyle = alpha(green, strong ? 1 : 0.75);
  context.lineWidth = 1.5;
  context.stroke();
  if (!strong) return;
  const fill = context.createLinearGradient(0, 0, 0, height);
  fill.addColorStop(0, alpha(green, 0.45));
  fill.addColorStop(1, alpha(green, 0.08));
  context.fillStyle = fill;
  const levelAt = columnLevels(shortTerm, count, stepSeconds, lengthS, width);
  // Each run of the line has its own ground: a path through a gap would cut across what was not heard.
  for (const run of runs) {
    context.beginPath();
    context.moveTo(run.first, height);
    for (let x = run.first; x <= run.last; x++) context.lineTo(x, y(levelAt(x)));
    context.lineTo(run.last, height);
    context.fill();
  }
}

function paintIntegrated(
  context: CanvasRenderingContext2D,
  plotWidth: number,
  plotHeight: number,
  lufs: number,
): void {
  const y = (1 - loudnessPosition(lufs)) * plotHeight;
  context.fillStyle = token('curve');
  horizontal(context, 0, plotWidth, y);
  context.font = '500 10px "Inter Variable", system-ui, sans-serif';
  context.textAlign = 'right';
  const text = `I ${decibels(lufs)}`;
  const width = context.measureText(text).width + 8;
  context.fillStyle = token('well');
  context.fillRect(plotWidth - width - 2, y - 17, width, 14);
  context.fillStyle = token('text-1');
  context.fillText(text, plotWidth - 6, y - 10);
}

export interface HistoryScene {
  lengthS: number;
  sampleRate: number;
  targetLufs: number | null;
  /** The whole song as it was measured; without it, what was heard is drawn. */
  done: SongAnalysis | null;
  /** Where the pointer is, seconds. */
  hoverSeconds: number | null;
}

/** Everything on the plot: scale, target, what was measured or heard, the song's own marks, playhead, pointer. */
export function paintHistory(
  { context, width, height, nowMs }: Picture,
  { lengthS, sampleRate, targetLufs, done, hoverSeconds }: HistoryScene,
): void {
  const plotWidth = Math.floor(width - HISTORY_GUTTER);
  const plotHeight = height - HISTORY_FOOT;
  const y = (lufs: number) => (1 - loudnessPosition(lufs)) * plotHeight;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  let named = Number.NEGATIVE_INFINITY;
  for (const mark of LOUDNESS_MARKS) {
    context.fillStyle = token('hair');
    horizontal(context, 0, plotWidth, Math.min(plotHeight - 1, y(mark)));
    const at = Math.min(plotHeight - 5, Math.max(5, y(mark)));
    // In a low plot a mark without room keeps its line and drops its number.
    if (Math.abs(at - named) < 11) continue;
    named = at;
    context.fillStyle = token('text-3');
    context.fillText(decibels(mark, 0), plotWidth + 8, at);
  }
  const step = timeStep(lengthS, plotWidth);
  for (let s = 0; s <= lengthS; s += step) {
    const x = (s / lengthS) * plotWidth;
    context.fillStyle = token('hair');
    vertical(context, x, 0, plotHeight);
    context.fillStyle = token('text-3');
    context.fillText(timeText(s), x + (s === 0 ? 4 : -10), plotHeight + 11);
  }
  if (targetLufs !== null) {
    context.fillStyle = alpha(token('accent'), 0.16);
    context.fillRect(
      0,
      y(targetLufs + 0.5),
      plotWidth,
      Math.max(2, y(targetLufs - 0.5) - y(targetLufs + 0.5)),
    );
  }
  const heard = heardLoudness();
  const heardLevels: Levels = {
    shortTerm: heard.shortTermLufs,
    momentary: heard.momentaryLufs,
    stepSeconds: 1 / STEPS_PER_SECOND,
    count: heard.steps,
  };
  if (done?.history) {
    const { history, measurement } = done;
    paintLevels(
      context,
      {
        shortTerm: history.shortTermLufs,
        momentary: history.momentaryLufs,
        stepSeconds: history.stepSeconds,
        count: history.shortTermLufs.length,
      },
      lengthS,
      plotWidth,
      plotHeight,
      true,
    );
    if (measurement.integratedLufs !== null)
      paintIntegrated(context, plotWidth, plotHeight, measurement.integratedLufs);
  } else {
    paintLevels(context, heardLevels, lengthS, plotWidth, plotHeight, true);
    const integrated = newestFrame()?.header[Header.integratedLufs] ?? Number.NaN;
    if (integrated > -70) paintIntegrated(context, plotWidth, plotHeight, integrated);
  }
  if (targetLufs !== null) {
    context.textAlign = 'left';
    context.font = PICTURE_FONT;
    const text = `${words.target} ${decibels(targetLufs)}`;
    context.fillStyle = alpha(token('well'), 0.8);
    context.fillRect(2, y(targetLufs) - 15, context.measureText(text).width + 8, 14);
    context.fillStyle = token('accent-hi');
    context.fillText(text, 6, y(targetLufs) - 8);
  }
  context.fillStyle = token('reduction');
  for (const marker of orderedMarkers(shownDocument())) {
    const x = (marker.sample / sampleRate / lengthS) * plotWidth;
    vertical(context, x, 0, 5);
  }
  paintSong(context, shownDocument(), (at) => (at / sampleRate / lengthS) * plotWidth, plotWidth, plotHeight);
  const sample = playheadSample(nowMs);
  if (sample !== undefined) {
    context.fillStyle = token('curve');
    vertical(context, (sample / sampleRate / lengthS) * plotWidth, 0, plotHeight);
  }
  if (hoverSeconds !== null)
    paintHover(context, hoverSeconds, plotWidth, plotHeight, lengthS, done, heardLevels);
}

function paintHover(
  context: CanvasRenderingContext2D,
  seconds: number,
  width: number,
  height: number,
  lengthS: number,
  done: SongAnalysis | null,
  heard: Levels,
): void {
  const at = done?.history
    ? done.history.shortTermLufs[Math.floor(seconds / done.history.stepSeconds)]
    : heard.shortTerm[Math.floor(seconds / heard.stepSeconds)];
  const text = `${timeText(seconds)}  S ${decibels(at)}`;
  const x = (seconds / lengthS) * width;
  context.fillStyle = alpha(token('curve'), 0.35);
  vertical(context, x, 0, height);
  context.font = '500 10px "Inter Variable", system-ui, sans-serif';
  const box = context.measureText(text).width + 12;
  const left = Math.min(width - box - 2, x + 5);
  context.fillStyle = token('control-hi');
  context.beginPath();
  context.roundRect(left, height - 20, box, 16, 3);
  context.fill();
  context.fillStyle = token('text-1');
  context.textAlign = 'left';
  context.fillText(text, left + 6, height - 12);
}
