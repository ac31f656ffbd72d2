/** Loudness over the song: what was heard, and the whole song where it was measured; a click goes there. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { orderedMarkers, sessionEndSample } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { horizontal, PICTURE_FONT, type Picture, usePicture, vertical } from '../editors/index.ts';
import { newestFrame, playheadSample } from '../live/index.ts';
import { shownDocument, studio, useDocument } from '../state/index.ts';
import { alpha, token } from '../theme/index.ts';
import { analyseSong, cancelAnalysis, type SongAnalysis, useAnalysis } from './analysis.ts';
import { heardLoudness, STEPS_PER_SECOND } from './heard.ts';
import { LOUDNESS_MARKS, loudnessPosition } from './loudness-scale.ts';
import { EdgeDrag, handleAt, songSpan } from './song-edges.ts';
import { EdgeFields } from './song-fields.tsx';
import { paintSong } from './song-picture.ts';

const words = mixingWords.master;
const FOOT = 20;
const GUTTER = 36;

export function timeText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Steps of the time axis that leave about 90 px between labels. */
export function timeStep(lengthS: number, width: number): number {
  const wanted = (lengthS / Math.max(1, width)) * 90;
  return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((step) => step >= wanted) ?? 3600;
}

interface Levels {
  shortTerm: Float32Array;
  momentary: Float32Array;
  stepSeconds: number;
  count: number;
}

/** The loudest value under a column; NaN where there is none. */
function columnLevels(
  levels: Float32Array,
  count: number,
  stepSeconds: number,
  lengthS: number,
  width: number,
): (x: number) => number {
  const perPixel = lengthS / stepSeconds / width;
  return (x) => {
    const first = Math.floor(x * perPixel);
    const end = Math.min(count, Math.max((x + 1) * perPixel, first + 1));
    let best = Number.NaN;
    for (let i = first; i < end; i++) {
      const value = levels[i] as number;
      if (!(best >= value) && !Number.isNaN(value)) best = value;
    }
    return best;
  };
}

/** Traces the columns' levels; columns without a value end a run of the line. Answers the runs. */
function trace(
  context: CanvasRenderingContext2D,
  levels: Float32Array,
  count: number,
  stepSeconds: number,
  lengthS: number,
  width: number,
  y: (lufs: number) => number,
): { first: number; last: number }[] {
  const levelAt = columnLevels(levels, count, stepSeconds, lengthS, width);
  const runs: { first: number; last: number }[] = [];
  context.beginPath();
  for (let x = 0; x < width; x++) {
    const best = levelAt(x);
    if (Number.isNaN(best)) continue;
    const run = runs.at(-1);
    if (run && run.last === x - 1) {
      context.lineTo(x, y(best));
      run.last = x;
    } else {
      context.moveTo(x, y(best));
      runs.push({ first: x, last: x });
    }
  }
  return runs;
}

function paintLevels(
  context: CanvasRenderingContext2D,
  levels: Levels,
  lengthS: number,
  width: number,
  height: number,
  strong: boolean,
): void {
  const y = (lufs: number) => (1 - loudnessPosition(lufs)) * height;
  const green = token('meter-low');
  const { shortTerm, momentary, count, stepSeconds } = levels;
  if (trace(context, momentary, count, stepSeconds, lengthS, width, y).length > 0) {
    context.strokeStyle = alpha(green, strong ? 0.45 : 0.3);
    context.lineWidth = 1;
    context.stroke();
  }
  const runs = trace(context, shortTerm, count, stepSeconds, lengthS, width, y);
  if (runs.length === 0) return;
  context.strokeStyle = alpha(green, strong ? 1 : 0.75);
  context.lineWidth = 1.5;
  context.stroke();
  if (!strong) return;
  const fill = context.createLinearGradient(0, 0, 0, height);
  fill.addColorStop(0, alpha(green, 0.45));
  fill.addColorStop(1, alpha(green, 0.08));
  context.fillStyle = fill;
  const levelAt = columnLevels(shortTerm, count, stepSeconds, lengthS, width);
  // Each run of the line has its own ground: a path through a gap would cut across what was not heard.
  for (const run of runs) {
    context.beginPath();
    context.moveTo(run.first, height);
    for (let x = run.first; x <= run.last; x++) context.lineTo(x, y(levelAt(x)));
    context.lineTo(run.last, height);
    context.fill();
  }
}

function paintIntegrated(
  context: CanvasRenderingContext2D,
  plotWidth: number,
  plotHeight: number,
  lufs: number,
): void {
  const y = (1 - loudnessPosition(lufs)) * plotHeight;
  context.fillStyle = token('curve');
  horizontal(context, 0, plotWidth, y);
  context.font = '500 10px "Inter Variable", system-ui, sans-serif';
  context.textAlign = 'right';
  const text = `I ${decibels(lufs)}`;
  const width = context.measureText(text).width + 8;
  context.fillStyle = token('well');
  context.fillRect(plotWidth - width - 2, y - 17, width, 14);
  context.fillStyle = token('text-1');
  context.fillText(text, plotWidth - 6, y - 10);
}

export function LoudnessHistory({ targetLufs }: { targetLufs: number | null }) {
  const endSample = useDocument(sessionEndSample);
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const analysis = useAnalysis();
  const done = analysis.done;
  const changed = useDocument((document) => done !== null && outdated(done, document));
  const lengthS = Math.max(1, endSample / sampleRate);
  const host = useRef<HTMLDivElement>(null);
  const hover = useRef<number | null>(null);
  const drag = useRef<EdgeDrag | null>(null);

  const paint = ({ context, width, height, nowMs }: Picture) => {
    const plotWidth = Math.floor(width - GUTTER);
    const plotHeight = height - FOOT;
    const y = (lufs: number) => (1 - loudnessPosition(lufs)) * plotHeight;
    context.font = PICTURE_FONT;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    for (const mark of LOUDNESS_MARKS) {
      context.fillStyle = token('hair');
      horizontal(context, 0, plotWidth, Math.min(plotHeight - 1, y(mark)));
      context.fillStyle = token('text-3');
      context.fillText(decibels(mark, 0), plotWidth + 8, Math.min(plotHeight - 5, y(mark)));
    }
    const step = timeStep(lengthS, plotWidth);
    for (let s = 0; s <= lengthS; s += step) {
      const x = (s / lengthS) * plotWidth;
      context.fillStyle = token('hair');
      vertical(context, x, 0, plotHeight);
      context.fillStyle = token('text-3');
      context.fillText(timeText(s), x + (s === 0 ? 4 : -10), plotHeight + 11);
    }
    if (targetLufs !== null) {
      context.fillStyle = alpha(token('accent'), 0.16);
      context.fillRect(
        0,
        y(targetLufs + 0.5),
        plotWidth,
        Math.max(2, y(targetLufs - 0.5) - y(targetLufs + 0.5)),
      );
    }
    const heard = heardLoudness();
    const heardLevels: Levels = {
      shortTerm: heard.shortTermLufs,
      momentary: heard.momentaryLufs,
      stepSeconds: 1 / STEPS_PER_SECOND,
      count: heard.steps,
    };
    if (done?.history) {
      const { history, measurement } = done;
      paintLevels(
        context,
        {
          shortTerm: history.shortTermLufs,
          momentary: history.momentaryLufs,
          stepSeconds: history.stepSeconds,
          count: history.shortTermLufs.length,
        },
        lengthS,
        plotWidth,
        plotHeight,
        true,
      );
      if (measurement.integratedLufs !== null)
        paintIntegrated(context, plotWidth, plotHeight, measurement.integratedLufs);
    } else {
      paintLevels(context, heardLevels, lengthS, plotWidth, plotHeight, true);
      const integrated = newestFrame()?.header[Header.integratedLufs] ?? Number.NaN;
      if (integrated > -70) paintIntegrated(context, plotWidth, plotHeight, integrated);
    }
    if (targetLufs !== null) {
      context.textAlign = 'left';
      context.font = PICTURE_FONT;
      const text = `${words.target} ${decibels(targetLufs)}`;
      context.fillStyle = alpha(token('well'), 0.8);
      context.fillRect(2, y(targetLufs) - 15, context.measureText(text).width + 8, 14);
      context.fillStyle = token('accent-hi');
      context.fillText(text, 6, y(targetLufs) - 8);
    }
    context.fillStyle = token('reduction');
    for (const marker of orderedMarkers(shownDocument())) {
      const x = (marker.sample / sampleRate / lengthS) * plotWidth;
      vertical(context, x, 0, 5);
    }
    paintSong(
      context,
      shownDocument(),
      (at) => (at / sampleRate / lengthS) * plotWidth,
      plotWidth,
      plotHeight,
    );
    const sample = playheadSample(nowMs);
    if (sample !== undefined) {
      context.fillStyle = token('curve');
      vertical(context, (sample / sampleRate / lengthS) * plotWidth, 0, plotHeight);
    }
    if (hover.current !== null)
      paintHover(
        context,
        hover.current,
        plotWidth,
        plotHeight,
        lengthS,
        done?.history ? done : null,
        heardLevels,
      );
  };
  const canvas = usePicture(paint, true);

  const secondsAt = (event: { clientX: number }) => {
    const box = host.current?.getBoundingClientRect();
    const plotWidth = Math.max(1, (box?.width ?? 1) - GUTTER);
    return Math.max(0, Math.min(1, (event.clientX - (box?.left ?? 0)) / plotWidth)) * lengthS;
  };
  /** What of the song's edges lies under the pointer. */
  const edgeAt = (event: { clientX: number; clientY: number }) => {
    const box = host.current?.getBoundingClientRect();
    if (!box) return null;
    const plotWidth = Math.max(1, box.width - GUTTER);
    const top = event.clientY - box.top < (box.height - FOOT) / 3;
    const x = (at: number) => (at / sampleRate / lengthS) * plotWidth;
    return handleAt(songSpan(shownDocument()), x, event.clientX - box.left, top);
  };
  const locate = (seconds: number) =>
    void studio().invoke('transport.locate', {
      sample: Math.round(Math.max(0, Math.min(lengthS, seconds)) * sampleRate),
    });
  return (
    <section className="master-panel master-history" aria-label={words.history}>
      <header className="panel-header">
        <h2>{words.history}</h2>
        <span className="panel-note">{done ? words.measuredWhole(done.what, changed) : words.heardOnly}</span>
        <span className="editor-space" />
        <EdgeFields />
        <span className="legend" data-ink="short">
          {words.shortTerm}
        </span>
        <span className="legend" data-ink="momentary">
          {words.momentary}
        </span>
        <span className="legend" data-ink="integrated">
          {words.integrated}
        </span>
        {analysis.running !== null ? (
          <Button kind="plain" className="panel-button" onPress={cancelAnalysis} help={words.analyseHelp}>
            {words.analysing(analysis.progress)}
          </Button>
        ) : (
          <Button
            kind="plain"
            className="panel-button"
            isDisabled={endSample === 0}
            onPress={() => void analyseSong('master')}
            help={words.analyseHelp}
          >
            {done ? words.analyseAgain : words.analyse}
          </Button>
        )}
      </header>
      <div
        ref={host}
        className="panel-plot"
        role="slider"
        tabIndex={0}
        aria-label={words.historySeek}
        aria-valuemin={0}
        aria-valuemax={Math.round(lengthS)}
        aria-valuenow={0}
        aria-valuetext={timeText(0)}
        data-help={words.historyHelp}
        data-help-name={words.history}
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
          const edge = endSample > 0 ? edgeAt(event) : null;
          if (!edge) {
            locate(secondsAt(event));
            return;
          }
          drag.current = new EdgeDrag(edge);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event: PointerEvent<HTMLDivElement>) => {
          hover.current = secondsAt(event);
          if (drag.current) drag.current.move(hover.current * sampleRate);
          else event.currentTarget.style.cursor = edgeAt(event) ? 'ew-resize' : '';
        }}
        onPointerUp={() => {
          drag.current?.end();
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current?.cancel();
          drag.current = null;
        }}
        onPointerLeave={() => {
          hover.current = null;
        }}
        onFocus={(event) => speak(event.currentTarget, sampleRate)}
        onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => {
          if (event.key === 'Escape' && drag.current) {
            event.stopPropagation();
            drag.current.cancel();
            drag.current = null;
            return;
          }
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          const now = (playheadSample() ?? 0) / sampleRate;
          locate(now + step * (event.shiftKey ? 1 : 5));
          speak(event.currentTarget, sampleRate);
        }}
      >
        <canvas ref={canvas} />
      </div>
    </section>
  );
}

/** What changed the sound since the measurement: anything but names, colours, markers and the release's texts. */
function outdated(done: SongAnalysis, now: ReturnType<typeof shownDocument>): boolean {
  const then = done.document as ReturnType<typeof shownDocument>;
  return (
    then.clips !== now.clips ||
    then.strips !== now.strips ||
    then.effects !== now.effects ||
    then.media !== now.media
  );
}

function speak(node: HTMLElement, sampleRate: number): void {
  const seconds = (playheadSample() ?? 0) / sampleRate;
  node.setAttribute('aria-valuenow', String(Math.round(seconds)));
  node.setAttribute('aria-valuetext', timeText(seconds));
}

function paintHover(
  context: CanvasRenderingContext2D,
  seconds: number,
  width: number,
  height: number,
  lengthS: number,
  done: SongAnalysis | null,
  heard: Levels,
): void {
  const at = done?.history
    ? done.history.shortTermLufs[Math.floor(seconds / done.history.stepSeconds)]
    : heard.shortTerm[Math.floor(seconds / heard.stepSeconds)];
  const text = `${timeText(seconds)}  S ${decibels(at)}`;
  const x = (seconds / lengthS) * width;
  context.fillStyle = alpha(token('curve'), 0.35);
  vertical(context, x, 0, height);
  context.font = '500 10px "Inter Variable", system-ui, sans-serif';
  const box = context.measureText(text).width + 12;
  const left = Math.min(width - box - 2, x + 5);
  context.fillStyle = token('control-hi');
  context.beginPath();
  context.roundRect(left, height - 20, box, 16, 3);
  context.fill();
  context.fillStyle = token('text-1');
  context.textAlign = 'left';
  context.fillText(text, left + 6, height - 12);
}
