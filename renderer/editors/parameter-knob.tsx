/** One parameter as a knob, or as a pressed button where it is a switch: name, range and help come from its declaration. */
import { formatParts } from '../../audio-engine/effects/parameter.ts';
import type { Effect } from '../../audio-engine/session/index.ts';
import { signedDecibels } from '../../audio-engine/words/index.ts';
import { Knob, scaleOf, Toggle, type ValueScale } from '../controls/index.ts';
import { run } from '../state/index.ts';
import { defaultsFor, parameterOf, valueBinding } from './effect-values.ts';

export interface ParameterKnobProps {
  stripId: string;
  effect: Effect;
  parameterId: string;
  /** Overrides the declared name where the place already says part of it. */
  name?: string;
  /** Which strip it belongs to, for the spoken name. */
  context: string;
  arc?: string;
  /** Gains are drawn from the centre and carry a plus. */
  signed?: boolean;
  disabled?: boolean;
}

const signedScales = new WeakMap<ValueScale, ValueScale>();

function signedScale(scale: ValueScale): ValueScale {
  let signed = signedScales.get(scale);
  if (!signed) {
    signed = { ...scale, parts: (value) => ({ number: signedDecibels(value), unit: 'dB' }) };
    signedScales.set(scale, signed);
  }
  return signed;
}

export function ParameterKnob(props: ParameterKnobProps) {
  const { stripId, effect, parameterId, context, signed } = props;
  const parameter = parameterOf(effect.kind, parameterId);
  const value = effect.parameters[parameterId] ?? defaultsFor(effect.kind)[parameterId] ?? parameter.default;
  const name = props.name ?? parameter.name;
  const label = `${name}, ${context}`;
  const base = scaleOf(parameter);
  return (
    <Knob
      scale={signed ? signedScale(base) : base}
      value={value}
      binding={valueBinding({ stripId, effectId: effect.id }, parameterId, `${context}: ${parameter.name}`)}
      label={label}
      name={name}
      origin={signed ? 'centre' : 'left'}
      help={parameter.why}
      {...(props.arc ? { arc: props.arc } : {})}
      {...(props.disabled ? { disabled: true } : {})}
    />
  );
}

export function ParameterSwitch(props: ParameterKnobProps) {
  const { stripId, effect, parameterId, context } = props;
  const parameter = parameterOf(effect.kind, parameterId);
  const value = effect.parameters[parameterId] ?? parameter.default;
  const on = value >= 0.5;
  const name = props.name ?? parameter.name;
  return (
    <Toggle
      className="parameter-switch"
      isSelected={on}
      label={`${name}, ${context}, ${formatParts(parameter, value).number}`}
      help={parameter.why}
      tone="neutral"
      onChange={(next) =>
        void run('effect.set', { stripId, effectId: effect.id, parameters: { [parameterId]: next ? 1 : 0 } })
      }
    >
      {name}
    </Toggle>
  );
}
