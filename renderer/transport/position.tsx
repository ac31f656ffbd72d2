/** The song position on its well: bars large, time beside it. Written outside React, once a frame. */
import { useEffect, useRef } from 'react';
import { transportWords } from '../../audio-engine/words/views.ts';
import { subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { formatBars, formatTime } from './musical-time.ts';
import './transport.css';
import { positionNow } from './transport-state.ts';

/** Screen readers are told the position twice a second, not sixty times. */
const SPOKEN_EVERY_MS = 500;

export function Position() {
  const bars = useRef<HTMLSpanElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let shown = -1;
    let tempoShown: unknown;
    let spokenAt = 0;
    return subscribeFrame((_frame, nowMs) => {
      const document = shownDocument();
      const sample = Math.round(positionNow());
      if (sample === shown && tempoShown === document.tempo) return;
      shown = sample;
      tempoShown = document.tempo;
      const barText = formatBars(sample, document.tempo, document.session.sampleRate);
      const timeText = formatTime(sample, document.session.sampleRate);
      if (bars.current) bars.current.textContent = barText;
      if (time.current) time.current.textContent = timeText;
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
