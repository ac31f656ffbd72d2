/** Paints chorus, flanger and phaser: the sweep of both sides with where it is, and the response at this moment. */
import {
  centreHzAt,
  delayMsAt,
  responseDb,
  voicesOf,
} from '../../../audio-engine/effects/modulation/curves.ts';
import { MODULATION } from '../../../audio-engine/effects/modulation/parameters.ts';
import { decibels, effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { alpha, inkOf, token } from '../../theme/index.ts';
import type { Box } from '../dynamics/level-axis.ts';
import { drawFrequencyGrid } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, vertical } from '../picture.ts';
import { paintSpectrum } from '../spectrum.ts';

const words = effectWords.modulation.picture;
const FOOT = 20;
/** Sweeps that stand side by side. */
export const TURNS = 2;
const RANGE_DB = 24;
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;

export interface ModulationPlots {
  sweep: Box;
  response: Box;
}

export function modulationPlots(width: number, height: number): ModulationPlots {
  const plotHeight = Math.max(20, height - FOOT - 6);
  const left = Math.round((width - 74) * 0.36);
  return {
    sweep: { x: 38, y: 6, width: left, height: plotHeight },
    response: { x: 38 + left + 1, y: 6, width: width - left - 38 - 36, height: plotHeight },
  };
}

interface Axis {
  low: number;
  high: number;
  log: boolean;
  marks: readonly number[];
}

function axisOf(values: Record<string, number>): Axis {
  if (values.type === MODULATION.phaser) {
    return { low: 50, high: 16_000, log: true, marks: [100, 300, 1000, 3000, 10_000] };
  }
  const most = Math.max(1, (values.delayMs ?? 10) * 2.05);
  const step = [0.5, 1, 2, 5, 10, 20].find((s) => most / s <= 5) ?? 20;
  const marks = Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
  return { low: 0, high: most, log: false, marks };
}

function yOf(box: Box, axis: Axis, value: number): number {
  const part = axis.log
    ? Math.log(value / axis.low) / Math.log(axis.high / axis.low)
    : (value - axis.low) / (axis.high - axis.low);
  return box.y + (1 - Math.max(0, Math.min(1, part))) * box.height;
}

export interface ModulationScene {
  values: Record<string, number>;
  sampleRate: number;
  color: string;
  off: boolean;
  /** Turns of the sweep, left and right; undefined while nothing runs. */
  turns: readonly [number, number] | undefined;
  spectrumDb: Float32Array | null;
}

function valueAt(scene: ModulationScene, turns: number): number {
  return scene.values.type === MODULATION.phaser
    ? centreHzAt(scene.values, turns)
    : delayMsAt(scene.values, turns, scene.sampleRate);
}

function text(isPhaser: boolean, value: number): string {
  if (!isPhaser) return `${decibels(value, value < 2 ? 1 : 0)} ms`;
  return value >= 1000 ? `${value / 1000}k` : `${value}`;
}

/** Two turns of the sweep. The voices of a chorus stand behind the first, the right side follows the left. */
export function paintSweep(context: CanvasRenderingContext2D, box: Box, scene: ModulationScene): void {
  const { values, color, off } = scene;
  const axis = axisOf(values);
  const isPhaser = values.type === MODULATION.phaser;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const mark of axis.marks) {
    context.fillStyle = token('hair');
    horizontal(context, box.x, box.x + box.width, yOf(box, axis, mark));
    context.fillStyle = token('text-3');
    context.fillText(text(isPhaser, mark), box.x - 5, yOf(box, axis, mark));
  }
  context.textAlign = 'center';
  for (let quarter = 0; quarter <= TURNS * 4; quarter++) {
    const x = box.x + (quarter / (TURNS * 4)) * box.width;
    context.fillStyle = token(quarter % 4 === 0 ? 'hair-2' : 'hair');
    vertical(context, Math.min(box.x + box.width - 1, x), box.y, box.y + box.height);
    context.fillStyle = token('text-3');
    if (quarter % 2 === 0 && quarter < TURNS * 4) {
      context.fillText(`${(quarter % 4) * 90}°`, Math.max(box.x + 8, x), box.y + box.height + 10);
    }
  }
  const trace = (offset: number) => {
    context.beginPath();
    for (let x = 0; x <= box.width; x++) {
      const y = yOf(box, axis, valueAt(scene, (x / box.width) * TURNS + offset));
      if (x === 0) context.moveTo(box.x, y);
      else context.lineTo(box.x + x, y);
    }
  };
  context.lineJoin = 'round';
  const voices = voicesOf(values);
  for (let voice = 1; voice < voices; voice++) {
    trace(voice / voices);
    context.strokeStyle = alpha(color, 0.4);
    context.lineWidth = 1;
    context.stroke();
  }
  const stereo = (values.stereoDegrees ?? 0) / 360;
  trace(stereo);
  context.strokeStyle = off ? token('text-4') : color;
  context.lineWidth = 1.5;
  context.stroke();
  trace(0);
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token(off ? 'text-4' : 'curve');
  context.lineWidth = 1.75;
  context.stroke();
  if (!scene.turns || off) return;
  const [left, right] = scene.turns;
  // Both stand at the same moment: the right side's place on its own curve.
  const x = box.x + (left / TURNS) * box.width;
  context.fillStyle = alpha(token('reduction'), 0.35);
  vertical(context, x, box.y, box.y + box.height);
  for (const [turns, ink, name] of [
    [right, color, words.right],
    [left, token('curve'), words.left],
  ] as const) {
    const y = yOf(box, axis, valueAt(scene, turns));
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fillStyle = ink;
    context.fill();
    context.font = PICTURE_FONT_STRONG;
    context.textAlign = 'left';
    context.fillStyle = inkOf(ink);
    context.fillText(name, x + 8, Math.max(box.y + 6, Math.min(box.y + box.height - 6, y)));
  }
}

const MEAN_POINTS = 12;

/**
 * The response, and where its notches lie closer together than an ear or a pixel tells apart, its mean power over a
 * twelfth of an octave: otherwise the picture of a chorus would be noise.
 */
function meanDb(scene: ModulationScene, hz: number, turns: number): number {
  const { values, sampleRate } = scene;
  const spacingHz = 1000 / (values.delayMs ?? 10);
  const bandHz = hz / 17;
  if (values.type === MODULATION.phaser || bandHz < 0.35 * spacingHz) {
    return responseDb(values, hz, turns, sampleRate);
  }
  // Grows in as the notches close up, so that there is no edge between the two.
  const wide = bandHz * Math.min(1, bandHz / spacingHz - 0.35);
  let power = 0;
  for (let i = 0; i < MEAN_POINTS; i++) {
    const at = hz + wide * ((i + 0.5) / MEAN_POINTS - 0.5);
    power += 10 ** (responseDb(values, at, turns, sampleRate) / 10);
  }
  return 10 * Math.log10(power / MEAN_POINTS);
}

/** What the copy and the sound make of the spectrum at this moment. */
export function paintResponse(context: CanvasRenderingContext2D, box: Box, scene: ModulationScene): void {
  const { values, color, off } = scene;
  const y = (db: number) => box.y + box.height * (0.4 - db / (2 * RANGE_DB));
  context.save();
  context.translate(box.x, box.y);
  drawFrequencyGrid(context, box.width, box.height);
  context.restore();
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (let db = 12; db >= -24; db -= 12) {
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, box.x, box.x + box.width, y(db));
    context.fillStyle = token(db === 0 ? 'text-2' : 'text-3');
    context.fillText(db === 0 ? '0' : signedDecibels(db, 0), box.x + box.width + 6, y(db));
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
      alpha(color, 0.35),
    );
    context.translate(-box.x, -box.y);
  }
  const [left, right] = scene.turns ?? [0.25, 0.25 + (values.stereoDegrees ?? 0) / 360];
  const trace = (turns: number) => {
    context.beginPath();
    for (let x = 0; x <= box.width; x += 0.5) {
      const at = y(meanDb(scene, 20 * 1000 ** (x / box.width), turns));
      if (x === 0) context.moveTo(box.x, at);
      else context.lineTo(box.x + x, at);
    }
  };
  context.lineJoin = 'round';
  trace(right);
  context.strokeStyle = off ? token('text-4') : color;
  context.lineWidth = 1;
  context.stroke();
  trace(left);
  context.strokeStyle = token('halo');
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = token(off ? 'text-4' : 'curve');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}
