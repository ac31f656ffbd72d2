/** The only picture in the program: a door that stands ajar, and the song's own line crossing the sill. */
import { useEffect, useRef, useState } from 'react';
import { checkWords } from '../../audio-engine/words/index.ts';
import { type Picture, usePicture } from '../editors/index.ts';
import { alpha, currentTheme, mix, reducedMotion, token } from '../theme/index.ts';
import { envelopeAt, useEnvelope } from './envelope.ts';

const words = checkWords.door;
/** The door opens once, when a check ends. */
const OPENING_MS = 400;
const AJAR = 0.62;

/** Colours of the only room in the program; the light of look.md. */
function inks() {
  const light = currentTheme() === 'light';
  return light
    ? { wall: '#b9b3ab', floor: '#a8a199', frame: '#8f8880', slit: '#ffffff', far: '#f4f1ec', glow: 0.5 }
    : { wall: '#1d1a17', floor: '#141210', frame: '#3a3530', slit: '#f0e2c6', far: '#d9c9aa', glow: 0.2 };
}

function paintDoor(
  { context, width, height }: Picture,
  envelope: Float32Array | undefined,
  opened: number,
  clear: boolean,
): void {
  const ink = inks();
  const sill = Math.round(height * 0.78);
  const top = Math.round(height * 0.1);
  const left = Math.round(width * 0.6);
  const frame = Math.round(width * 0.27);
  const open = Math.max(6, frame * (clear ? 0.82 : AJAR) * opened);

  const wall = context.createRadialGradient(left + open / 2, sill * 0.55, 10, left, sill * 0.5, width * 0.85);
  wall.addColorStop(0, mix(ink.slit, ink.wall, ink.glow));
  wall.addColorStop(0.45, ink.wall);
  wall.addColorStop(1, mix('#000000', ink.wall, 0.18));
  context.fillStyle = wall;
  context.fillRect(0, 0, width, sill);
  const ground = context.createLinearGradient(0, sill, 0, height);
  ground.addColorStop(0, ink.floor);
  ground.addColorStop(1, mix('#000000', ink.floor, 0.25));
  context.fillStyle = ground;
  context.fillRect(0, sill, width, height - sill);

  // Light on the floor, from the slit towards the viewer.
  context.beginPath();
  context.moveTo(left, sill);
  context.lineTo(left + open, sill);
  context.lineTo(left + open * 0.62 - width * 0.04, height);
  context.lineTo(left - width * 0.32 - open * 0.4, height);
  context.closePath();
  const spill = context.createLinearGradient(left, sill, left - width * 0.14, height);
  spill.addColorStop(0, alpha(ink.slit, 0.85));
  spill.addColorStop(1, alpha(ink.slit, 0.08));
  context.fillStyle = spill;
  context.fill();

  // The room behind, seen through the slit.
  const beyond = context.createLinearGradient(left, top, left + open, sill);
  beyond.addColorStop(0, ink.slit);
  beyond.addColorStop(1, ink.far);
  context.fillStyle = beyond;
  context.fillRect(left, top, open, sill - top);
  // The door leaf, turned away.
  const leaf = Math.round(left + open);
  const end = left + frame;
  context.beginPath();
  context.moveTo(leaf, top);
  context.lineTo(end, top);
  context.lineTo(end, sill);
  context.lineTo(leaf, sill);
  context.closePath();
  context.fillStyle = mix(ink.slit, ink.wall, currentTheme() === 'light' ? 0.3 : 0.06);
  context.fill();
  context.fillStyle = alpha(ink.slit, 0.9);
  context.fillRect(leaf, top, 1, sill - top);
  if (end - leaf > 14) {
    context.fillStyle = mix(ink.slit, ink.frame, 0.7);
    context.fillRect(leaf + 7, Math.round((top + sill) / 2), 2, Math.round(height * 0.05));
  }
  context.strokeStyle = ink.frame;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(left - 1, sill);
  context.lineTo(left - 1, top - 1);
  context.lineTo(end + 1, top - 1);
  context.lineTo(end + 1, sill);
  context.stroke();
  context.fillStyle = mix(ink.slit, ink.floor, 0.25);
  context.fillRect(0, sill, width, 1);

  if (envelope) paintLine(context, envelope, { width, left, open, sill, height });
  context.font = '500 12px "Inter Variable", system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.fillStyle = currentTheme() === 'light' ? '#23201d' : '#ece7df';
  context.textAlign = 'left';
  context.fillText(words.mix, 16, height - 20);
  context.textAlign = 'right';
  context.fillText(words.master, width - 16, height - 20);
}

/** The song's envelope as a line: it gathers light towards the door and ends in it. */
function paintLine(
  context: CanvasRenderingContext2D,
  envelope: Float32Array,
  at: { width: number; left: number; open: number; sill: number; height: number },
): void {
  const { left, open, sill, height } = at;
  const end = left + open * 0.85;
  const y = (x: number) => {
    const value = envelopeAt(envelope, x / end, (x + 2) / end);
    return sill - height * 0.06 - value * height * 0.24;
  };
  const fade = context.createLinearGradient(0, 0, end, 0);
  const line = token('accent');
  fade.addColorStop(0, alpha(line, 0.15));
  fade.addColorStop(0.7, alpha(line, 0.9));
  fade.addColorStop(1, line);
  context.beginPath();
  for (let x = 0; x <= end; x += 2) {
    if (x === 0) context.moveTo(x, y(x));
    else context.lineTo(x, y(x));
  }
  context.strokeStyle = fade;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.stroke();
  // Over the sill it is in the light: darker there, to be seen.
  context.save();
  context.beginPath();
  context.rect(left, 0, open, sill);
  context.clip();
  context.beginPath();
  for (let x = Math.floor(left) - 2; x <= end; x += 2) {
    if (x <= left) context.moveTo(x, y(x));
    else context.lineTo(x, y(x));
  }
  context.strokeStyle = '#2b62c4';
  context.lineWidth = 1.75;
  context.stroke();
  context.restore();
}

export function DoorPicture({ ended, open }: { ended: number; open: number }) {
  const envelope = useEnvelope();
  const [opened, setOpened] = useState(1);
  const before = useRef(ended);
  useEffect(() => {
    if (before.current === ended) return;
    before.current = ended;
    if (reducedMotion()) return;
    const startMs = performance.now();
    let frame = 0;
    const step = () => {
      const t = Math.min(1, (performance.now() - startMs) / OPENING_MS);
      setOpened(1 - (1 - t) ** 3);
      if (t < 1) frame = requestAnimationFrame(step);
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [ended]);
  const canvas = usePicture((picture) => paintDoor(picture, envelope, opened, open === 0), false);
  return (
    <div className="door-picture" role="img" aria-label={words.picture(open)}>
      <canvas ref={canvas} />
    </div>
  );
}
