/** The knobs of the match curve: in or out, how much of it, how smooth, and a way back to flat. */
import { MATCH_HZ, matchParameter } from '../../../audio-engine/effects/equaliser/parameters.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { run } from '../../state/index.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';

const words = effectWords.equaliser;
const FLAT = Object.fromEntries(MATCH_HZ.map((hz) => [matchParameter(hz), 0]));

export function MatchKnobs(props: { stripId: string; effect: Effect; context: string }) {
  const { stripId, effect } = props;
  return (
    <>
      <ParameterSwitch {...props} parameterId="matchOn" />
      <ParameterKnob {...props} parameterId="matchStrengthPercent" arc="var(--accent)" />
      <ParameterKnob {...props} parameterId="matchSmoothingPercent" />
      <button
        type="button"
        className="detail-switch"
        data-help={words.match.clearHelp}
        data-help-name={words.match.clear}
        onClick={() => void run('effect.set', { stripId, effectId: effect.id, parameters: FLAT })}
      >
        {words.match.clear}
      </button>
    </>
  );
}
