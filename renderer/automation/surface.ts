/** The timeline as lanes need it: where time lies on the screen, which lanes show, and where moves snap to. */
import type { TrackColor } from '../../audio-engine/session/index.ts';

/** Height of a lane, in pixels. */
export const LANE_HEIGHT = 44;

export interface ShownLane {
  stripId: string;
  laneId: string;
  color: TrackColor;
  /** From the top of the timeline's content. */
  top: number;
}

export interface Surface {
  readonly width: number;
  readonly scrollTop: number;
  readonly scrollSample: number;
  readonly samplesPerPixel: number;
  xOf(sample: number): number;
  sampleAt(x: number): number;
  snap(sample: number): number;
  /** A sample as the ruler says it. */
  time(sample: number): string;
  /** Lanes of tracks that are in sight. */
  lanes(): readonly ShownLane[];
  /** Calls back when anything of that, the document or the view changed. */
  onChange(listener: () => void): () => void;
}
