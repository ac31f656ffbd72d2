/** The strip's fader as a 3 px line with a thumb and its value: the same fader as in the mixer. */
import { useRef } from 'react';
import { signedDecibels } from '../../../audio-engine/words/mixing.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { faderScale } from '../../controls/fader-scale.ts';
import { FollowedText } from '../../controls/followed-text.tsx';
import { useFollowed } from '../../controls/following.ts';
import { useSlider } from '../../controls/slider.ts';
import { ValueField } from '../../controls/value-field.tsx';
import { faderBinding } from '../../mixer/index.ts';

export function LineFader({ stripId, name, value }: { stripId: string; name: string; value: number }) {
  const box = useRef<HTMLDivElement>(null);
  const label = timelineWords.fader(name);
  const binding = faderBinding(stripId, label);
  const slider = useSlider({
    scale: faderScale,
    value,
    binding,
    label,
    travelPx: () => box.current?.clientWidth || 100,
    orientation: 'horizontal',
  });
  const position = faderScale.toPosition(value);
  useFollowed(binding.lane, value, (now) => {
    const at = `${faderScale.toPosition(now) * 100}%`;
    const [fill, thumb] = box.current?.children ?? [];
    if (fill instanceof HTMLElement) fill.style.width = at;
    if (thumb instanceof HTMLElement) thumb.style.left = at;
  });
  return (
    <div className="line-fader" data-help={timelineWords.faderHelp} data-help-name={label}>
      <div className="line-fader-hit" ref={slider.ref} {...slider.props}>
        <div className="line-fader-track" ref={box}>
          <div className="line-fader-fill" style={{ width: `${position * 100}%` }} />
          <div className="line-fader-thumb" style={{ left: `${position * 100}%` }} />
        </div>
      </div>
      {slider.typing !== null ? (
        <ValueField
          scale={faderScale}
          value={value}
          label={label}
          initial={slider.typing}
          onDone={slider.finishTyping}
        />
      ) : (
        <span className="line-fader-value" aria-hidden="true" onDoubleClick={slider.startTyping}>
          <FollowedText lane={binding.lane} value={value} text={(db) => signedDecibels(db)} />
        </span>
      )}
    </div>
  );
}
