/** Chorus, flanger and phaser: the sweep of both sides, and what it does to the spectrum now. */
import { useEffect, useMemo, useRef } from 'react';
import { sweepHz } from '../../../audio-engine/effects/modulation/curves.ts';
import { MODULATION } from '../../../audio-engine/effects/modulation/parameters.ts';
import { fromPosition, toPosition } from '../../../audio-engine/effects/parameter.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented, Select } from '../../controls/index.ts';
import { declareWatch, readoutsOf, spectrumAfterOf } from '../../live/index.ts';
import { run, useDocument } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { parameterOf, valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { modulationPlots, paintResponse, paintSweep } from './modulation-picture.ts';

const words = effectWords.modulation;
/** Read-outs: turns of the sweep, left and right. */
const LEFT_SLOT = 3;
const RIGHT_SLOT = 4;

export function ModulationEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const bpm = useDocument((document) => document.tempo.bpm);
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const synced = (values.sync ?? 0) >= 0.5;
  const type = values.type ?? MODULATION.chorus;
  const isPhaser = type === MODULATION.phaser;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const place = (id: string) => toPosition(parameterOf('modulation', id), values[id] ?? 0);
  const value = (id: string, position: number) => fromPosition(parameterOf('modulation', id), position);
  const handles = (width: number, height: number): Handle[] => {
    const region = (key: 'sweep' | 'response', name: string, across: string, up: string): Handle => {
      const box = modulationPlots(width, height)[key];
      const inside = (x: number, y: number) =>
        x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
      return {
        key,
        name,
        at: { x: box.x + place(across) * box.width, y: box.y + (1 - place(up)) * box.height },
        distance: (x, y) => (inside(x, y) ? 1 : Number.POSITIVE_INFINITY),
        move: (x, y) => ({
          [across]: value(across, (x - box.x) / box.width),
          [up]: value(up, 1 - (y - box.y) / box.height),
        }),
        ids: [across, up],
      };
    };
    return [
      region('sweep', words.picture.sweep, synced ? 'note' : 'rateHz', 'depthPercent'),
      region('response', words.picture.response, isPhaser ? 'centreHz' : 'delayMs', 'feedbackPercent'),
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const smoothed = useRef(new Float32Array(SPECTRUM_BANDS));
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const plots = modulationPlots(width, height);
    const live = readoutsOf(effect.id, nowMs);
    const spectrum = spectrumAfterOf(effect.id, nowMs);
    const scene = {
      values,
      sampleRate,
      color: trackColor(color),
      off,
      turns: live ? ([live[LEFT_SLOT] ?? 0, live[RIGHT_SLOT] ?? 0] as const) : undefined,
      spectrumDb: spectrum ? shapeSpectrum(spectrum, 'twelfth', smoothed.current) : null,
    };
    paintSweep(ctx, plots.sweep, scene);
    paintResponse(ctx, plots.response, scene);
  }, true);
  const knob = { stripId, effect, context };
  const set = (parameters: Record<string, number>) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters });
  const hz = sweepHz(values, bpm);
  return (
    <EditorFrame
      title={words.types[type] ?? words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={
        <span className="editor-fact">{words.picture.rateFact(decibels(hz, 2), decibels(1 / hz, 1))}</span>
      }
      segments={
        <>
          <Segmented
            size="small"
            label={words.picture.typeLabel}
            value={String(type)}
            options={words.types.map((title, index) => ({ value: String(index), title }))}
            help={words.type.why}
            onChange={(next) => set({ type: Number(next) })}
          />
          <Segmented
            size="small"
            label={words.picture.timing}
            value={synced ? '1' : '0'}
            options={[
              { value: '1', title: words.picture.synced },
              { value: '0', title: words.picture.free },
            ]}
            help={words.sync.why}
            onChange={(next) => set({ sync: Number(next) })}
          />
        </>
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId={synced ? 'note' : 'rateHz'} arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="depthPercent" />
          <ParameterKnob {...knob} parameterId={isPhaser ? 'centreHz' : 'delayMs'} />
          <ParameterKnob {...knob} parameterId="feedbackPercent" />
          <ParameterKnob {...knob} parameterId="stereoDegrees" />
          {type !== MODULATION.flanger && (
            <Select
              label={isPhaser ? words.stages.name : words.voices.name}
              showLabel
              value={String(isPhaser ? values.stages : values.voices)}
              options={(isPhaser ? words.stageCounts : words.voiceCounts).map((title, index) => ({
                value: String(index),
                title,
              }))}
              help={isPhaser ? words.stages.why : words.voices.why}
              onChange={(next) => set({ [isPhaser ? 'stages' : 'voices']: Number(next) })}
            />
          )}
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(words.types[type] ?? '', `${decibels(hz, 2)} Hz`)}
        data-off={off || undefined}
        data-help={words.picture.help}
        data-help-name={words.types[type] ?? words.title}
        {...hand.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
