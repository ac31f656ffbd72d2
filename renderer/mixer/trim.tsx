/** The head of a strip: polarity at the left, input trim as a number that is dragged, wheeled or typed. */
import { mixingWords } from '../../audio-engine/words/index.ts';
import { FollowedText, Icon, useHelp, useSlider, ValueField } from '../controls/index.ts';
import { run } from '../state/index.ts';
import { stripBinding, trimScale } from './strip-values.ts';

export interface TrimProps {
  stripId: string;
  stripName: string;
  trimDb: number;
  inverted: boolean;
  wide: boolean;
  tabIndex: number;
}

export function Trim({ stripId, stripName, trimDb, inverted, wide, tabIndex }: TrimProps) {
  const label = mixingWords.strip.trimOf(stripName);
  const polarity = mixingWords.strip.polarityOf(stripName);
  const binding = stripBinding(stripId, 'inputTrimDb', label);
  const slider = useSlider({
    scale: trimScale,
    value: trimDb,
    binding,
    label,
    travelPx: 240,
    orientation: 'vertical',
    tabIndex,
  });
  return (
    <div className="strip-head">
      <button
        type="button"
        className="polarity"
        aria-pressed={inverted}
        aria-label={polarity}
        tabIndex={tabIndex}
        data-control="polarity"
        onClick={() => void run('strip.set', { stripId, polarityInverted: !inverted })}
        {...useHelp(mixingWords.help.polarity, polarity)}
      >
        <Icon name="polarity" size={12} />
      </button>
      {wide && slider.typing === null && <span className="trim-name">{mixingWords.strip.trim}</span>}
      {slider.typing !== null ? (
        <ValueField
          scale={trimScale}
          value={trimDb}
          label={label}
          initial={slider.typing}
          onDone={slider.finishTyping}
        />
      ) : (
        <div
          ref={slider.ref}
          className="trim-value"
          data-control="trim"
          data-moved={trimDb !== 0 || undefined}
          {...slider.props}
          data-help={mixingWords.help.trim}
          data-help-name={label}
        >
          <FollowedText lane={binding.lane} value={trimDb} text={(db) => trimScale.parts(db).number} />
          {wide && <span className="unit"> dB</span>}
        </div>
      )}
    </div>
  );
}
