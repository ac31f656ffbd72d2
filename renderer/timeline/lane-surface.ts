/** The timeline as automation lanes see it: its viewport, its rows, its grid. */
import { stripColor } from '../../audio-engine/session/index.ts';
import type { Surface } from '../automation/index.ts';
import { shownDocument } from '../state/index.ts';
import { formatBars, formatTime } from '../transport/index.ts';
import { onTimelineChange, rows, rulerMode, snapGround, viewport } from './model.ts';
import { visibleRows, visibleStrips } from './rows.ts';
import { snapSample } from './snap.ts';

export const laneSurface: Surface = {
  get width() {
    return viewport.width;
  },
  get scrollTop() {
    return viewport.scrollTop;
  },
  get scrollSample() {
    return viewport.scrollSample;
  },
  get samplesPerPixel() {
    return viewport.samplesPerPixel;
  },
  xOf: (sample) => viewport.xOf(sample),
  sampleAt: (x) => viewport.sampleAt(x),
  snap: (sample) => snapSample(sample, snapGround()),
  time: (sample) => {
    const { tempo, session } = shownDocument();
    return rulerMode() === 'bars'
      ? formatBars(sample, tempo, session.sampleRate)
      : formatTime(sample, session.sampleRate);
  },
  lanes: () => {
    const all = rows();
    const document = shownDocument();
    return [
      ...visibleRows(all, viewport.scrollTop, viewport.height).flatMap(({ track, lanes }) =>
        lanes.map(({ laneId, top }) => ({ stripId: track.id, laneId, color: track.color, top })),
      ),
      ...visibleStrips(all, viewport.scrollTop, viewport.height).flatMap(({ stripId, lanes }) =>
        lanes.map(({ laneId, top }) => ({
          stripId,
          laneId,
          color: stripColor(document, stripId) ?? 'stone',
          top,
        })),
      ),
    ];
  },
  onChange: onTimelineChange,
};
