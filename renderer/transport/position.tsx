/** The song position on its well: bars large, time beside it. Written outside React, twenty times a second. */
import { useEffect, useRef } from 'react';
import { transportWords } from '../../audio-engine/words/views.ts';
import { subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { formatBars, formatTime } from './musical-time.ts';
import './transport.css';
import { positionNow } from './transport-state.ts';

/** Screen readers are told the position twice a second, not sixty times. */
const SPOKEN_EVERY_MS = 500;

/** Digits change no faster than an eye reads them: each change has the page laid out and painted again. */
const WRITE_EVERY_MS = 50;

function write(element: HTMLElement | null, text: string): void {
  const node = element?.firstChild;
  if (node instanceof Text) {
    if (node.data !== text) node.data = text;
  } else if (element) element.textContent = text;
}

export function Position() {
  const bars = useRef<HTMLSpanElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let writtenTurn = -1;
    let shown = -1;
    let tempoShown: unknown;
    let spokenAt = 0;
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / WRITE_EVERY_MS);
      if (turn === writtenTurn) return;
      writtenTurn = turn;
      const document = shownDocument();
      const sample = Math.round(positionNow());
      if (sample === shown && tempoShown === document.tempo) return;
      shown = sample;
      tempoShown = document.tempo;
      const barText = formatBars(sample, document.tempo, document.session.sampleRate);
      const timeText = formatTime(sample, document.session.sampleRate);
      write(bars.current, barText);
      write(time.current, timeText);
      if (nowMs - spokenAt > SPOKEN_EVERY_MS) {
        spokenAt = nowMs;
        box.current?.setAttribute('aria-label', transportWords.position(barText, timeText));
      }
    });
  }, []);
  return (
    <div
      className="position"
      ref={box}
      role="timer"
      aria-live="off"
      aria-label={transportWords.position('1.1.000', '00:00.000')}
      data-help={transportWords.positionHelp}
      data-help-name={transportWords.positionName}
    >
      <span className="position-bars" ref={bars}>
        1.1.000
      </span>
      <span className="position-time" ref={time}>
        00:00.000
      </span>
    </div>
  );
}
