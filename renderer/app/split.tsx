/** A panel whose size the hand sets: the line between it and its neighbour is dragged, or moved with the arrow keys. */
import { type ReactNode, useRef, useState } from 'react';
import { setView, useViewState } from '../state/index.ts';

export interface SplitProps {
  /** Where the panel lies: its line is on the other side. */
  side: 'left' | 'bottom';
  /** Key of the view state that keeps the size. */
  stateKey: string;
  initial: number;
  smallest: number;
  largest: number;
  label: string;
  children: ReactNode;
}

export function Split({ side, stateKey, initial, smallest, largest, label, children }: SplitProps) {
  const [kept] = useViewState<number>(stateKey, initial);
  const [held, setHeld] = useState<number | null>(null);
  const drag = useRef<{ from: number; size: number } | null>(null);
  const size = held ?? kept;
  const clamp = (value: number) => Math.round(Math.min(largest, Math.max(smallest, value)));
  const along = (event: React.PointerEvent) => (side === 'left' ? event.clientX : -event.clientY);
  const line = (
    <hr
      className={`split-line split-line-${side}`}
      tabIndex={0}
      aria-orientation={side === 'left' ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={smallest}
      aria-valuemax={largest}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: along(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current) setHeld(clamp(drag.current.size + along(event) - drag.current.from));
      }}
      onPointerUp={() => {
        drag.current = null;
        if (held !== null) setView({ [stateKey]: held });
        setHeld(null);
      }}
      onDoubleClick={() => setView({ [stateKey]: initial })}
      onKeyDown={(event) => {
        const grow = side === 'left' ? 'ArrowRight' : 'ArrowUp';
        const shrink = side === 'left' ? 'ArrowLeft' : 'ArrowDown';
        if (event.key !== grow && event.key !== shrink) return;
        event.preventDefault();
        event.stopPropagation();
        setView({ [stateKey]: clamp(size + (event.key === grow ? 16 : -16)) });
      }}
    />
  );
  return (
    <div className={`split split-${side}`} style={side === 'left' ? { width: size } : { height: size }}>
      {side === 'bottom' && line}
      <div className="split-content">{children}</div>
      {side === 'left' && line}
    </div>
  );
}
