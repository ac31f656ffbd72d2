/** Snapping: to the grid in musical steps, to clip edges, markers, the playhead, the loop; or not at all. */
import type { Tempo } from '../../audio-engine/session/index.ts';
import { samplesPerBar, samplesPerBeat } from '../transport/index.ts';

export const SNAPS = ['off', 'bar', 'beat', '1/8', '1/16', '1/32', '1/8t', '1/16t'] as const;
export type Snap = (typeof SNAPS)[number];

export function isSnap(value: unknown): value is Snap {
  return SNAPS.includes(value as Snap);
}

/** Samples of one step; 0 when off. */
export function snapStep(snap: Snap, tempo: Tempo, sampleRate: number): number {
  const wholeNote = samplesPerBeat(tempo, sampleRate) * tempo.denominator;
  switch (snap) {
    case 'off':
      return 0;
    case 'bar':
      return samplesPerBar(tempo, sampleRate);
    case 'beat':
      return samplesPerBeat(tempo, sampleRate);
    case '1/8t':
      return wholeNote / 12;
    case '1/16t':
      return wholeNote / 24;
    default:
      return wholeNote / Number(snap.slice(2));
  }
}

export interface SnapGround {
  snap: Snap;
  tempo: Tempo;
  sampleRate: number;
  samplesPerPixel: number;
  /** Other places that attract: clip edges, markers, playhead, loop ends. */
  places: readonly number[];
}

/** Pixels within which a clip edge or marker attracts. */
const REACH_PX = 7;

/** The place a time falls on: the nearest attracting place within reach, else the nearest grid line. */
export function snapSample(sample: number, ground: SnapGround): number {
  if (ground.snap === 'off') return Math.max(0, Math.round(sample));
  const reach = REACH_PX * ground.samplesPerPixel;
  let best = Number.NaN;
  for (const place of ground.places) {
    const distance = Math.abs(place - sample);
    if (distance <= reach && !(distance >= Math.abs(best - sample))) best = place;
  }
  const step = snapStep(ground.snap, ground.tempo, ground.sampleRate);
  const line = Math.round(sample / step) * step;
  if (Number.isNaN(best) || Math.abs(line - sample) < Math.abs(best - sample)) best = line;
  return Math.max(0, Math.round(best));
}
