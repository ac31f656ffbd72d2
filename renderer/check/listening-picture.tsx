/** How loud it was, minute by minute, with the breaks between. */
import { useMemo } from 'react';
import type { Listening } from '../../audio-engine/protocol/index.ts';
import { checkWords, breakWords as words } from '../../audio-engine/words/index.ts';
import { type Picture, usePicture } from '../editors/index.ts';
import { useMonitor } from '../monitor/index.ts';
import { alpha, token } from '../theme/index.ts';
import { heardLevel } from './listening.ts';
import { scaleMarks } from './pictures/common.ts';

const MINUTE_MS = 60_000;
/** At least this much time is across, so that ten minutes do not look like a day. */
const LEAST_MS = 60 * MINUTE_MS;
const MOST_MS = 4 * 60 * MINUTE_MS;
const GUTTER = 22;
const FOOT = 16;
/** Minutes further apart are not joined by a line. */
const JOIN_MS = 5 * MINUTE_MS;

export function hourText(atMs: number): string {
  const at = new Date(atMs);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

interface Minute {
  atMs: number;
  level: number;
}

/** Runs of minutes that belong together. */
export function runsOf(minutes: readonly Minute[]): Minute[][] {
  const runs: Minute[][] = [];
  for (const minute of minutes) {
    const run = runs.at(-1);
    if (run && minute.atMs - (run.at(-1)?.atMs ?? 0) <= JOIN_MS) run.push(minute);
    else runs.push([minute]);
  }
  return runs;
}

function paint(
  { context, width, height }: Picture,
  minutes: readonly Minute[],
  calibrated: number | null,
): void {
  const plot = height - FOOT;
  const last = (minutes.at(-1)?.atMs ?? 0) + MINUTE_MS;
  const first = Math.max(last - MOST_MS, Math.min(minutes[0]?.atMs ?? 0, last - LEAST_MS));
  const shown = minutes.filter(({ atMs }) => atMs >= first);
  const levels = shown.map(({ level }) => level);
  const middle = calibrated ?? (Math.min(...levels) + Math.max(...levels)) / 2;
  const low = Math.min(middle - 6, ...levels) - 2;
  const high = Math.max(middle + 6, ...levels) + 2;
  const x = (atMs: number) => GUTTER + ((atMs - first) / (last - first)) * (width - GUTTER);
  const y = (level: number) => ((high - level) / (high - low)) * plot;
  context.font = '10px "Inter Variable", system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  if (calibrated !== null) {
    context.fillStyle = alpha(token('accent'), 0.12);
    context.fillRect(GUTTER, y(calibrated + 3), width - GUTTER, y(calibrated - 3) - y(calibrated + 3));
  }
  for (const mark of scaleMarks(low, high, 3)) {
    context.fillStyle = token('hair');
    context.fillRect(GUTTER, Math.round(y(mark)), width - GUTTER, 1);
    context.fillStyle = token('text-3');
    context.fillText(checkWords.figure(mark, 0), 0, Math.max(6, Math.min(plot - 5, y(mark))));
  }
  const hours = (last - first) / (60 * MINUTE_MS);
  const step = (hours > 2.5 ? 60 : hours > 1.2 ? 30 : 15) * MINUTE_MS;
  context.textAlign = 'center';
  for (let at = Math.ceil(first / step) * step; at <= last; at += step) {
    context.fillStyle = token('hair');
    context.fillRect(Math.round(x(at)), 0, 1, plot);
    context.fillStyle = token('text-3');
    const place = Math.max(GUTTER + 14, Math.min(width - 14, x(at)));
    context.fillText(hourText(at), place, plot + FOOT / 2 + 1);
  }
  const runs = runsOf(shown);
  runs.forEach((run, i) => {
    const from = run[0]?.atMs ?? first;
    const to = (run.at(-1)?.atMs ?? from) + MINUTE_MS;
    const trace = () => {
      context.beginPath();
      run.forEach(({ atMs, level }, k) => {
        if (k === 0) context.moveTo(x(atMs), y(level));
        context.lineTo(x(atMs + MINUTE_MS / 2), y(level));
        if (k === run.length - 1) context.lineTo(x(to), y(level));
      });
    };
    trace();
    context.lineTo(x(to), plot);
    context.lineTo(x(from), plot);
    const fill = context.createLinearGradient(0, 0, 0, plot);
    fill.addColorStop(0, alpha(token('meter-low'), 0.45));
    fill.addColorStop(1, alpha(token('meter-low'), 0.06));
    context.fillStyle = fill;
    context.fill();
    trace();
    context.strokeStyle = token('meter-low');
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    context.stroke();
    const next = runs[i + 1]?.[0]?.atMs;
    if (next !== undefined && x(next) - x(to) > 34) {
      context.fillStyle = token('text-3');
      context.textAlign = 'center';
      context.fillText(words.pause, (x(to) + x(next)) / 2, plot - 8);
    }
  });
  context.fillStyle = token('hair-2');
  context.fillRect(GUTTER, plot, width - GUTTER, 1);
}

export function ListeningPicture({ listening }: { listening: Listening }) {
  const { referenceDb, referenceSpl } = useMonitor().settings;
  const minutes = useMemo(
    () =>
      listening.history.map((minute) => ({
        atMs: minute.atMs,
        level: heardLevel(minute, { referenceDb, referenceSpl }),
      })),
    [listening.history, referenceDb, referenceSpl],
  );
  const canvas = usePicture((picture) => {
    if (minutes.length > 0) paint(picture, minutes, referenceDb === null ? null : referenceSpl);
  }, false);
  const levels = minutes.map(({ level }) => level);
  const unit = referenceDb === null ? 'LUFS' : 'dB SPL';
  const said =
    minutes.length === 0
      ? words.empty
      : words.picture(
          hourText(minutes[0]?.atMs ?? 0),
          hourText(minutes.at(-1)?.atMs ?? 0),
          `${checkWords.figure(Math.min(...levels), 0)} ${unit}`,
          `${checkWords.figure(Math.max(...levels), 0)} ${unit}`,
        );
  return (
    <div
      className="listening-picture"
      role="img"
      aria-label={said}
      data-help={words.levelHelp}
      data-help-name={words.title}
    >
      <canvas ref={canvas} />
    </div>
  );
}
