/** The whole song above the findings: sections, envelope, a bar for each place of a finding, the playhead. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Finding } from '../../audio-engine/protocol/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { type Picture, usePicture } from '../editors/index.ts';
import { playheadSample } from '../live/index.ts';
import { alpha, token } from '../theme/index.ts';
import { locate, positionNow } from '../transport/index.ts';
import { envelopeAt, useEnvelope } from './envelope.ts';
import type { Section } from './findings.ts';
import { openFinding } from './open.ts';

const NAMES = 16;
const BARS = 14;
const KEY_STEP_S = 5;

export interface SongPictureProps {
  findings: readonly Finding[];
  /** Places of notes, samples. */
  notes: readonly number[];
  openKey: string | null;
  sections: readonly Section[];
  sampleRate: number;
  lengthSamples: number;
}

const INKS = { fix: 'bad', hear: 'warn', note: 'text-3' } as const;
/** Bars of one place that lasts, dots of many short ones: shorter than this is a dot. */
const DOT_PX = 5;

function paintSong(picture: Picture, props: SongPictureProps, envelope: Float32Array | undefined): void {
  const { context, width, height } = picture;
  const { findings, notes, openKey, sections, lengthSamples } = props;
  const length = Math.max(1, lengthSamples);
  const x = (sample: number) => (sample / length) * width;
  const top = sections.length > 0 ? NAMES + 2 : 2;
  const bottom = height - BARS - 4;
  const middle = (top + bottom) / 2;
  const open = findings.find(({ key }) => key === openKey);
  const lit = (sample: number) =>
    open === undefined ||
    open.ranges.length === 0 ||
    open.ranges.some((range) => sample >= range.startSample && sample <= range.endSample);

  context.font = '10px "Inter Variable", system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const section of sections) {
    const left = Math.round(x(section.startSample));
    const right = Math.round(x(section.endSample));
    const inside = open?.ranges.some(
      (range) => range.startSample < section.endSample && range.endSample > section.startSample,
    );
    context.fillStyle = token(inside ? 'control-hi' : 'control');
    context.fillRect(left, 0, Math.max(1, right - left - 1), NAMES - 1);
    context.save();
    context.beginPath();
    context.rect(left, 0, Math.max(0, right - left - 4), NAMES);
    context.clip();
    context.fillStyle = token(inside ? 'text-1' : 'text-2');
    context.fillText(section.name, left + 5, NAMES / 2);
    context.restore();
  }
  if (envelope) {
    const tall = (bottom - top) / 2;
    for (let at = 0; at < width; at++) {
      const value = Math.max(0.5, envelopeAt(envelope, at / width, (at + 1) / width) * tall);
      const bright = lit(((at + 0.5) / width) * length);
      context.fillStyle = bright ? alpha(token('track-stone'), 0.9) : alpha(token('track-stone'), 0.4);
      context.fillRect(at, middle - value, 1, 2 * value);
    }
  }
  context.fillStyle = token('reduction');
  for (const sample of notes) {
    const at = Math.round(x(sample));
    context.fillRect(at, top, 1, height - top - 8);
    context.beginPath();
    context.arc(at + 0.5, height - 5, 3, 0, 2 * Math.PI);
    context.fill();
  }
  // Worst first: the most costly of a place is drawn last, over the others.
  for (const finding of [...findings].reverse()) {
    const chosen = finding.key === openKey;
    const ink = token(INKS[finding.severity]);
    for (const range of finding.ranges) {
      const left = x(range.startSample);
      const wide = x(range.endSample) - left;
      context.fillStyle = chosen || openKey === null ? ink : alpha(ink, 0.6);
      if (wide >= DOT_PX) context.fillRect(Math.round(left), height - BARS, Math.round(wide), chosen ? 4 : 3);
      else {
        context.beginPath();
        context.arc(left + wide / 2, height - 4, 2, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }
  if (open && open.ranges.length > 0) {
    const first = open.ranges[0]!.startSample;
    const last = Math.max(...open.ranges.map(({ endSample }) => endSample));
    const left = Math.round(x(first)) + 0.5;
    const right = Math.round(x(last)) - 0.5;
    if (right - left > DOT_PX && open.ranges.length === 1) {
      context.strokeStyle = token('text-2');
      context.lineWidth = 1;
      context.strokeRect(left, 0.5, right - left, height - 1);
    }
  }
}

function PlayheadLayer({ lengthSamples }: { lengthSamples: number }) {
  const canvas = usePicture(({ context, width, height, nowMs }) => {
    const sample = playheadSample(nowMs);
    if (sample === undefined) return;
    context.fillStyle = token('curve');
    context.fillRect(Math.round((sample / Math.max(1, lengthSamples)) * width), 0, 1, height);
  }, true);
  return <canvas ref={canvas} className="evidence-head" />;
}

export function SongPicture(props: SongPictureProps) {
  const { findings, sampleRate, lengthSamples } = props;
  const envelope = useEnvelope();
  const host = useRef<HTMLDivElement>(null);
  const canvas = usePicture((picture) => paintSong(picture, props, envelope), false);
  const speak = (node: HTMLElement, sample: number) => {
    node.setAttribute('aria-valuenow', String(Math.round(sample / sampleRate)));
    node.setAttribute('aria-valuetext', clock(sample / sampleRate));
  };
  const go = (sample: number) => {
    const at = Math.max(0, Math.min(lengthSamples, Math.round(sample)));
    locate(at);
    if (host.current) speak(host.current, at);
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const sample = ((event.clientX - box.left) / Math.max(1, box.width)) * lengthSamples;
    const near = (4 / Math.max(1, box.width)) * lengthSamples;
    go(sample);
    // The feet of the picture are the bars: a press there opens what it hits.
    if (
      event.clientY <
      box.bottom - ((BARS + 2) * box.height) / Math.max(1, event.currentTarget.clientHeight)
    )
      return;
    const hit = findings.find((finding) =>
      finding.ranges.some((range) => sample >= range.startSample - near && sample <= range.endSample + near),
    );
    if (hit) openFinding(hit.key);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    go(positionNow() + step * (event.shiftKey ? 1 : KEY_STEP_S) * sampleRate);
  };
  return (
    <div
      ref={host}
      className="song-picture"
      role="slider"
      tabIndex={0}
      aria-label={words.overview}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthSamples / Math.max(1, sampleRate))}
      aria-valuenow={0}
      aria-valuetext={clock(0)}
      data-help={words.overviewHelp}
      data-help-name={words.overview}
      onPointerDown={onDown}
      onKeyDown={onKeyDown}
      onFocus={(event) => speak(event.currentTarget, positionNow())}
    >
      <canvas ref={canvas} />
      <PlayheadLayer lengthSamples={lengthSamples} />
    </div>
  );
}
