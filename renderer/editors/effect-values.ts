/** An effect's values as editors use them: complete, with bindings that write one or several of them. */
import { defaultsOf, type Parameter, type ParameterValues } from '../../audio-engine/effects/parameter.ts';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import { type Effect, type EffectKind, linkedEffectCommands } from '../../audio-engine/session/index.ts';
import { type Binding, linkedBinding } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';

export interface EffectRef {
  stripId: string;
  effectId: string;
}

const defaults = new Map<EffectKind, ParameterValues>();

export function defaultsFor(kind: EffectKind): ParameterValues {
  let values = defaults.get(kind);
  if (!values) {
    values = defaultsOf(effectKinds[kind].parameters);
    defaults.set(kind, values);
  }
  return values;
}

/** Every value, the ones the document leaves out at their defaults. */
export function valuesOf(effect: Effect): ParameterValues {
  return { ...defaultsFor(effect.kind), ...effect.parameters };
}

export function useEffectOf(ref: EffectRef): Effect | undefined {
  return useDocument((document) => document.effects[ref.stripId]?.[ref.effectId]);
}

const byId = new Map<EffectKind, Map<string, Parameter>>();

export function parameterOf(kind: EffectKind, id: string): Parameter {
  let known = byId.get(kind);
  if (!known) {
    known = new Map(effectKinds[kind].parameters.map((parameter) => [parameter.id, parameter]));
    byId.set(kind, known);
  }
  const parameter = known.get(id);
  if (!parameter) throw new Error(`The ${kind} has no parameter ${id}.`);
  return parameter;
}

/** Several values in one movement, as one step; inserts of linked strips take the same values. */
export function valuesBinding({ stripId, effectId }: EffectRef, name: string): Binding<ParameterValues> {
  return linkedBinding(name, (document, parameters) =>
    linkedEffectCommands(document, stripId, effectId, { parameters }),
  );
}

export function valueBinding({ stripId, effectId }: EffectRef, parameterId: string, name: string): Binding {
  return linkedBinding(
    name,
    (document, value) =>
      linkedEffectCommands(document, stripId, effectId, { parameters: { [parameterId]: value } }),
    { stripId, laneId: `effect:${effectId}:${parameterId}` },
  );
}
