/** M, S and Safe: plain pressed buttons of 16 px, light enough for hundreds of strips. */
import { useRef } from 'react';
import { type LaneRef, useFollowed } from '../controls/index.ts';

export interface StripButtonProps {
  pressed: boolean;
  label: string;
  help: string;
  tone: 'mute' | 'solo' | 'safe';
  control: string;
  tabIndex: number;
  children: string;
  /** The lane the lamp follows while it plays. */
  lane?: LaneRef;
  onPress(): void;
}

export function StripButton(props: StripButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFollowed(props.lane, props.pressed ? 1 : 0, (now) =>
    button.current?.setAttribute('aria-pressed', String(now >= 0.5)),
  );
  return (
    <button
      ref={button}
      type="button"
      className={`strip-button strip-button-${props.tone}`}
      aria-pressed={props.pressed}
      aria-label={props.label}
      tabIndex={props.tabIndex}
      data-control={props.control}
      data-help={props.help}
      data-help-name={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
