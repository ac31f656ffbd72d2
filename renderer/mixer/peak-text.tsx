/** The highest peak under the fader's value, written a few times a second past React. A click starts it again. */
import { useEffect, useRef } from 'react';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { resetLevels, stripLevel, subscribeFrame } from '../live/index.ts';

const EVERY_MS = 250;

export function PeakText({ stripId, label }: { stripId: string; label: string }) {
  const text = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    let shownTurn = -1;
    let shown = '';
    return subscribeFrame((_frame, nowMs) => {
      // By the clock, so that all strips write in one frame and the page is laid out once for them.
      const turn = Math.floor(nowMs / EVERY_MS);
      if (turn === shownTurn) return;
      shownTurn = turn;
      const level = stripLevel(stripId);
      const highest = level?.highestDb;
      const next = level?.faulted ? '!' : decibels(highest);
      const node = text.current;
      if (!node || next === shown) return;
      shown = next;
      node.textContent = next;
      node.dataset.level =
        highest === undefined || highest < -6
          ? 'low'
          : level?.clipped
            ? 'over'
            : highest >= -1
              ? 'over'
              : 'near';
      node.dataset.help = level?.faulted ? mixingWords.strip.faulted : mixingWords.help.meter;
    });
  }, [stripId]);
  return (
    <button
      type="button"
      ref={text}
      className="peak-text"
      tabIndex={-1}
      aria-label={label}
      data-help={mixingWords.help.meter}
      data-help-name={label}
      onClick={() => resetLevels(stripId)}
    >
      –
    </button>
  );
}
