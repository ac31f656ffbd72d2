/** A reverb's answer to one click over time: the dry sound, the first reflections, and the tail in three bands. */

import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import {
  firstReflections,
  reverbValues,
  tailStartSeconds,
} from '../../../audio-engine/effects/reverb/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { horizontal, PICTURE_FONT, vertical } from '../picture.ts';

const words = effectWords.reverb;
const FOOT = 20;
const HEAD = 10;
const GUTTER = 30;
const FLOOR_DB = -66;
/** The beginning of the time axis is drawn larger than the rest: the share of the width for the first 150 ms. */
const NEAR_SECONDS = 0.15;
const NEAR_SHARE = 0.36;

export interface TimePlot {
  left: number;
  right: number;
  top: number;
  height: number;
  preDelay: number;
  xOf(seconds: number): number;
  secondsOf(x: number): number;
  yOf(db: number): number;
}

export function timePlot(width: number, height: number, values: ParameterValues): TimePlot {
  const v = reverbValues(values);
  const left = GUTTER;
  const right = width - 8;
  const inner = right - left;
  const span = Math.max(0.6, (v.decayMs! / 1000) * Math.max(1, v.lowDecayPercent! / 100) * 1.12 + 0.15);
  const plotHeight = height - HEAD - FOOT;
  const near = inner * NEAR_SHARE;
  return {
    left,
    right,
    top: HEAD,
    height: plotHeight,
    preDelay: v.preDelayMs! / 1000,
    xOf: (s) =>
      s <= NEAR_SECONDS
        ? left + (s / NEAR_SECONDS) * near
        : left + near + ((s - NEAR_SECONDS) / (span - NEAR_SECONDS)) * (inner - near),
    secondsOf: (x) =>
      x - left <= near
        ? ((x - left) / near) * NEAR_SECONDS
        : NEAR_SECONDS + ((x - left - near) / (inner - near)) * (span - NEAR_SECONDS),
    yOf: (db) => HEAD + (Math.min(0, Math.max(FLOOR_DB, db)) / FLOOR_DB) * plotHeight,
  };
}

function paintAxes(context: CanvasRenderingContext2D, plot: TimePlot): void {
  const bottom = plot.top + plot.height;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (let db = 0; db >= -60; db -= 12) {
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, plot.left, plot.right, plot.yOf(db));
    context.fillStyle = token('text-3');
    context.fillText(db === 0 ? '0' : `−${-db}`, plot.left - 6, plot.yOf(db) + (db === 0 ? 3 : 0));
  }
  context.textAlign = 'center';
  let last = -100;
  for (const s of [0.05, 0.1, 0.15, 0.5, 1, 2, 3, 4, 6, 8, 10, 15, 20, 30]) {
    const x = plot.xOf(s);
    if (x > plot.right - 10) break;
    context.fillStyle = token(s === NEAR_SECONDS ? 'hair-2' : 'hair');
    vertical(context, x, plot.top, bottom);
    if (x - last < 34) continue;
    last = x;
    context.fillStyle = token('text-3');
    context.fillText(words.seconds(s).replace('.00', ''), x, bottom + 10);
  }
}

/** A band's tail as a line falling by 60 dB in its decay; lines bend where the axis changes its scale. */
function band(
  context: CanvasRenderingContext2D,
  plot: TimePlot,
  from: number,
  seconds: number,
  startDb: number,
): void {
  context.beginPath();
  for (let x = plot.xOf(from); x <= plot.right; x++) {
    const db = startDb - (60 * (plot.secondsOf(x) - from)) / seconds;
    if (db < FLOOR_DB) {
      context.lineTo(x, plot.top + plot.height);
      break;
    }
    if (x === plot.xOf(from)) context.moveTo(x, plot.yOf(db));
    else context.lineTo(x, plot.yOf(db));
  }
}

export function paintTime(
  context: CanvasRenderingContext2D,
  plot: TimePlot,
  values: ParameterValues,
  color: string,
): void {
  const v = reverbValues(values);
  const bottom = plot.top + plot.height;
  paintAxes(context, plot);
  const from = plot.preDelay + tailStartSeconds(v);
  const middle = v.decayMs! / 1000;
  // Energy one over the whole tail: the shorter it is, the louder it begins.
  const startDb = 10 * Math.log10(13.8 / (middle * 48000)) + 36;
  const bands = [
    { seconds: (middle * v.lowDecayPercent!) / 100, strength: 0.16, line: 0.85 },
    { seconds: middle, strength: 0.2, line: 1 },
    { seconds: (middle * v.highDecayPercent!) / 100, strength: 0.24, line: 0.6 },
  ].sort((a, b) => b.seconds - a.seconds);
  for (const { seconds, strength, line } of bands) {
    band(context, plot, from, seconds, startDb);
    context.strokeStyle = alpha(color, line);
    context.lineWidth = 1;
    context.stroke();
    context.lineTo(plot.xOf(from), bottom);
    context.closePath();
    context.fillStyle = alpha(color, strength);
    context.fill();
  }
  for (const reflection of firstReflections(v)) {
    if (v.earlyDb! <= -39.9) break;
    const x = Math.round(plot.xOf(plot.preDelay + reflection.seconds));
    context.fillStyle = reflection.side === 0 ? token('reduction') : alpha(token('reduction'), 0.6);
    const y = plot.yOf(reflection.levelDb);
    context.fillRect(x, y, 1, bottom - y);
    context.fillRect(x - 1, y, 3, 2);
  }
  // The dry sound.
  context.fillStyle = token('curve');
  context.fillRect(plot.left - 1, plot.yOf(0), 2, plot.height);
}
