/** What must hold for inserts: their parameters are declared and in range, and the master ends in one limiter. */
import { format, type Parameter } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import { sessionWords } from '../words/index.ts';
import { type EffectKind, type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { refuse } from './find.ts';

const { refused } = sessionWords;
const byId = new Map<EffectKind, ReadonlyMap<string, Parameter>>();

function declared(kind: EffectKind): ReadonlyMap<string, Parameter> {
  let known = byId.get(kind);
  if (!known) {
    known = new Map(effectKinds[kind].parameters.map((parameter) => [parameter.id, parameter]));
    byId.set(kind, known);
  }
  return known;
}

/** Refuses parameters the effect does not declare, values outside their range and choices that are not whole. */
export function checkParameters(kind: EffectKind, values: Record<string, number>): void {
  const known = declared(kind);
  for (const [id, value] of Object.entries(values)) {
    const parameter = known.get(id);
    if (!parameter) {
      refuse(
        'unknown-parameter',
        refused.unknownParameter(effectKinds[kind].title, id),
        refused.unknownParameterNext([...known.keys()].join(', ')),
      );
    }
    if (!(value >= parameter.min && value <= parameter.max)) {
      const { min, max } = parameter;
      refuse(
        'parameter-range',
        refused.parameterRange(effectKinds[kind].title, id, value, min, max),
        refused.parameterRangeNext,
      );
    }
    if ((parameter.curve === 'choice' || parameter.unit === 'switch') && !Number.isInteger(value)) {
      refuse(
        'parameter-range',
        refused.parameterChoice(effectKinds[kind].title, id, value),
        refused.parameterRangeNext,
      );
    }
  }
}

export function checkOneLimiter(d: SessionDocument, stripId: Id, kind: EffectKind): void {
  if (stripId !== MASTER_STRIP || kind !== 'limiter') return;
  if (Object.values(d.effects[stripId] ?? {}).some((effect) => effect.kind === 'limiter')) {
    refuse('second-limiter', refused.secondLimiter, refused.secondLimiterNext);
  }
}

/** A parameter's name and value as a person reads them. */
export function parameterText(kind: EffectKind, id: string, value: number): { name: string; value: string } {
  const parameter = declared(kind).get(id);
  return parameter
    ? { name: parameter.name, value: format(parameter, value) }
    : { name: id, value: String(value) };
}
