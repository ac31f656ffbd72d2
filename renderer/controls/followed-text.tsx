/** A value's text that follows its lane: written past React, a few times a second, and only where it reads differently. */
import { useRef } from 'react';
import { FOLLOW_TEXT_MS, type LaneRef, useFollowed } from './following.ts';

export interface FollowedTextProps {
  lane: LaneRef | undefined;
  value: number;
  text(value: number): string;
  className?: string;
}

export function FollowedText({ lane, value, text, className }: FollowedTextProps) {
  const node = useRef<HTMLSpanElement>(null);
  useFollowed(
    lane,
    value,
    (now) => {
      const next = text(now);
      if (node.current && node.current.textContent !== next) node.current.textContent = next;
    },
    FOLLOW_TEXT_MS,
  );
  // One text, so that what is written past React is what React believes to be there.
  return (
    <span ref={node} {...(className === undefined ? {} : { className })}>
      {text(value)}
    </span>
  );
}
