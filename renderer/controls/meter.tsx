/**
 * What a screen reader and the pointer meet where a canvas draws a meter: a meter whose text follows
 * the level a few times a second, and a click that puts out the clip latch.
 */
import { useEffect, useRef } from 'react';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { resetLevels, stripLevel, subscribeFrame } from '../live/index.ts';

export interface MeterProps {
  stripId: string;
  label: string;
  className?: string;
}

/** Twice a second: what a listener can follow, in the frames in which figures are written too. */
const SPEAK_EVERY_MS = 500;

export function Meter({ stripId, label, className = '' }: MeterProps) {
  const element = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    let spokenTurn = -1;
    let shown = '';
    return subscribeFrame((_frame, nowMs) => {
      // By the clock, so that all meters are written in one frame.
      const turn = Math.floor(nowMs / SPEAK_EVERY_MS);
      if (turn === spokenTurn) return;
      spokenTurn = turn;
      const level = stripLevel(stripId);
      const peakDb = level
        ? Math.max(level.left.level(nowMs), level.right.level(nowMs))
        : Number.NEGATIVE_INFINITY;
      const text = mixingWords.meter.spoken(peakDb, level?.clipped ?? false);
      const node = element.current;
      if (!node || text === shown) return;
      shown = text;
      node.setAttribute('aria-valuetext', text);
      node.value = Math.max(-60, Math.min(6, Math.round(peakDb)));
    });
  }, [stripId]);
  return (
    <div
      className={`meter ${className}`}
      onPointerDown={() => resetLevels(stripId)}
      data-help={mixingWords.help.meter}
      data-help-name={label}
    >
      <meter
        ref={element}
        className="visually-hidden"
        aria-label={label}
        min={-60}
        max={6}
        value={-60}
        aria-valuetext={mixingWords.meter.spoken(Number.NEGATIVE_INFINITY, false)}
      />
    </div>
  );
}
