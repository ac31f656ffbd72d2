/** How much is covered, time across and bands up: one cell a band and column, on whole device pixels. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { clock } from '../../../audio-engine/words/check.ts';
import { alpha, token } from '../../theme/index.ts';
import { type About, bandEdges, type Canvas, FONT_PLAIN, hertzMarks, logAxis, scaleMarks } from './common.ts';

type Grid = Extract<Evidence, { kind: 'grid' }>;

const FOOT = 14;
export const GRID_GUTTER = 32;

export function gridTimes(evidence: Grid, width: number): (sample: number) => number {
  const columns = Math.max(1, ...evidence.rows.map((row) => row.length));
  const length = columns * evidence.columnSamples;
  return (sample) => GRID_GUTTER + ((sample - evidence.startSample) / length) * (width - GRID_GUTTER);
}

export function drawGrid({ context, width, height }: Canvas, evidence: Grid, about: About): void {
  const { bandsHz, rows, startSample, columnSamples } = evidence;
  const plot = height - FOOT;
  const x = gridTimes(evidence, width);
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const { lowHz, highHz } = bandEdges(bandsHz);
  const up = logAxis(lowHz, highHz, 0, plot);
  const y = (hz: number) => plot - up(hz);
  const ink = token(about.ink);
  const quiet = token('text-3');
  const scale = context.getTransform?.().a || 1;
  const snap = (at: number) => Math.round(at * scale) / scale;
  const hair = 1 / scale;
  // A hairline between cells where they are large enough to be told apart.
  const gapX = x(startSample + columnSamples) - x(startSample) > 3 ? hair : 0;
  rows.forEach((row, band) => {
    const hz = bandsHz[band] ?? lowHz;
    const lower = band === 0 ? lowHz : Math.sqrt(hz * (bandsHz[band - 1] ?? hz));
    const upper = band === bandsHz.length - 1 ? highHz : Math.sqrt(hz * (bandsHz[band + 1] ?? hz));
    const top = snap(y(upper));
    const bottom = snap(y(lower));
    const gapY = bottom - top > 3 ? hair : 0;
    for (let column = 0; column < columns; column++) {
      const covered = row[column] ?? 0;
      if (covered <= 0.02) continue;
      const left = snap(x(startSample + column * columnSamples));
      const right = snap(x(startSample + (column + 1) * columnSamples));
      const share = Math.min(1, covered);
      context.fillStyle =
        share < 0.5 ? alpha(quiet, 0.12 + 0.5 * share) : alpha(ink, 0.35 + 0.65 * (2 * share - 1));
      context.fillRect(left, top, Math.max(hair, right - left - gapX), Math.max(hair, bottom - top - gapY));
    }
  });
  const band = about.frequency;
  if (band) {
    context.fillStyle = alpha(ink, 0.8);
    for (const edge of [y(Math.min(highHz, band.highHz)), y(Math.max(lowHz, band.lowHz))])
      for (let dot = GRID_GUTTER; dot < width; dot += 4) context.fillRect(dot, Math.round(edge), 2, 1);
  }
  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = token('text-3');
  const marks = hertzMarks((hz) => -y(hz), lowHz, highHz, 22);
  for (const mark of marks)
    context.fillText(mark.text, GRID_GUTTER - 6, Math.max(6, Math.min(plot - 5, -mark.x)));
  context.textAlign = 'center';
  const rate = about.sampleRate;
  const end = startSample + columns * columnSamples;
  for (const seconds of scaleMarks(startSample / rate, end / rate, Math.max(2, (width - GRID_GUTTER) / 80))) {
    const at = x(seconds * rate);
    if (at > GRID_GUTTER + 12 && at < width - 12) context.fillText(clock(seconds), at, plot + FOOT / 2 + 1);
  }
}
