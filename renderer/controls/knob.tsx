/** The knob: a ring with the value's arc, a flat disc, a pointer; its number and name beside it or below. */
import { useHelp } from './help.ts';
import './knob.css';
import { FollowedText } from './followed-text.tsx';
import { useFollowed } from './following.ts';
import { knobArc, knobPoint } from './knob-arc.ts';
import { useSlider } from './slider.ts';
import { ValueField } from './value-field.tsx';
import type { Binding } from './value-gesture.ts';
import type { ValueScale } from './value-scale.ts';

export interface KnobProps {
  scale: ValueScale;
  value: number;
  binding: Binding;
  /** The full name a screen reader says: "Pan of Lead vox". */
  label: string;
  /** The short name under or beside the value; none draws the value alone. */
  name?: string | undefined;
  size?: number;
  /** Where the value's arc begins. */
  origin?: 'left' | 'centre';
  /** Colour of the arc, a CSS colour. */
  arc?: string;
  layout?: 'beside' | 'below';
  disabled?: boolean;
  tabIndex?: number;
  /** The sentence for the status line. */
  help?: string;
  /** Names the element for walking with the arrow keys. */
  control?: string;
  /** A quiet word before the value, where there is room: "Pan C". */
  prefix?: string;
}

/** Pixels of drag for the whole travel. */
const TRAVEL_PX = 180;

export function Knob(props: KnobProps) {
  const { scale, value, binding, label, name, size = 28, origin = 'left', arc, layout = 'beside' } = props;
  const slider = useSlider({
    scale,
    value,
    binding,
    label,
    travelPx: TRAVEL_PX,
    orientation: 'vertical',
    ...(props.tabIndex === undefined ? {} : { tabIndex: props.tabIndex }),
  });
  const centre = size / 2;
  const ring = centre - 1;
  const disc = centre - 4.5;
  const position = scale.toPosition(value);
  const from = origin === 'centre' ? 0.5 : 0;
  const [x0, y0] = knobPoint(centre, disc * 0.42, position);
  const [x1, y1] = knobPoint(centre, disc - 0.5, position);
  const unitOf = (of: number) => {
    const { unit } = scale.parts(of);
    return unit ? ` ${unit}` : '';
  };
  useFollowed(binding.lane, value, (now) => {
    const dial = slider.ref.current;
    const pointer = dial?.querySelector('.knob-pointer');
    if (!dial || !pointer) return;
    const at = scale.toPosition(now);
    const [fromX, fromY] = knobPoint(centre, disc * 0.42, at);
    const [toX, toY] = knobPoint(centre, disc - 0.5, at);
    for (const [name, place] of Object.entries({ x1: fromX, y1: fromY, x2: toX, y2: toY }))
      pointer.setAttribute(name, String(place));
    dial.querySelector('.knob-arc')?.setAttribute('d', knobArc(centre, ring, from, at));
  });
  return (
    <div
      className={`knob knob-${layout}`}
      data-disabled={props.disabled || undefined}
      {...(props.help ? useHelp(props.help, name ?? label) : {})}
    >
      <div
        className="knob-dial"
        ref={slider.ref}
        data-control={props.control}
        {...slider.props}
        aria-disabled={props.disabled || undefined}
        style={{ width: size, height: size }}
      >
        <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
          <path className="knob-ring" d={knobArc(centre, ring, 0, 1)} />
          {Math.abs(position - from) > 0.004 && (
            <path
              className="knob-arc"
              d={knobArc(centre, ring, from, position)}
              {...(arc ? { style: { stroke: arc } } : {})}
            />
          )}
          <circle className="knob-disc" cx={centre} cy={centre} r={disc} />
          <line className="knob-pointer" x1={x0} y1={y0} x2={x1} y2={y1} />
        </svg>
      </div>
      {slider.typing !== null ? (
        <div className="knob-text">
          <ValueField
            scale={scale}
            value={value}
            label={label}
            initial={slider.typing}
            onDone={slider.finishTyping}
          />
        </div>
      ) : (
        <div className="knob-text" aria-hidden="true" onDoubleClick={slider.startTyping}>
          <span className="knob-value">
            {props.prefix && <span className="knob-prefix">{props.prefix} </span>}
            <FollowedText lane={binding.lane} value={value} text={(now) => scale.parts(now).number} />
            <FollowedText lane={binding.lane} value={value} text={unitOf} className="unit" />
          </span>
          {name !== undefined && <span className="knob-name">{name}</span>}
        </div>
      )}
    </div>
  );
}
