/** Paints the delay: its echoes on the beats of the song, left upwards and right downwards, and the filter of each pass. */
import { echoes, filterDb, timeMs } from '../../../audio-engine/effects/delay/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import type { Box } from '../dynamics/level-axis.ts';
import { drawFrequencyGrid, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, vertical } from '../picture.ts';

const words = effectWords.delay.picture;
const FOOT = 20;
export const ECHO_FLOOR_DB = -48;
const FILTER_TOP_DB = 6;
const FILTER_BOTTOM_DB = -30;
const PASSES = 3;

export interface DelayPlots {
  echoes: Box;
  filter: Box;
}

export function delayPlots(width: number, height: number): DelayPlots {
  const plotHeight = Math.max(20, height - FOOT - 6);
  const filter = Math.max(150, Math.min(380, Math.round(width * 0.3)));
  return {
    echoes: { x: 34, y: 6, width: width - filter - 34 - 35, height: plotHeight },
    filter: { x: width - filter - 34, y: 6, width: filter, height: plotHeight },
  };
}

/** Whole bars that show at least six echoes, and never more than eight bars. */
export function spanMs(values: Record<string, number>, bpm: number, beatsPerBar: number): number {
  const bar = (60_000 / bpm) * beatsPerBar;
  return bar * Math.max(1, Math.min(8, Math.ceil((timeMs(values, bpm) * 6) / bar)));
}

export function xOfMs(box: Box, span: number, ms: number): number {
  return box.x + (ms / span) * box.width;
}

/** Height of a level in one half of the plot. */
function tallOf(box: Box, amplitude: number): number {
  const db = 20 * Math.log10(Math.max(1e-6, amplitude));
  return Math.max(0, 1 - db / ECHO_FLOOR_DB) * (box.height / 2 - 12);
}

export function tipOf(box: Box, amplitude: number): number {
  return box.y + box.height / 2 - tallOf(box, amplitude);
}

export function levelOfTip(box: Box, y: number): number {
  const part = (box.y + box.height / 2 - y) / (box.height / 2 - 12);
  return 10 ** ((ECHO_FLOOR_DB * (1 - Math.max(0, Math.min(1, part)))) / 20);
}

function paintBeats(
  context: CanvasRenderingContext2D,
  box: Box,
  span: number,
  bpm: number,
  beatsPerBar: number,
): void {
  const beat = 60_000 / bpm;
  const spacing = xOfMs(box, span, beat / 4) - box.x;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let i = 0; (i * beat) / 4 < span - 1; i++) {
    if (i % 4 !== 0 && spacing < 9) continue;
    const isBar = i % (4 * beatsPerBar) === 0;
    const x = xOfMs(box, span, (i * beat) / 4);
    context.fillStyle = i % 4 === 0 ? token('hair-2') : token('hair');
    vertical(context, x, box.y, box.y + box.height + (isBar ? 6 : 0));
    if (i % 4 !== 0 || spacing * 4 < 26) continue;
    context.fillStyle = token(isBar ? 'text-2' : 'text-3');
    const number = i / 4;
    context.fillText(
      `${Math.floor(number / beatsPerBar) + 1}.${(number % beatsPerBar) + 1}`,
      x + 4,
      box.y + box.height + 10,
    );
  }
  const middle = box.y + box.height / 2;
  context.textAlign = 'right';
  for (const db of [0, -12, -24, -36]) {
    const tall = tallOf(box, 10 ** (db / 20));
    context.fillStyle = token('hair');
    horizontal(context, box.x, box.x + box.width, middle - tall);
    horizontal(context, box.x, box.x + box.width, middle + tall);
    context.fillStyle = token('text-3');
    context.fillText(decibels(db, 0), box.x - 6, middle - tall);
    context.fillText(decibels(db, 0), box.x - 6, middle + tall);
  }
  context.fillStyle = token('text-4');
  horizontal(context, box.x, box.x + box.width, middle);
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = token('text-3');
  context.textAlign = 'left';
  context.fillText(words.left, box.x + box.width - 14, box.y + 8);
  context.fillText(words.right, box.x + box.width - 14, box.y + box.height - 8);
}

export interface EchoScene {
  values: Record<string, number>;
  bpm: number;
  beatsPerBar: number;
  color: string;
  off: boolean;
  held: string | null;
  /** How far the echoes give way at the moment, dB. */
  duckedDb: number;
}

/** Stems from the middle: the hit at the left, then every echo, duller each time. */
export function paintEchoes(context: CanvasRenderingContext2D, box: Box, scene: EchoScene): void {
  const { values, bpm, color } = scene;
  const span = spanMs(values, bpm, scene.beatsPerBar);
  paintBeats(context, box, span, bpm, scene.beatsPerBar);
  const middle = box.y + box.height / 2;
  const mix = (values.mixPercent ?? 0) / 100;
  const dry = Math.min(1, 2 - 2 * mix);
  const stem = (x: number, left: number, right: number, fill: string, wide: number) => {
    context.fillStyle = fill;
    const up = Math.round(tallOf(box, left));
    const down = Math.round(tallOf(box, right));
    context.fillRect(Math.round(x - wide / 2), Math.round(middle) - up, wide, up);
    context.fillRect(Math.round(x - wide / 2), Math.round(middle) + 1, wide, down);
  };
  stem(box.x + 2, dry, dry, token(scene.off ? 'text-4' : 'text-2'), 3);
  const count = Math.min(64, Math.floor(span / timeMs(values, bpm)) + 1);
  const gap = xOfMs(box, span, timeMs(values, bpm)) - box.x;
  const wide = Math.max(2, Math.min(7, Math.round(gap * 0.3)));
  for (const [k, echo] of echoes({ ...values, sendPercent: 100 }, bpm, count).entries()) {
    const x = xOfMs(box, span, echo.ms);
    if (x > box.x + box.width) break;
    const dull = Math.max(0.28, 0.95 * 0.86 ** k);
    const ducked = 10 ** (-scene.duckedDb / 20);
    if (scene.duckedDb > 0.05) stem(x, echo.left, echo.right, alpha(color, 0.22), wide);
    stem(x, echo.left * ducked, echo.right * ducked, scene.off ? token('text-4') : alpha(color, dull), wide);
    for (const [level, sign] of [
      [echo.left, -1],
      [echo.right, 1],
    ] as const) {
      if (level * 1.001 < 10 ** (ECHO_FLOOR_DB / 20)) continue;
      const y = middle + sign * tallOf(box, level);
      context.fillStyle = token(scene.off ? 'text-4' : 'curve');
      context.fillRect(Math.round(x - wide / 2), Math.round(y) - (sign < 0 ? 0 : 1), wide, 1.5);
    }
  }
  if (scene.duckedDb > 0.05) {
    context.font = PICTURE_FONT_STRONG;
    context.textAlign = 'left';
    context.fillStyle = token('reduction');
    context.fillText(words.ducked(decibels(-scene.duckedDb)), box.x + 12, box.y + 8);
  }
}

export function yOfFilter(box: Box, db: number): number {
  return box.y + ((FILTER_TOP_DB - db) / (FILTER_TOP_DB - FILTER_BOTTOM_DB)) * box.height;
}

/** What one pass through the loop leaves, and fainter the second and third. */
export function paintFilter(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  off: boolean,
): void {
  context.save();
  context.translate(box.x, box.y);
  drawFrequencyGrid(context, box.width, box.height, box.width > 240);
  context.restore();
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let db = 0; db >= FILTER_BOTTOM_DB; db -= 6) {
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, box.x, box.x + box.width, Math.min(box.y + box.height - 1, yOfFilter(box, db)));
    context.fillStyle = token('text-3');
    if (db % 12 === 0) context.fillText(decibels(db, 0), box.x + box.width + 6, yOfFilter(box, db));
  }
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = token('text-2');
  context.fillText(words.filter, box.x + 8, box.y + 9);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.lineJoin = 'round';
  for (let pass = PASSES; pass >= 1; pass--) {
    context.beginPath();
    for (let x = 0; x <= box.width; x++) {
      const hz = 20 * 1000 ** (x / box.width);
      const y = yOfFilter(box, pass * filterDb(values, hz));
      if (x === 0) context.moveTo(box.x, y);
      else context.lineTo(box.x + x, y);
    }
    if (pass === 1) {
      context.strokeStyle = token('halo');
      context.lineWidth = 4;
      context.stroke();
    }
    context.strokeStyle = pass === 1 ? token(off ? 'text-4' : 'curve') : token('text-4');
    context.lineWidth = pass === 1 ? 1.75 : 1;
    context.stroke();
  }
  context.restore();
}

export function xOfCut(box: Box, hz: number): number {
  return box.x + xOfHz(hz, box.width);
}
