/** Levels over frequency of what is about the same band: each in its colour, the covered band tinted between dotted lines. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { checkWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { type About, type Canvas, FONT, FONT_PLAIN, hertzMarks, label, logAxis } from './common.ts';

type Spectra = Extract<Evidence, { kind: 'spectra' }>;

const RANGE_DB = 48;
const FOOT = 14;

/** Levels as a smooth path over frequency: where there is nothing, the line breaks. */
function trace(
  context: CanvasRenderingContext2D,
  bandsHz: readonly number[],
  levels: readonly (number | null)[],
  x: (hz: number) => number,
  y: (db: number) => number,
  close: number | null,
): void {
  context.beginPath();
  let startX: number | null = null;
  let lastX = 0;
  bandsHz.forEach((hz, i) => {
    const level = levels[i] ?? null;
    if (level === null) return;
    const at = x(hz);
    const to = y(level);
    if (startX === null) {
      startX = at;
      if (close !== null) {
        context.moveTo(at, close);
        context.lineTo(at, to);
      } else context.moveTo(at, to);
    } else {
      // Halfway with flat tangents: no overshoot, no kink.
      const middle = (lastX + at) / 2;
      const before = y(levels[i - 1] ?? level);
      context.bezierCurveTo(middle, before, middle, to, at, to);
    }
    lastX = at;
  });
  if (close !== null && startX !== null) context.lineTo(lastX, close);
}

export function drawSpectra(canvas: Canvas, evidence: Spectra, about: About): void {
  const { context, width, height } = canvas;
  const { bandsHz, series } = evidence;
  const large = about.size === 'large';
  const plot = height - FOOT;
  const levels = series.flatMap(({ levelsDb }) => levelsDb.filter((db) => db !== null));
  const top = Math.max(...levels, -120) + (large ? 10 : 4);
  const y = (db: number) => Math.min(plot, ((top - db) / RANGE_DB) * plot);
  const lowHz = Math.max(20, Math.min(bandsHz[0] ?? 20, 40));
  const highHz = Math.min(20_000, bandsHz.at(-1) ?? 20_000);
  const x = logAxis(lowHz, highHz, 0, width);
  const ink = token(about.ink);

  for (let decade = 10; decade <= 10_000; decade *= 10)
    for (let step = 1; step <= 9; step++) {
      const hz = decade * step;
      if (hz <= lowHz || hz >= highHz) continue;
      context.fillStyle = token(step === 1 ? 'hair-2' : 'hair');
      context.fillRect(Math.round(x(hz)), 0, 1, plot);
    }
  if (large)
    for (let db = Math.ceil((top - RANGE_DB) / 12) * 12; db < top; db += 12) {
      context.fillStyle = token('hair');
      context.fillRect(0, Math.round(y(db)), width, 1);
    }
  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillStyle = token('text-3');
  for (const mark of hertzMarks(x, lowHz, highHz, large ? 44 : 60))
    if (mark.x > 10 && mark.x < width - 12) context.fillText(mark.text, mark.x, plot + FOOT / 2 + 1);

  const inks = series.map(({ name }) => about.series(name));
  series.forEach(({ levelsDb }, i) => {
    const color = inks[i]?.color ?? token('text-2');
    const fill = context.createLinearGradient(0, 0, 0, plot);
    fill.addColorStop(0, alpha(color, 0.4));
    fill.addColorStop(1, alpha(color, 0.04));
    trace(context, bandsHz, levelsDb, x, y, plot);
    context.fillStyle = fill;
    context.fill();
  });

  const band = about.frequency;
  if (band) {
    const left = Math.round(Math.max(0, x(Math.max(lowHz, band.lowHz))));
    const right = Math.round(Math.min(width, x(Math.min(highHz, band.highHz))));
    context.save();
    context.beginPath();
    context.rect(left, 0, Math.max(1, right - left), plot);
    context.clip();
    context.fillStyle = alpha(ink, 0.14);
    context.fillRect(left, 0, right - left, plot);
    // Where another is above what suffers, the part between them.
    const [suffers, ...others] = series;
    if (suffers && others.length > 0) {
      const above = bandsHz.map((_, k) => {
        const most = Math.max(...others.map(({ levelsDb }) => levelsDb[k] ?? Number.NEGATIVE_INFINITY));
        return Number.isFinite(most) ? most : null;
      });
      trace(context, bandsHz, above, x, y, plot);
      context.fillStyle = alpha(ink, 0.5);
      context.fill();
      // What stays under the first one is its own.
      trace(context, bandsHz, suffers.levelsDb, x, y, plot);
      context.save();
      context.clip();
      context.fillStyle = token('well');
      context.fillRect(left, 0, right - left, plot);
      context.fillStyle = alpha(inks[0]?.color ?? ink, 0.3);
      context.fillRect(left, 0, right - left, plot);
      context.restore();
    }
    context.restore();
    context.fillStyle = alpha(ink, 0.8);
    for (const edge of [left, right - 1])
      for (let dot = 0; dot < plot; dot += 4) context.fillRect(edge, dot, 1, 2);
  }

  context.lineJoin = 'round';
  series.forEach(({ levelsDb }, i) => {
    trace(context, bandsHz, levelsDb, x, y, null);
    context.strokeStyle = inks[i]?.color ?? token('text-2');
    context.lineWidth = i === 0 ? 1.5 : 1.25;
    context.stroke();
  });
  context.fillStyle = token('hair-2');
  context.fillRect(0, Math.round(plot), width, 1);

  if (large) {
    let at = 8;
    inks.forEach(({ name, color }) => {
      context.font = FONT;
      at = label(canvas, name, at, 11, color) + 12;
    });
  }
  if (band) {
    const middle = x(Math.sqrt(Math.max(lowHz, band.lowHz) * Math.min(highHz, band.highHz)));
    if (large) {
      label(
        canvas,
        checkWords.hertzRange(band.lowHz, band.highHz),
        middle,
        plot - 26,
        token('text-1'),
        'center',
      );
      label(canvas, about.measured, middle, plot - 12, ink, 'center');
    } else
      label(
        canvas,
        about.measured,
        middle > width / 2 ? 6 : width - 6,
        10,
        ink,
        middle > width / 2 ? 'left' : 'right',
      );
  }
}
