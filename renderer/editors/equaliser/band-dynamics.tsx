/** The switch that makes a band move with the sound, and while it is on, the knobs that say how. */
import { bandParameter } from '../../../audio-engine/effects/equaliser/parameters.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../../audio-engine/words/index.ts';
import { Select, Toggle } from '../../controls/index.ts';
import { run } from '../../state/index.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { type Band, bandValues } from './bands.ts';

const words = mixingWords.equaliser;
const FIELDS = ['ThresholdDb', 'RangeDb', 'AttackMs', 'ReleaseMs'] as const;

export interface BandDynamicsProps {
  stripId: string;
  effect: Effect;
  context: string;
  values: ParameterValues;
  band: Band;
}

export function BandDynamics({ stripId, effect, context, values, band }: BandDynamicsProps) {
  const set = (change: Parameters<typeof bandValues>[1]) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters: bandValues(band.number, change) });
  const isOn = (values[bandParameter(band.number, 'Dynamic')] ?? 0) >= 0.5;
  return (
    <span className="band-dynamics" data-on={isOn || undefined}>
      <Toggle
        className="parameter-switch"
        isSelected={isOn}
        label={words.dynamicBand(band.number)}
        help={effectWords.equaliser.dynamic.why}
        tone="neutral"
        onChange={(on) => set(on ? { Dynamic: 1, On: 1 } : { Dynamic: 0 })}
      >
        {words.dynamic}
      </Toggle>
      {isOn &&
        FIELDS.map((field) => (
          <ParameterKnob
            key={`${field}${band.number}`}
            stripId={stripId}
            effect={effect}
            context={context}
            parameterId={bandParameter(band.number, field)}
            name={words.dynamics[field]}
            arc="var(--reduction)"
            signed={field === 'RangeDb'}
          />
        ))}
      {isOn && (
        <Select
          label={words.listensTo}
          value={String(values[bandParameter(band.number, 'Source')] ?? 0)}
          options={effectWords.equaliser.sources.map((title, index) => ({ value: String(index), title }))}
          help={effectWords.equaliser.source.why}
          onChange={(source) => set({ Source: Number(source) })}
        />
      )}
    </span>
  );
}
