/** The stereo image: a goniometer of the newest samples, and the correlation of left and right below it. */
import { useEffect, useRef } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { decibels, mixingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { horizontal, PICTURE_FONT, usePicture, vertical } from '../editors/index.ts';
import { declareWatch, newestFrame, onGoniometer } from '../live/index.ts';
import { alpha, token } from '../theme/index.ts';

const words = mixingWords.master;
/** Samples that stand at once: about a tenth of a second as the engine sends them. */
const HELD = 1600;

export function StereoPanel() {
  const points = useRef({ data: new Float32Array(HELD * 2), next: 0, atMs: 0 });
  useEffect(() => {
    const endWatch = declareWatch({ goniometer: true });
    const end = onGoniometer((samples) => {
      const held = points.current;
      for (let i = 0; i + 1 < samples.length; i += 2) {
        held.data[held.next * 2] = samples[i] as number;
        held.data[held.next * 2 + 1] = samples[i + 1] as number;
        held.next = (held.next + 1) % HELD;
      }
      held.atMs = performance.now();
    });
    return () => {
      end();
      endWatch();
    };
  }, []);
  const canvas = usePicture(({ context, width, height, nowMs }) => {
    const foot = 40;
    const radius = Math.max(20, Math.min(width / 2 - 22, (height - foot) / 2 - 14));
    const cx = Math.round(width / 2);
    const cy = Math.round((height - foot) / 2 + 4);
    context.strokeStyle = token('hair-2');
    context.lineWidth = 1;
    context.beginPath();
    context.arc(cx, cy, radius, 0, 2 * Math.PI);
    context.stroke();
    context.fillStyle = token('hair');
    horizontal(context, cx - radius, cx + radius, cy);
    vertical(context, cx, cy - radius, cy + radius);
    context.font = PICTURE_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = token('text-3');
    const diagonal = radius * Math.SQRT1_2 + 8;
    context.fillText('M', cx, cy - radius - 7);
    context.fillText('L', cx - diagonal, cy - diagonal);
    context.fillText('R', cx + diagonal, cy - diagonal);
    context.fillText('S', cx + radius + 8, cy);
    const held = points.current;
    if (nowMs - held.atMs < 300) {
      // Mid upwards, side across: left and right turned by 45 degrees.
      context.beginPath();
      for (let i = 0; i < HELD; i++) {
        const at = ((held.next + i) % HELD) * 2;
        const left = held.data[at] as number;
        const right = held.data[at + 1] as number;
        let x = (right - left) * Math.SQRT1_2 * radius;
        let y = -(left + right) * Math.SQRT1_2 * radius;
        const length = Math.hypot(x, y);
        if (length > radius) {
          x *= radius / length;
          y *= radius / length;
        }
        if (i === 0) context.moveTo(cx + x, cy + y);
        else context.lineTo(cx + x, cy + y);
      }
      context.strokeStyle = alpha(token('curve'), 0.1);
      context.lineWidth = 1;
      context.stroke();
    }
    paintCorrelation(context, width, height);
  }, true);
  return (
    <section className="master-panel master-stereo" aria-label={words.stereo}>
      <header className="panel-header">
        <h2>{words.stereo}</h2>
      </header>
      <div className="panel-plot" data-help={words.stereoHelp} data-help-name={words.stereo}>
        <canvas ref={canvas} role="img" aria-label={words.stereo} />
      </div>
    </section>
  );
}

function paintCorrelation(context: CanvasRenderingContext2D, width: number, height: number): void {
  const header = newestFrame()?.header;
  // Silence has no correlation.
  const sounds = (header?.[Header.momentaryLufs] ?? Number.NaN) > -70;
  const correlation = sounds ? (header?.[Header.correlation] ?? Number.NaN) : Number.NaN;
  const left = 30;
  const span = width - 60;
  const y = height - 12;
  context.fillStyle = token('meter-trough');
  context.fillRect(left, y - 3, span, 6);
  context.fillStyle = alpha(token('meter-over'), 0.5);
  context.fillRect(left, y - 3, span / 2, 6);
  context.fillStyle = alpha(token('meter-low'), 0.5);
  context.fillRect(left + span / 2, y - 3, span / 2, 6);
  context.fillStyle = token('text-3');
  context.textAlign = 'center';
  context.fillText('−1', left - 14, y);
  context.fillText('+1', left + span + 14, y);
  context.fillStyle = token('text-2');
  const text = Number.isNaN(correlation) ? decibels(Number.NaN) : signedDecibels(correlation, 2);
  context.fillText(`${words.correlation} ${text}`, width / 2, y - 14);
  if (Number.isNaN(correlation)) return;
  context.fillStyle = token('text-1');
  context.fillRect(Math.round(left + ((correlation + 1) / 2) * span) - 1, y - 6, 2, 12);
}
