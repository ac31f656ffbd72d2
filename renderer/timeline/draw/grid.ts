/** Grid and ruler lines: which bars or seconds get a line at a zoom, and which get a number. */
import type { Tempo } from '../../../audio-engine/session/index.ts';
import {
  formatBars,
  musicalPosition,
  samplesPerBar,
  samplesPerBeat,
  TICKS_PER_BEAT,
} from '../../transport/index.ts';

export interface GridLine {
  sample: number;
  /** 0 a bar or labelled second, 1 a beat, 2 finer. */
  rank: 0 | 1 | 2;
  label: string | null;
}

const MIN_LINE_PX = 9;
const MIN_LABEL_PX = 46;
const TIME_STEPS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

function timeLabel(seconds: number, step: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds - minutes * 60;
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  return `${minutes}:${rest.toFixed(decimals).padStart(decimals > 0 ? 3 + decimals : 2, '0')}`;
}

export function timeGrid(from: number, to: number, samplesPerPixel: number, sampleRate: number): GridLine[] {
  const labelStep = TIME_STEPS.find((s) => (s * sampleRate) / samplesPerPixel >= MIN_LABEL_PX + 14) ?? 3600;
  const index = TIME_STEPS.indexOf(labelStep);
  const finer = TIME_STEPS[index - 1];
  const step = finer && (finer * sampleRate) / samplesPerPixel >= MIN_LINE_PX ? finer : labelStep;
  const lines: GridLine[] = [];
  const ratio = Math.round(labelStep / step);
  for (let i = Math.floor(from / sampleRate / step); i * step * sampleRate <= to; i++) {
    if (i < 0) continue;
    const labelled = i % ratio === 0;
    lines.push({
      sample: i * step * sampleRate,
      rank: labelled ? 0 : 1,
      label: labelled ? timeLabel(i * step, labelStep) : null,
    });
  }
  return lines;
}

/** From here on a beat is wide enough that lines and numbers go by ticks. */
const FINE_BEAT_PX = 900;
const TICK_STEPS = [1, 5, 10, 20, 60, 120, 240, 480];

function tickGrid(
  from: number,
  to: number,
  samplesPerPixel: number,
  tempo: Tempo,
  sampleRate: number,
): GridLine[] {
  const tick = samplesPerBeat(tempo, sampleRate) / TICKS_PER_BEAT;
  const step = TICK_STEPS.find((s) => (s * tick) / samplesPerPixel >= MIN_LABEL_PX * 2) ?? 480;
  const lines: GridLine[] = [];
  for (let i = Math.max(0, Math.floor(from / tick / step)); i * step * tick <= to; i++) {
    const sample = i * step * tick;
    const { bar, beat, tick: rest } = musicalPosition(sample, tempo, sampleRate);
    const rank = rest === 0 ? 0 : 1;
    const label = rank === 0 && beat === 1 ? String(bar) : formatBars(sample, tempo, sampleRate);
    lines.push({ sample, rank, label });
  }
  return lines;
}

export function barGrid(
  from: number,
  to: number,
  samplesPerPixel: number,
  tempo: Tempo,
  sampleRate: number,
): GridLine[] {
  const bar = samplesPerBar(tempo, sampleRate);
  const beat = samplesPerBeat(tempo, sampleRate);
  const barPx = bar / samplesPerPixel;
  let barStep = 1;
  while (barPx * barStep < MIN_LINE_PX * 1.6) barStep *= barStep === 1 ? 4 : 2;
  let labelStep = barStep;
  while (barPx * labelStep < MIN_LABEL_PX) labelStep *= 2;
  const lines: GridLine[] = [];
  const beatPx = beat / samplesPerPixel;
  if (beatPx > FINE_BEAT_PX) return tickGrid(from, to, samplesPerPixel, tempo, sampleRate);
  let division = 0;
  if (barStep === 1 && beatPx >= MIN_LINE_PX) {
    division = 1;
    while (beatPx / (division * 2) >= MIN_LINE_PX * 1.5 && division < 32) division *= 2;
  }
  const first = Math.max(0, Math.floor(from / bar / barStep) * barStep);
  for (let b = first; b * bar <= to; b += barStep) {
    const labelled = b % labelStep === 0;
    lines.push({ sample: b * bar, rank: labelled ? 0 : 1, label: labelled ? String(b + 1) : null });
    if (division === 0) continue;
    for (let i = 1; i < tempo.numerator * division; i++) {
      const sample = b * bar + (i * beat) / division;
      if (sample < from - beat || sample > to) continue;
      const onBeat = i % division === 0;
      const label = onBeat && beatPx >= MIN_LABEL_PX * 1.3 ? `${b + 1}.${i / division + 1}` : null;
      lines.push({ sample, rank: onBeat ? 1 : 2, label });
    }
  }
  return lines;
}
