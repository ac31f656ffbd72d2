/** The fader: a slot, the console scale, a cap the hand grabs. Its travel is the element's own height. */
import { memo } from 'react';
import './fader.css';
import { FADER_MARKS, faderPosition } from './fader-law.ts';
import { faderScale } from './fader-scale.ts';
import { useFollowed } from './following.ts';
import { useSlider } from './slider.ts';
import { ValueField } from './value-field.tsx';
import type { Binding } from './value-gesture.ts';

export interface FaderProps {
  value: number;
  binding: Binding;
  label: string;
  wide?: boolean;
  /** The selected strip's cap carries the accent line. */
  selected?: boolean;
  tabIndex?: number;
  help?: object;
  /** Names the element for walking with the arrow keys. */
  control?: string;
}

const Scale = memo(function Scale({ wide }: { wide: boolean }) {
  const marks = FADER_MARKS.filter((db) => wide || (db !== 12 && db !== -5));
  return (
    <div className="fader-scale" aria-hidden="true">
      {FADER_MARKS.map((db) => (
        <i key={db} data-zero={db === 0 || undefined} style={{ bottom: `${faderPosition(db) * 100}%` }} />
      ))}
      {marks.map((db) => (
        <span
          key={db}
          data-db={Math.abs(db)}
          data-zero={db === 0 || undefined}
          style={{ bottom: `${faderPosition(db) * 100}%` }}
        >
          {Math.abs(db)}
        </span>
      ))}
    </div>
  );
});

export function Fader({
  value,
  binding,
  label,
  wide = false,
  selected,
  tabIndex,
  help,
  control,
}: FaderProps) {
  const slider = useSlider({
    scale: faderScale,
    value,
    binding,
    label,
    travelPx: () => slider.ref.current?.clientHeight ?? 200,
    orientation: 'vertical',
    ...(tabIndex === undefined ? {} : { tabIndex }),
  });
  useFollowed(binding.lane, value, (now) => {
    const travel = slider.ref.current;
    const cap = travel?.querySelector<HTMLElement>('.fader-cap');
    if (!travel || !cap) return;
    cap.style.bottom = `${faderScale.toPosition(now) * 100}%`;
  });
  return (
    <div className="fader" data-wide={wide || undefined} data-selected={selected || undefined} {...help}>
      <Scale wide={wide} />
      <div className="fader-travel" ref={slider.ref} data-control={control} {...slider.props}>
        <div className="fader-slot" />
        <div className="fader-cap" style={{ bottom: `${faderScale.toPosition(value) * 100}%` }} />
      </div>
      {slider.typing !== null && (
        <div className="fader-typing">
          <ValueField
            scale={faderScale}
            value={value}
            label={label}
            initial={slider.typing}
            onDone={slider.finishTyping}
          />
        </div>
      )}
    </div>
  );
}
