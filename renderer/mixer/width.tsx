/** Width of a stereo strip as a number that is dragged, wheeled or typed; beside the balance of a wide strip. */
import type { Parameter } from '../../audio-engine/effects/parameter.ts';
import { routingWords } from '../../audio-engine/words/index.ts';
import { FollowedText, scaleOf, spoken, useSlider, ValueField, type ValueScale } from '../controls/index.ts';
import { stripBinding } from './strip-values.ts';

const parameter: Parameter = {
  id: 'width',
  name: routingWords.strip.width,
  unit: '%',
  min: 0,
  max: 200,
  default: 100,
  curve: 'linear',
  smoothingMs: 10,
  automatable: true,
  why: routingWords.strip.widthHelp,
};
const percent = scaleOf(parameter);
/** The document holds 0..2; a person reads 0..200 %. */
export const widthScale: ValueScale = {
  min: 0,
  max: 2,
  default: 1,
  toPosition: (width) => percent.toPosition(width * 100),
  fromPosition: (position) => percent.fromPosition(position) / 100,
  parts: (width) => percent.parts(width * 100),
  parse: (text) => {
    const value = percent.parse(text);
    return value === undefined ? undefined : value / 100;
  },
  step: (width, direction, size) => percent.step(width * 100, direction, size) / 100,
};

export function Width(props: { stripId: string; stripName: string; width: number; tabIndex: number }) {
  const { stripId, stripName, width, tabIndex } = props;
  const label = routingWords.strip.widthOf(stripName);
  const binding = stripBinding(stripId, 'width', label);
  const slider = useSlider({
    scale: widthScale,
    value: width,
    binding,
    label,
    travelPx: 200,
    orientation: 'vertical',
    tabIndex,
  });
  if (slider.typing !== null) {
    return (
      <ValueField
        scale={widthScale}
        value={width}
        label={label}
        initial={slider.typing}
        onDone={slider.finishTyping}
      />
    );
  }
  return (
    <div
      ref={slider.ref}
      className="pan-law strip-width"
      data-control="width"
      data-moved={width !== 1 || undefined}
      {...slider.props}
      data-help={routingWords.strip.widthHelp}
      data-help-name={label}
    >
      <span>{routingWords.strip.widthShort}</span>{' '}
      <FollowedText lane={binding.lane} value={width} text={(now) => spoken(widthScale, now)} />
    </div>
  );
}
