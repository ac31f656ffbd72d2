/** The gate's picture: its curve with both of its edges, and four seconds with the levels at which it opens and closes. */
import {
  closesAtDb,
  opensAtDb,
  outputFromAboveDb,
  outputLevelDb,
} from '../../../audio-engine/effects/gate/curves.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import type { HistoryRing } from '../../live/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { paintHistory, paintLevelLine, paintReductionNow } from '../dynamics/history-picture.ts';
import { type Box, type LevelRange, paintLevelGrid, yOfLevel } from '../dynamics/level-axis.ts';
import { PICTURE_FONT, PICTURE_FONT_STRONG, type Picture, vertical } from '../picture.ts';

export const GATE_RANGE: LevelRange = { topDb: 0, bottomDb: -80 };
const SPAN = GATE_RANGE.topDb - GATE_RANGE.bottomDb;
const FOOT = 20;
const GUTTER = 26;
const words = effectWords.gate.editor;

export function gateBoxes(width: number, height: number): { transfer: Box; history: Box } {
  const plotHeight = height - FOOT - 6;
  const curve = Math.min(Math.round(plotHeight * 1.15), Math.round((width - GUTTER * 2) * 0.4));
  return {
    transfer: { x: GUTTER, y: 6, width: curve, height: plotHeight },
    history: { x: GUTTER + curve + 1, y: 6, width: width - curve - GUTTER * 2 - 1, height: plotHeight },
  };
}

export interface GateScene {
  values: ParameterValues;
  history: HistoryRing;
  color: string;
  /** Peak of what it listens to and whether it is open; undefined while nothing plays. */
  keyDb: number | undefined;
  open: boolean | undefined;
  /** The key is another strip's sound, or filtered. */
  keyDiffers: boolean;
}

export function paintGate({ context, width, height }: Picture, scene: GateScene): void {
  const { transfer, history } = gateBoxes(width, height);
  paintCurve(context, transfer, scene);
  paintHistory(context, history, GATE_RANGE, 20, scene.history, scene.color);
  const opens = opensAtDb(scene.values);
  const closes = closesAtDb(scene.values);
  if (closes < opens) {
    dotted(context, history, yOfLevel(history, GATE_RANGE, closes));
    context.font = PICTURE_FONT;
    context.textAlign = 'right';
    context.textBaseline = 'bottom';
    const y = Math.min(history.y + history.height - 2, yOfLevel(history, GATE_RANGE, closes) + 13);
    const said = words.closes(decibels(closes));
    const right = history.x + history.width - 6;
    const wide = Math.ceil(context.measureText(said).width) + 8;
    // On a ground of its own: the level passes behind it.
    context.fillStyle = alpha(token('well'), 0.82);
    context.fillRect(right - wide + 4, y - 13, wide, 13);
    context.fillStyle = token('accent-hi');
    context.fillText(said, right, y);
  }
  paintLevelLine(context, history, yOfLevel(history, GATE_RANGE, opens), words.opens(decibels(opens)));
  paintReductionNow(context, history, scene.history);
  if (scene.open !== undefined) paintState(context, history, scene.open);
}

/** A chip that says whether it is open: a word and a shape, not only a colour. */
function paintState(context: CanvasRenderingContext2D, box: Box, open: boolean): void {
  context.font = PICTURE_FONT_STRONG;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const x = box.x + 12;
  const y = box.y + 12;
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.lineWidth = 1.4;
  context.strokeStyle = token(open ? 'ok' : 'text-3');
  context.fillStyle = token('ok');
  if (open) context.fill();
  context.stroke();
  context.fillStyle = token(open ? 'text-1' : 'text-3');
  context.fillText(open ? words.open : words.closed, x + 9, y + 0.5);
}

function dotted(context: CanvasRenderingContext2D, box: Box, y: number): void {
  context.strokeStyle = alpha(token('accent'), 0.8);
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(box.x, Math.round(y) + 0.5);
  context.lineTo(box.x + box.width, Math.round(y) + 0.5);
  context.stroke();
  context.setLineDash([]);
}

function paintCurve(context: CanvasRenderingContext2D, box: Box, scene: GateScene): void {
  const { values } = scene;
  paintLevelGrid(context, box, GATE_RANGE, 20, 'left');
  const xOf = (db: number) => box.x + ((db - GATE_RANGE.bottomDb) / SPAN) * box.width;
  context.font = PICTURE_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let db = GATE_RANGE.bottomDb; db <= 0; db += 20) {
    context.fillStyle = token('hair');
    vertical(context, Math.min(xOf(db), box.x + box.width - 1), box.y, box.y + box.height);
    context.fillStyle = token('text-3');
    if (db < 0) context.fillText(String(-db), Math.max(box.x + 6, xOf(db)), box.y + box.height + 10);
  }
  context.textAlign = 'left';
  context.fillText(words.out, box.x + 5, box.y + 10);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  const opens = xOf(opensAtDb(values));
  const closes = xOf(closesAtDb(values));
  context.fillStyle = alpha(token('accent'), 0.13);
  context.fillRect(closes, box.y, opens - closes, box.height);
  const trace = (level: (db: number) => number) => {
    context.beginPath();
    for (let px = 0; px <= box.width; px++) {
      const y = yOfLevel(box, GATE_RANGE, level(GATE_RANGE.bottomDb + (px / box.width) * SPAN));
      if (px === 0) context.moveTo(box.x, y);
      else context.lineTo(box.x + px, y);
    }
    context.stroke();
  };
  context.lineJoin = 'round';
  context.setLineDash([3, 3]);
  context.strokeStyle = alpha(token('accent-hi'), 0.8);
  context.lineWidth = 1;
  trace((db) => outputFromAboveDb(db, values));
  context.setLineDash([]);
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  trace((db) => outputLevelDb(db, values));
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  trace((db) => outputLevelDb(db, values));
  context.fillStyle = token('accent');
  vertical(context, opens, box.y, box.y + box.height);
  if (scene.keyDb !== undefined && scene.keyDb > GATE_RANGE.bottomDb)
    paintKey(context, box, xOf(scene.keyDb), scene);
  context.beginPath();
  context.arc(opens, yOfLevel(box, GATE_RANGE, opensAtDb(values)), 5, 0, 2 * Math.PI);
  context.fillStyle = token('accent');
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

/** Where what it listens to stands now. */
function paintKey(context: CanvasRenderingContext2D, box: Box, x: number, scene: GateScene): void {
  const level = scene.keyDb ?? GATE_RANGE.bottomDb;
  const out = scene.open ? level : outputLevelDb(level, scene.values);
  context.fillStyle = alpha(scene.color, 0.35);
  vertical(context, x, box.y, box.y + box.height);
  context.beginPath();
  context.arc(x, Math.min(box.y + box.height - 3, yOfLevel(box, GATE_RANGE, out)), 3, 0, 2 * Math.PI);
  context.fillStyle = token('reduction');
  context.fill();
  if (!scene.keyDiffers) return;
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = token('text-2');
  context.fillText(words.key, Math.min(x + 4, box.x + box.width - 20), box.y + box.height - 8);
}
