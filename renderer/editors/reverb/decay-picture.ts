/** Decay time over frequency: the curve the lines really have, with the sound dying away under it. */

import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { decayCurve, reverbValues } from '../../../audio-engine/effects/reverb/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { drawFrequencyGrid, hzOfX, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT } from '../picture.ts';

const words = effectWords.reverb;
const FOOT = 20;
const HEAD = 10;
const SHORTEST = 0.1;
const LONGEST = 40;
/** Levels drawn under the curve, dB below the start. */
const CONTOURS_DB = [-10, -20, -30, -40, -50] as const;

export interface DecayPlot {
  x: number;
  width: number;
  top: number;
  height: number;
  bottomS: number;
  topS: number;
  yOf(seconds: number): number;
  secondsOf(y: number): number;
}

/** The axis is logarithmic and follows the longest decay in whole octaves, so that it does not slide under the hand. */
export function decayPlot(x: number, width: number, height: number, values: ParameterValues): DecayPlot {
  const v = reverbValues(values);
  const middle = v.decayMs! / 1000;
  const most = middle * Math.max(1, v.lowDecayPercent! / 100, v.highDecayPercent! / 100);
  const least = middle * Math.min(1, v.lowDecayPercent! / 100, v.highDecayPercent! / 100);
  const topS = Math.min(LONGEST, 2 ** Math.ceil(Math.log2(most * 1.3)));
  const bottomS = Math.max(SHORTEST / 8, Math.min(topS / 16, 2 ** Math.floor(Math.log2(least * 0.7))));
  const plotHeight = height - HEAD - FOOT;
  const span = Math.log(topS / bottomS);
  return {
    x,
    width,
    top: HEAD,
    height: plotHeight,
    bottomS,
    topS,
    yOf: (s) => HEAD + (1 - Math.log(Math.max(bottomS, s) / bottomS) / span) * plotHeight,
    secondsOf: (y) => bottomS * Math.exp((1 - (y - HEAD) / plotHeight) * span),
  };
}

export interface DecayPoint {
  id: 'low' | 'middle' | 'high';
  hz: number;
  seconds: number;
}

/** The three points lie where the set times hold exactly. */
export function decayPoints(values: ParameterValues): DecayPoint[] {
  const v = reverbValues(values);
  const middle = v.decayMs! / 1000;
  return [
    { id: 'low', hz: v.lowCrossoverHz! / 2, seconds: (middle * v.lowDecayPercent!) / 100 },
    { id: 'middle', hz: Math.sqrt(v.lowCrossoverHz! * v.highCrossoverHz!), seconds: middle },
    {
      id: 'high',
      hz: Math.min(2 * v.highCrossoverHz!, 18000),
      seconds: (middle * v.highDecayPercent!) / 100,
    },
  ];
}

export function paintDecay(
  context: CanvasRenderingContext2D,
  plot: DecayPlot,
  values: ParameterValues,
  color: string,
): void {
  const v = reverbValues(values);
  const bottom = plot.top + plot.height;
  context.save();
  context.translate(plot.x, 0);
  context.beginPath();
  context.rect(0, 0, plot.width, bottom + FOOT);
  context.clip();
  drawFrequencyGrid(context, plot.width, bottom);
  paintSeconds(context, plot);
  const decay = decayCurve(v);
  const trace = (part: number) => {
    context.beginPath();
    for (let x = 0; x <= plot.width; x++) {
      const y = plot.yOf(decay(hzOfX(x, plot.width)) * part);
      if (x === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  // What is left of the sound at a time: full at the foot, gone at the curve.
  trace(1);
  context.lineTo(plot.width, bottom);
  context.lineTo(0, bottom);
  context.closePath();
  const fill = context.createLinearGradient(0, plot.top, 0, bottom);
  fill.addColorStop(0, alpha(color, 0.06));
  fill.addColorStop(1, alpha(color, 0.38));
  context.fillStyle = fill;
  context.fill();
  CONTOURS_DB.forEach((db) => {
    trace(-db / 60);
    context.strokeStyle = alpha(color, 0.2 + 0.5 * (1 + db / 60));
    context.lineWidth = 1;
    context.stroke();
  });
  // A cut takes the ends away before they are heard.
  const shade = alpha(token('well'), 0.72);
  context.fillStyle = shade;
  if (v.lowCutHz! > 20.01) context.fillRect(0, plot.top, xOfHz(v.lowCutHz!, plot.width), plot.height);
  if (v.highCutHz! < 19999) {
    const x = xOfHz(v.highCutHz!, plot.width);
    context.fillRect(x, plot.top, plot.width - x, plot.height);
  }
  trace(1);
  context.strokeStyle = alpha(token('well'), 0.8);
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  context.stroke();
  paintSecondsNames(context, plot);
  context.restore();
}

function paintSeconds(context: CanvasRenderingContext2D, plot: DecayPlot): void {
  for (let s = plot.bottomS * 2; s < plot.topS; s *= 2) {
    const y = plot.yOf(s);
    context.fillStyle = token(s === 1 ? 'hair-2' : 'hair');
    horizontal(context, 0, plot.width, y);
  }
}

/** Over everything that is shaded: the times are read at the darkened ends too. */
function paintSecondsNames(context: CanvasRenderingContext2D, plot: DecayPlot): void {
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = token('text-3');
  for (let s = plot.bottomS * 2; s < plot.topS; s *= 2)
    context.fillText(words.seconds(s), 6, plot.yOf(s) - 7);
}

/** A crossover: dashed, brighter under the hand. */
export function paintCrossover(
  context: CanvasRenderingContext2D,
  plot: DecayPlot,
  hz: number,
  held: boolean,
): void {
  const x = Math.round(plot.x + xOfHz(hz, plot.width)) + 0.5;
  context.save();
  context.setLineDash([3, 4]);
  context.strokeStyle = held ? token('accent') : alpha(token('accent-hi'), 0.45);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, plot.top);
  context.lineTo(x, plot.top + plot.height);
  context.stroke();
  context.restore();
}
