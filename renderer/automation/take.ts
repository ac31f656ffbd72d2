/** What a hand wrote on one lane in one pass: values at the playhead's samples, in stretches where a loop jumped back. */
import {
  type AutomationPoint,
  type LaneTarget,
  type SessionDocument,
  valueAmong,
} from '../../audio-engine/session/index.ts';
import { thin, thinSteps, toleranceOf } from './thin.ts';

export interface LaneEdit {
  stripId: string;
  laneId: string;
  fromSample: number;
  toSample: number;
  points: AutomationPoint[];
}

/** In which the value goes back to what the lane says where the hand let go. */
const RETURN_SECONDS = 0.1;
/** The playhead is told sixty times a second and guessed between: a step back of no more than this is no loop. */
const JITTER_SECONDS = 0.05;
/** A hand that has not moved for so long has rested. */
const REST_SECONDS = 0.12;

export class Take {
  readonly target: LaneTarget;
  readonly #before: readonly AutomationPoint[];
  readonly #returnSamples: number;
  readonly #restSamples: number;
  readonly #jitterSamples: number;
  readonly #stretches: { points: AutomationPoint[]; until: number }[] = [];

  /** @param before the lane's points when the pass began. */
  constructor(target: LaneTarget, before: readonly AutomationPoint[], document: SessionDocument) {
    this.target = target;
    this.#before = before;
    this.#returnSamples = Math.round(RETURN_SECONDS * document.session.sampleRate);
    this.#jitterSamples = Math.round(JITTER_SECONDS * document.session.sampleRate);
    this.#restSamples = Math.round(REST_SECONDS * document.session.sampleRate);
  }

  /** What was there before the pass. */
  before(sample: number): number {
    return valueAmong(this.#before, sample, this.target.stepped) ?? this.target.value;
  }

  write(atSample: number, wanted: number): void {
    const heard = Math.max(0, Math.round(atSample));
    const value = Math.min(this.target.max, Math.max(this.target.min, wanted));
    const stretch = this.#stretches.at(-1);
    const last = stretch?.points.at(-1);
    if (!stretch || !last || heard < stretch.until - this.#jitterSamples) {
      this.#stretches.push({ points: [{ sample: heard, value, bend: 0 }], until: heard });
      return;
    }
    const { until } = stretch;
    const sample = Math.max(heard, until);
    stretch.until = sample;
    if (value === last.value) return;
    if (sample === last.sample) {
      last.value = value;
      return;
    }
    // Between moves that follow one another the hand went straight; after a rest the value stood until it moved.
    const rested = this.target.stepped || sample - last.sample > this.#restSamples;
    if (rested && until > last.sample && until < sample)
      stretch.points.push({ sample: until, value: last.value, bend: 0 });
    stretch.points.push({ sample, value, bend: 0 });
  }

  get isEmpty(): boolean {
    return this.#stretches.length === 0;
  }

  /** The pass as edits of its lane, thinned; `returns` goes back to what was there instead of stepping to it. */
  edits(returns: boolean): LaneEdit[] {
    const { stripId, laneId, stepped } = this.target;
    let now = this.#before;
    return this.#stretches.map(({ points: written, until }) => {
      const first = written[0]!;
      const end = written.at(-1)!;
      const last = { ...end, sample: Math.max(end.sample, until) };
      const stretch = last.sample > end.sample ? [...written, last] : written;
      const fromSample = first.sample;
      const toSample = last.sample + (returns && !stepped ? this.#returnSamples : 1);
      const points = stepped ? thinSteps(stretch) : thin(stretch, toleranceOf(this.target));
      // With nothing there, the first and last values hold to both sides anyway.
      const lead = valueAmong(now, fromSample, stepped);
      const back = valueAmong(now, toSample, stepped);
      if (lead !== undefined && lead !== first.value && !stepped)
        points.unshift({ sample: fromSample, value: lead, bend: 0 });
      if (back !== undefined) points.push({ sample: toSample, value: back, bend: 0 });
      const edit = { stripId, laneId, fromSample, toSample, points: withoutThirds(points) };
      // Where a loop came round, what the rounds before have written is what was there.
      now = [
        ...now.filter(({ sample }) => sample < fromSample),
        ...edit.points,
        ...now.filter(({ sample }) => sample > toSample),
      ];
      return edit;
    });
  }
}

/** At most two points lie on one sample: the first and the last of them. */
function withoutThirds(points: readonly AutomationPoint[]): AutomationPoint[] {
  return points.filter((point, i) => {
    const before = points[i - 1]?.sample === point.sample;
    const after = points[i + 1]?.sample === point.sample;
    return !(before && after);
  });
}
