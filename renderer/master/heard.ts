/**
 * What was heard: short-term and momentary loudness by place in the song, ten values a second, and the last
 * thirty seconds by the clock. Fed by every telemetry frame while it plays, whichever view is open.
 */
import { Header, type TelemetryFrame } from '../../audio-engine/protocol/index.ts';
import { onArrival } from '../live/index.ts';
import { linearToDb } from '../meters/index.ts';
import { studio } from '../state/index.ts';

export const STEPS_PER_SECOND = 10;
const MAX_STEPS = 3 * 3600 * STEPS_PER_SECOND;
export const TRACE_LENGTH = 300;

export type TraceName =
  | 'momentaryLufs'
  | 'shortTermLufs'
  | 'truePeakDbtp'
  | 'psrDb'
  | 'loudnessRangeLu'
  | 'plrDb';
const TRACES: readonly TraceName[] = [
  'momentaryLufs',
  'shortTermLufs',
  'truePeakDbtp',
  'psrDb',
  'loudnessRangeLu',
  'plrDb',
];

export class Heard {
  momentaryLufs = new Float32Array(4096).fill(Number.NaN);
  shortTermLufs = new Float32Array(4096).fill(Number.NaN);
  /** One past the last step that was ever heard. */
  steps = 0;
  readonly traces = new Map<TraceName, Float32Array>(
    TRACES.map((name) => [name, new Float32Array(TRACE_LENGTH).fill(Number.NaN)]),
  );
  private traceAtMs = Number.NEGATIVE_INFINITY;
  /** Lowest short-term PSR since the reset, and the place in the song, s. */
  lowestPsrDb = Number.NaN;
  lowestPsrAtS = Number.NaN;

  take(frame: TelemetryFrame, nowMs: number): void {
    const { header } = frame;
    if (!((header[Header.playing] ?? 0) > 0)) return;
    const at = (index: number) => header[index] ?? Number.NaN;
    const seconds = at(Header.positionSample) / at(Header.sampleRate);
    const step = Math.floor(seconds * STEPS_PER_SECOND);
    if (step >= 0 && step < MAX_STEPS) {
      this.grow(step);
      this.momentaryLufs[step] = at(Header.momentaryLufs);
      this.shortTermLufs[step] = at(Header.shortTermLufs);
      this.steps = Math.max(this.steps, step + 1);
    }
    if (nowMs - this.traceAtMs >= 1000 / STEPS_PER_SECOND) {
      this.traceAtMs = nowMs;
      this.push('momentaryLufs', at(Header.momentaryLufs));
      this.push('shortTermLufs', at(Header.shortTermLufs));
      this.push(
        'truePeakDbtp',
        linearToDb(Math.max(at(Header.truePeakNowLeft), at(Header.truePeakNowRight))),
      );
      this.push('psrDb', at(Header.psrDb));
      this.push('loudnessRangeLu', at(Header.loudnessRangeLu));
      this.push('plrDb', at(Header.plrDb));
    }
    const psr = at(Header.psrDb);
    if (!Number.isNaN(psr) && !(psr >= this.lowestPsrDb)) {
      this.lowestPsrDb = psr;
      this.lowestPsrAtS = seconds;
    }
  }

  private grow(step: number): void {
    if (step < this.momentaryLufs.length) return;
    const size = Math.min(MAX_STEPS, Math.max(step + 1, this.momentaryLufs.length * 2));
    const larger = (from: Float32Array) => {
      const to = new Float32Array(size).fill(Number.NaN);
      to.set(from);
      return to;
    };
    this.momentaryLufs = larger(this.momentaryLufs);
    this.shortTermLufs = larger(this.shortTermLufs);
  }

  private push(name: TraceName, value: number): void {
    const trace = this.traces.get(name);
    if (!trace) return;
    trace.copyWithin(0, 1);
    trace[TRACE_LENGTH - 1] = value;
  }

  clear(): void {
    this.momentaryLufs.fill(Number.NaN);
    this.shortTermLufs.fill(Number.NaN);
    this.steps = 0;
    for (const trace of this.traces.values()) trace.fill(Number.NaN);
    this.lowestPsrDb = Number.NaN;
    this.lowestPsrAtS = Number.NaN;
  }
}

const heard = new Heard();
let started = false;

/** The app's one record of what was heard. */
export function heardLoudness(): Heard {
  if (!started) {
    started = true;
    onArrival((frame, nowMs) => heard.take(frame, nowMs));
    studio().on('studio.reset', () => heard.clear());
  }
  return heard;
}
