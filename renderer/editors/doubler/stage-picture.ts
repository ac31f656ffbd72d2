/** The stage of the doubler: sides across, lateness down. */
import type { Voice } from '../../../audio-engine/effects/doubler/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { token } from '../../theme/index.ts';
import { horizontal, PICTURE_FONT, vertical } from '../picture.ts';

const words = effectWords.doubler;
const GUTTER = 46;
const FOOT = 20;
const HEAD = 26;
const STEPS_MS = [5, 10, 20, 50] as const;

export interface Stage {
  left: number;
  right: number;
  top: number;
  bottom: number;
  mostMs: number;
  xOf(side: number): number;
  sideOf(x: number): number;
  yOf(ms: number): number;
  msOf(y: number): number;
}

export function stageOf(width: number, height: number, voices: readonly Voice[]): Stage {
  const latest = Math.max(...voices.map((voice) => voice.delayMs + voice.swingMs));
  // Steps of half an octave, so that the stage does not slide under the hand.
  const mostMs = 20 * 2 ** (Math.ceil(2 * Math.log2(Math.max(latest * 1.1, 20) / 20)) / 2);
  const left = GUTTER;
  const right = width - GUTTER;
  const bottom = height - FOOT;
  const middle = (left + right) / 2;
  const reach = (right - left) * 0.42;
  return {
    left,
    right,
    top: HEAD,
    bottom,
    mostMs,
    xOf: (side) => middle + side * reach,
    sideOf: (x) => (x - middle) / reach,
    yOf: (ms) => HEAD + (Math.max(0, ms) / mostMs) * (bottom - HEAD),
    msOf: (y) => Math.max(1, ((y - HEAD) / (bottom - HEAD)) * mostMs),
  };
}

export function paintStage(context: CanvasRenderingContext2D, stage: Stage, width: number): void {
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const step = STEPS_MS.find((ms) => stage.mostMs / ms <= 7) ?? 50;
  for (let ms = 0; ms <= stage.mostMs; ms += step) {
    const y = stage.yOf(ms);
    context.fillStyle = token(ms === 0 ? 'hair-2' : 'hair');
    horizontal(context, stage.left, width, y);
    context.fillStyle = token('text-3');
    context.fillText(words.milliseconds(ms), stage.left - 6, y);
  }
  for (const side of [-1, -0.5, 0, 0.5, 1]) {
    context.fillStyle = token(side === 0 ? 'hair-2' : 'hair');
    vertical(context, stage.xOf(side), 0, stage.bottom);
  }
  context.fillStyle = token('text-3');
  context.textAlign = 'center';
  context.fillText(words.left, stage.xOf(-1), stage.bottom + 10);
  context.fillText(words.right, stage.xOf(1), stage.bottom + 10);
}
