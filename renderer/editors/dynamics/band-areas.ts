/**
 * Bands that stand side by side on a frequency axis, as in multiband dynamics and the exciter: where they lie, the disc
 * of each, the frequency under each edge, and what of them a hand takes hold of.
 */
import { alpha, token } from '../../theme/index.ts';
import { hzOfX, xOfHz } from '../frequency-axis.ts';
import { PICTURE_FONT } from '../picture.ts';
import type { Handle } from './use-handles.ts';

const FOOT = 20;
const GUTTER = 34;
const EDGE_REACH_PX = 7;

export interface BandPlot {
  width: number;
  height: number;
}

export interface BandArea {
  band: number;
  left: number;
  right: number;
}

export function plotOf(width: number, height: number): BandPlot {
  return { width: Math.max(1, width - GUTTER), height: Math.max(1, height - FOOT) };
}

export function bandAreas(plot: BandPlot, crossoversHz: readonly number[]): BandArea[] {
  const edges = [0, ...crossoversHz.map((hz) => xOfHz(hz, plot.width)), plot.width];
  return edges.slice(0, -1).map((left, index) => ({ band: index + 1, left, right: edges[index + 1]! }));
}

export interface DiscLook {
  band: number;
  selected: boolean;
  /** A hand is on it. */
  held: boolean;
  /** The band does nothing. */
  idle: boolean;
}

/** The band's number in its disc. Text stays centred for what is written above it. */
export function paintBandDisc(
  context: CanvasRenderingContext2D,
  { x, y }: { x: number; y: number },
  { band, selected, held, idle }: DiscLook,
): void {
  if (held) {
    context.beginPath();
    context.arc(x, y, 12, 0, 2 * Math.PI);
    context.fillStyle = alpha(token('accent'), 0.3);
    context.fill();
  }
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = selected ? token('accent') : token('strip');
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = selected ? token('accent-hi') : token(idle ? 'text-4' : 'text-2');
  context.stroke();
  context.font = '600 10px "Inter Variable", system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = selected ? token('on-accent') : token(idle ? 'text-3' : 'text-1');
  context.fillText(String(band), x, y + 0.5);
}

export const crossoverHandleId = (crossover: number): string => `crossover${crossover}`;

/** The corner's frequency in the foot, under its line. */
export function paintCrossover(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  held: string | null,
): void {
  const hz = hzOfX(area.left, plot.width);
  const text = hz >= 1000 ? `${(hz / 1000).toFixed(2)}k` : String(Math.round(hz));
  const active = held === crossoverHandleId(area.band - 1);
  context.font = PICTURE_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = context.measureText(text).width / 2 + 5;
  context.fillStyle = token(active ? 'accent' : 'control-hi');
  context.beginPath();
  context.roundRect(area.left - half, plot.height + 2, half * 2, 16, 3);
  context.fill();
  context.fillStyle = token(active ? 'on-accent' : 'text-1');
  context.fillText(text, area.left, plot.height + 10.5);
}

export interface AreaHands {
  plot: BandPlot;
  areas: readonly BandArea[];
  /** Strip and effect, for the step's name. */
  context: string;
  selected: number;
  select(band: number): void;
  crossoverId(crossover: number): string;
  crossoverName(crossover: number): string;
}

/** What of the areas is under a place: an edge, which moves its crossover, or a band that can be chosen. */
export function areaHandle(hands: AreaHands, x: number): Handle | undefined {
  const { plot, areas, context, selected } = hands;
  const edge = areas.slice(1).find((area) => Math.abs(area.left - x) < EDGE_REACH_PX);
  if (edge) {
    const crossover = edge.band - 1;
    return {
      id: crossoverHandleId(crossover),
      name: `${context}: ${hands.crossoverName(crossover)}`,
      cursor: 'ew-resize',
      axes: [
        {
          parameterId: hands.crossoverId(crossover),
          axis: 'x',
          move: (value, px) => hzOfX(xOfHz(value, plot.width) + px, plot.width),
        },
      ],
    };
  }
  const area = areas.find((one) => x >= one.left && x < one.right);
  if (!area || area.band === selected) return undefined;
  return {
    id: `band${area.band}`,
    name: context,
    cursor: 'pointer',
    axes: [],
    press: () => hands.select(area.band),
  };
}
