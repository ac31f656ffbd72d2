/** Loudness over the song: what was heard, and the whole song where it was measured; a click goes there. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { masterFingerprint, sessionEndSample } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { type Picture, usePicture } from '../editors/index.ts';
import { playheadSample } from '../live/index.ts';
import { shownDocument, studio, useDocument } from '../state/index.ts';
import { analyseSong, cancelAnalysis, type SongAnalysis, useAnalysis } from './analysis.ts';
import { HISTORY_FOOT, HISTORY_GUTTER, paintHistory, timeText } from './loudness-history-picture.ts';
import { EdgeDrag, handleAt, songSpan } from './song-edges.ts';
import { EdgeFields } from './song-fields.tsx';

const words = mixingWords.master;

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

  const paint = (picture: Picture) =>
    paintHistory(picture, {
      lengthS,
      sampleRate,
      targetLufs,
      done: done?.history ? done : null,
      hoverSeconds: hover.current,
    });
  const canvas = usePicture(paint, true);

  const secondsAt = (event: { clientX: number }) => {
    const box = host.current?.getBoundingClientRect();
    const plotWidth = Math.max(1, (box?.width ?? 1) - HISTORY_GUTTER);
    return Math.max(0, Math.min(1, (event.clientX - (box?.left ?? 0)) / plotWidth)) * lengthS;
  };
  /** What of the song's edges lies under the pointer. */
  const edgeAt = (event: { clientX: number; clientY: number }) => {
    const box = host.current?.getBoundingClientRect();
    if (!box) return null;
    const plotWidth = Math.max(1, box.width - HISTORY_GUTTER);
    const top = event.clientY - box.top < (box.height - HISTORY_FOOT) / 3;
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

/** Whether the master would sound otherwise than it was measured. */
function outdated(done: SongAnalysis, now: ReturnType<typeof shownDocument>): boolean {
  const then = done.document as ReturnType<typeof shownDocument>;
  return masterFingerprint(then) !== masterFingerprint(now);
}

function speak(node: HTMLElement, sampleRate: number): void {
  const seconds = (playheadSample() ?? 0) / sampleRate;
  node.setAttribute('aria-valuenow', String(Math.round(seconds)));
  node.setAttribute('aria-valuetext', timeText(seconds));
}
