/** The transient shaper's picture: one hit as it goes in and as it comes out, and four seconds of what happened to the music. */
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { appliedDb } from '../../../audio-engine/effects/transient/curves.ts';
import { effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import type { HistoryRing } from '../../live/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { paintHistory } from '../dynamics/history-picture.ts';
import { type Box, type LevelRange, paintLevelGrid, yOfLevel } from '../dynamics/level-axis.ts';
import type { ReadoutTrail } from '../dynamics/readout-trail.ts';
import { PICTURE_FONT, PICTURE_FONT_STRONG, type Picture, vertical } from '../picture.ts';

const FOOT = 20;
const GUTTER = 26;
const words = effectWords.transient.editor;
/** The drawn hit: full level, falling by 8.7 dB in this time. */
const HIT_MS = 60;
const RISE_MS = 1.5;
export const SPAN_MS = 320;
const HIT_RANGE: LevelRange = { topDb: 15, bottomDb: -45 };
const MUSIC_RANGE: LevelRange = { topDb: 0, bottomDb: -48 };
const CHANGE_DB = 15;

export function transientBoxes(width: number, height: number): { hit: Box; history: Box } {
  const plotHeight = height - FOOT - 6;
  const hit = Math.round((width - GUTTER * 2) * 0.45);
  return {
    hit: { x: GUTTER, y: 6, width: hit, height: plotHeight },
    history: { x: GUTTER + hit + 1, y: 6, width: width - hit - GUTTER * 2 - 1, height: plotHeight },
  };
}

/** Where the front ends and the tail begins, for the hand. */
export function frontWidth(box: Box): number {
  return box.width * 0.28;
}

export interface TransientScene {
  values: ParameterValues;
  history: HistoryRing;
  change: ReadoutTrail | undefined;
  color: string;
  /** The part under the hand. */
  held: 'front' | 'tail' | null;
}

/** Time grows with its square root across the plot, so that the front has room. */
function msOfX(px: number, width: number): number {
  return SPAN_MS * (px / width) ** 2;
}

function xOfMs(ms: number, width: number): number {
  return width * Math.sqrt(ms / SPAN_MS);
}

export function paintTransient({ context, width, height, nowMs }: Picture, scene: TransientScene): void {
  const { hit, history } = transientBoxes(width, height);
  paintHit(context, hit, scene);
  paintHistory(context, history, MUSIC_RANGE, 12, scene.history, scene.color);
  paintChange(context, history, scene, nowMs);
}

function levelDb(ms: number): number {
  const rise = ms < RISE_MS ? 40 * Math.log10(Math.max(1e-3, ms / RISE_MS)) : 0;
  return rise - (8.686 * ms) / HIT_MS;
}

function paintHit(context: CanvasRenderingContext2D, box: Box, scene: TransientScene): void {
  paintLevelGrid(context, box, HIT_RANGE, 15, 'left');
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const ms of [1, 5, 20, 50, 100, 200]) {
    const x = box.x + xOfMs(ms, box.width);
    context.fillStyle = token('hair');
    vertical(context, x, box.y, box.y + box.height);
    context.fillStyle = token('text-3');
    context.fillText(ms === 200 ? '200 ms' : String(ms), x, box.y + box.height + 10);
  }
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  if (scene.held) {
    const front = frontWidth(box);
    context.fillStyle = alpha(token('accent'), 0.1);
    if (scene.held === 'front') context.fillRect(box.x, box.y, front, box.height);
    else context.fillRect(box.x + front, box.y, box.width - front, box.height);
  }
  const bottom = box.y + box.height;
  const trace = (level: (ms: number) => number) => {
    context.beginPath();
    for (let px = 0; px <= box.width; px++) {
      const y = Math.min(bottom, yOfLevel(box, HIT_RANGE, level(msOfX(px, box.width))));
      if (px === 0) context.moveTo(box.x, y);
      else context.lineTo(box.x + px, y);
    }
  };
  const after = (ms: number) => levelDb(ms) + appliedDb(Math.max(0.02, ms), scene.values);
  trace(levelDb);
  context.lineTo(box.x + box.width, bottom);
  context.lineTo(box.x, bottom);
  context.closePath();
  context.fillStyle = alpha(scene.color, 0.28);
  context.fill();
  trace(levelDb);
  context.strokeStyle = alpha(scene.color, 0.8);
  context.lineWidth = 1;
  context.stroke();
  // Between the two lies what the effect does.
  context.beginPath();
  for (let px = 0; px <= box.width; px++) {
    context.lineTo(box.x + px, Math.min(bottom, yOfLevel(box, HIT_RANGE, after(msOfX(px, box.width)))));
  }
  for (let px = box.width; px >= 0; px--) {
    context.lineTo(box.x + px, Math.min(bottom, yOfLevel(box, HIT_RANGE, levelDb(msOfX(px, box.width)))));
  }
  context.closePath();
  context.fillStyle = alpha(token('reduction'), 0.22);
  context.fill();
  trace(after);
  context.lineJoin = 'round';
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  context.stroke();
  handle(context, box, after, 4, scene.held === 'front');
  handle(context, box, after, 150, scene.held === 'tail');
  context.restore();
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = token('text-3');
  context.fillText(words.hit, box.x + 6, box.y + 10);
}

function handle(
  context: CanvasRenderingContext2D,
  box: Box,
  level: (ms: number) => number,
  ms: number,
  held: boolean,
): void {
  const x = box.x + xOfMs(ms, box.width);
  const y = Math.max(box.y + 6, Math.min(box.y + box.height - 6, yOfLevel(box, HIT_RANGE, level(ms))));
  if (held) {
    context.beginPath();
    context.arc(x, y, 10, 0, 2 * Math.PI);
    context.fillStyle = alpha(token('accent'), 0.3);
    context.fill();
  }
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = token('accent');
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
}

/** The change of level over the same four seconds, about a line through the middle of the plot. */
function paintChange(
  context: CanvasRenderingContext2D,
  box: Box,
  scene: TransientScene,
  nowMs: number,
): void {
  const middle = box.y + box.height * 0.3;
  const perDb = (box.height * 0.28) / CHANGE_DB;
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.fillStyle = alpha(token('reduction'), 0.35);
  context.fillRect(box.x, Math.round(middle), box.width, 1);
  const ends = scene.change?.trace(context, box, nowMs, (db) => middle - db * perDb);
  if (ends) {
    context.strokeStyle = token('halo');
    context.lineWidth = 3.5;
    context.lineJoin = 'round';
    context.stroke();
    context.strokeStyle = token('reduction');
    context.lineWidth = 1.5;
    context.stroke();
    context.lineTo(ends.to, middle);
    context.lineTo(ends.from, middle);
    context.closePath();
    context.fillStyle = alpha(token('reduction'), 0.18);
    context.fill();
  }
  context.restore();
  const now = scene.change?.newest ?? Number.NaN;
  if (Number.isNaN(now)) return;
  context.font = PICTURE_FONT_STRONG;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = token('reduction');
  context.fillText(`${words.change} ${signedDecibels(now)} dB`, box.x + box.width - 6, box.y + 11);
}
