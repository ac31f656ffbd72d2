/** The analyser's spectrum: this strip filled, its held peaks as a line, another strip over it, what covers it in amber. */
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { paintChip } from '../chip.ts';
import { drawFrequencyGrid, hzOfX, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, type Picture, vertical } from '../picture.ts';
import { bandHz, paintSpectrum, traceSpectrum } from '../spectrum.ts';
import { noteOf } from './levels.ts';

export const FOOT = 20;
export const GUTTER = 34;
/** Tilted dBFS at the top edge. */
export const TOP_DB = -6;
/** The other strip covers this one where it is louder by this, dB, and both are above the floor. */
const COVERS_DB = 1;
/** Below this nothing is there to be read. */
const SILENT_DB = -120;

export interface SpectrumScene {
  levels: Float32Array;
  held: Float32Array | null;
  other: Float32Array | null;
  color: string;
  otherColor: string;
  rangeDb: number;
  /** Pointer in picture coordinates. */
  pointer: { x: number; y: number } | null;
}

export function paintAnalyserSpectrum(picture: Picture, scene: SpectrumScene): void {
  const { context } = picture;
  const width = Math.max(1, picture.width - GUTTER);
  const height = Math.max(1, picture.height - FOOT);
  const y = (db: number) => ((TOP_DB - db) / scene.rangeDb) * height;
  drawFrequencyGrid(context, width, height);
  const step = scene.rangeDb > 72 ? 12 : 6;
  context.font = PICTURE_FONT;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let db = Math.floor(TOP_DB / step) * step; db > TOP_DB - scene.rangeDb; db -= step) {
    context.fillStyle = token('hair');
    horizontal(context, 0, width, y(db));
    context.fillStyle = token('text-3');
    if (y(db) < height - 6) context.fillText(decibels(db, 0), picture.width - 6, y(db));
  }
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  paintSpectrum(context, scene.levels, width, height, y, scene.color);
  if (scene.other) paintOther(context, scene, scene.other, width, height, y);
  if (scene.held) {
    traceSpectrum(context, scene.held, width, (db) => Math.min(height + 2, y(db)));
    context.strokeStyle = alpha(token('curve'), 0.6);
    context.lineWidth = 1;
    context.stroke();
  }
  context.restore();
  if (scene.pointer && scene.pointer.x < width && scene.pointer.y < height)
    paintPointer(context, scene, width, height, y);
}

function paintOther(
  context: CanvasRenderingContext2D,
  scene: SpectrumScene,
  other: Float32Array,
  width: number,
  height: number,
  y: (db: number) => number,
): void {
  const bottom = TOP_DB - scene.rangeDb;
  context.fillStyle = alpha(token('warn'), 0.3);
  let start = -1;
  for (let band = 0; band <= other.length; band++) {
    const mine = scene.levels[band] ?? Number.NEGATIVE_INFINITY;
    const theirs = other[band] ?? Number.NEGATIVE_INFINITY;
    const covers = band < other.length && mine > bottom + 6 && theirs > mine + COVERS_DB;
    if (covers && start < 0) start = band;
    if (covers || start < 0) continue;
    context.beginPath();
    for (let b = start; b < band; b++) context.lineTo(xOfHz(bandHz(b), width), y(other[b] as number));
    for (let b = band - 1; b >= start; b--)
      context.lineTo(xOfHz(bandHz(b), width), Math.min(height, y(scene.levels[b] as number)));
    context.closePath();
    context.fill();
    start = -1;
  }
  traceSpectrum(context, other, width, (db) => Math.min(height + 2, y(db)));
  context.strokeStyle = scene.otherColor;
  context.lineWidth = 1.25;
  context.stroke();
}

function paintPointer(
  context: CanvasRenderingContext2D,
  scene: SpectrumScene,
  width: number,
  height: number,
  y: (db: number) => number,
): void {
  const { x } = scene.pointer!;
  const hz = hzOfX(x, width);
  let band = 0;
  for (let b = 1; b < scene.levels.length; b++)
    if (Math.abs(bandHz(b) - hz) < Math.abs(bandHz(band) - hz)) band = b;
  const level = scene.levels[band] as number;
  context.fillStyle = alpha(token('accent'), 0.7);
  vertical(context, x, 0, height);
  if (level > TOP_DB - scene.rangeDb) {
    context.beginPath();
    context.arc(x, y(level), 3, 0, 2 * Math.PI);
    context.fillStyle = token('accent-hi');
    context.fill();
  }
  const frequency = hz >= 1000 ? `${decibels(hz / 1000, 2)} kHz` : `${decibels(hz, 0)} Hz`;
  const theirs = scene.other?.[band];
  const difference =
    theirs !== undefined && theirs > SILENT_DB && level > SILENT_DB
      ? ` · ${effectWords.analyser.apart(theirs - level)}`
      : '';
  const value = `${level > SILENT_DB ? `${decibels(level)} dB` : '−∞'}${difference}`;
  paintChip(context, x, 6, width, { name: `${frequency}  ${noteOf(hz)}`, value });
}
