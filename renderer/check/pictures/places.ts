/** Places in the song, each as tall as it is strong. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { checkWords, clock } from '../../../audio-engine/words/check.ts';
import { alpha, token } from '../../theme/index.ts';
import { type About, type Canvas, FONT_PLAIN, label, scaleMarks } from './common.ts';

type Places = Extract<Evidence, { kind: 'places' }>;

const FOOT = 14;

export function drawPlaces(canvas: Canvas, evidence: Places, about: About): void {
  const { context, width, height } = canvas;
  const { places, unit } = evidence;
  const plot = height - FOOT;
  const end = Math.max(about.lengthSamples, places.at(-1)?.sample ?? 1, 1);
  const x = (sample: number) => (sample / end) * width;
  const ink = token(about.ink);
  context.fillStyle = token('hair-2');
  context.fillRect(0, plot, width, 1);
  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const seconds of scaleMarks(0, end / about.sampleRate, Math.max(2, width / 100))) {
    const at = x(seconds * about.sampleRate);
    context.fillStyle = token('hair');
    context.fillRect(Math.round(at), 0, 1, plot);
    context.fillStyle = token('text-3');
    if (at > 14 && at < width - 14) context.fillText(clock(seconds), at, plot + FOOT / 2 + 1);
  }
  const sizes = places.map(({ value }) => Math.abs(value));
  const most = Math.max(...sizes, 1e-9);
  const least = Math.min(...sizes, most);
  places.forEach(({ sample }, i) => {
    // The weakest is still seen.
    const share = most > least ? ((sizes[i] ?? 0) - least) / (most - least) : 1;
    const tall = Math.round((0.3 + 0.7 * share) * (plot - 18));
    context.fillStyle = alpha(ink, 0.55 + 0.45 * share);
    context.fillRect(Math.round(x(sample)) - 1, plot - tall, 2, tall);
  });
  const worst = places[sizes.indexOf(most)];
  const text = worst
    ? checkWords.pictures.worst(places.length, `${checkWords.figure(worst.value)} ${unit}`.trim())
    : about.measured;
  label(canvas, text, width - 6, 9, ink, 'right');
}
