/** Paints the imager: width over frequency as the side gets it, the bands with their edges, the music behind. */
import { bandsOf, widthAt } from '../../../audio-engine/effects/imager/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import type { Box } from '../dynamics/level-axis.ts';
import { drawFrequencyGrid, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, vertical } from '../picture.ts';
import { paintSpectrum } from '../spectrum.ts';

const words = effectWords.imager.picture;
const FOOT = 20;
const MOST_PERCENT = 200;
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;

export interface ImagerPlots {
  bands: Box;
  scope: Box;
}

export function imagerPlots(width: number, height: number): ImagerPlots {
  const scope = Math.max(220, Math.min(400, Math.round(height * 1.9), Math.round(width * 0.46)));
  return {
    bands: { x: 38, y: 6, width: width - scope - 38, height: Math.max(20, height - FOOT - 6) },
    scope: { x: width - scope, y: 0, width: scope, height },
  };
}

export function yOfWidth(box: Box, percent: number): number {
  return box.y + 8 + (1 - percent / MOST_PERCENT) * (box.height - 16);
}

export function widthOfY(box: Box, y: number): number {
  return (1 - (y - box.y - 8) / (box.height - 16)) * MOST_PERCENT;
}

/** Middle of each band on the picture. */
export function bandCentres(box: Box, values: Record<string, number>): [number, number, number] {
  const [low, high] = bandsOf(values).hz;
  const left = (values.monoBelow ?? 0) >= 0.5 ? Math.min(values.monoBelowHz ?? 20, low) : 20;
  const x = (hz: number) => box.x + xOfHz(hz, box.width);
  return [(x(left) + x(low)) / 2, (x(low) + x(high)) / 2, (x(high) + box.x + box.width) / 2];
}

export interface ImagerScene {
  values: Record<string, number>;
  color: string;
  off: boolean;
  held: string | null;
  spectrumDb: Float32Array | null;
}

export function paintWidths(context: CanvasRenderingContext2D, box: Box, scene: ImagerScene): void {
  const { values, color, off, held } = scene;
  context.save();
  context.translate(box.x, box.y);
  drawFrequencyGrid(context, box.width, box.height);
  context.restore();
  context.font = PICTURE_FONT;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const percent of [0, 50, 100, 150, 200]) {
    const y = yOfWidth(box, percent);
    context.fillStyle = token(percent === 100 ? 'hair-2' : 'hair');
    horizontal(context, box.x, box.x + box.width, y);
    context.fillStyle = token(percent === 100 ? 'text-2' : 'text-3');
    context.fillText(`${percent} %`, box.x - 6, y);
  }
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  if (scene.spectrumDb) {
    context.translate(box.x, box.y);
    const span = SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB;
    paintSpectrum(
      context,
      scene.spectrumDb,
      box.width,
      box.height,
      (db) => ((SPECTRUM_TOP_DB - db) / span) * box.height,
      alpha(color, 0.6),
    );
    context.translate(-box.x, -box.y);
  }
  if ((values.monoBelow ?? 0) >= 0.5) {
    const edge = xOfHz(values.monoBelowHz ?? 20, box.width);
    context.fillStyle = alpha(token('reduction'), 0.1);
    context.fillRect(box.x, box.y, edge, box.height);
    context.font = PICTURE_FONT_STRONG;
    context.textAlign = 'left';
    context.fillStyle = token('reduction');
    context.fillText(words.mono, box.x + 8, box.y + 12);
  }
  const trace = () => {
    context.beginPath();
    for (let x = 0; x <= box.width; x++) {
      const y = yOfWidth(box, widthAt(values, 20 * 1000 ** (x / box.width)));
      if (x === 0) context.moveTo(box.x, y);
      else context.lineTo(box.x + x, y);
    }
  };
  // What is taken from or added to the side, from the line of no change.
  trace();
  context.lineTo(box.x + box.width, yOfWidth(box, 100));
  context.lineTo(box.x, yOfWidth(box, 100));
  context.closePath();
  context.fillStyle = alpha(token('accent'), off ? 0.06 : 0.2);
  context.fill();
  trace();
  context.lineJoin = 'round';
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token(off ? 'text-4' : 'curve');
  context.lineWidth = 1.75;
  context.stroke();
  context.restore();
  paintEdges(context, box, values, held);
  paintNames(context, box, values);
}

function paintEdges(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  held: string | null,
): void {
  const edges: [string, number][] = [
    ['lowCrossoverHz', values.lowCrossoverHz ?? 0],
    ['highCrossoverHz', values.highCrossoverHz ?? 0],
  ];
  if ((values.monoBelow ?? 0) >= 0.5) edges.push(['monoBelowHz', values.monoBelowHz ?? 0]);
  for (const [id, hz] of edges) {
    context.fillStyle = held === id ? token('accent') : token('text-4');
    vertical(context, box.x + xOfHz(hz, box.width), box.y, box.y + box.height);
  }
}

function paintNames(context: CanvasRenderingContext2D, box: Box, values: Record<string, number>): void {
  const { widths } = bandsOf(values);
  context.textAlign = 'center';
  for (const [i, x] of bandCentres(box, values).entries()) {
    const width = widths[i] ?? 100;
    context.font = PICTURE_FONT;
    context.fillStyle = token('text-3');
    const y = box.y + box.height - 22;
    context.fillText(words.bands[i] ?? '', x, y);
    context.font = PICTURE_FONT_STRONG;
    context.fillStyle = token('text-1');
    context.fillText(`${decibels(width, 0)} %`, x, y + 13);
  }
}
