/** The utility: where both sides go over what goes out, and when each arrives. */
import { useEffect, useMemo, useRef } from 'react';
import { decibels, effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { declareWatch, onScope } from '../../live/index.ts';
import { useDocument } from '../../state/index.ts';
import { token, trackColor } from '../../theme/index.ts';
import { Goniometer } from '../analyser/goniometer.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture, vertical } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { paintField, paintTiming, utilityPlots } from './utility-picture.ts';

const words = effectWords.utility;
/** Decibels of gain for the whole height of the picture. */
const GAIN_SPAN_DB = 48;

export function UtilityEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const scope = useRef(new Goniometer());
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  useEffect(
    () => onScope(effect.id, (samples) => scope.current.take(samples, performance.now())),
    [effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const { field } = utilityPlots(width, height);
    return [
      {
        key: 'field',
        name: words.gain.name,
        at: {
          x: field.x + (((values.balancePercent ?? 0) + 100) / 200) * field.width,
          y: field.height * (0.5 - (values.gainDb ?? 0) / GAIN_SPAN_DB),
        },
        distance: (x) => (x <= field.x + field.width ? 1 : Number.POSITIVE_INFINITY),
        move: (x, y) => ({
          balancePercent: ((x - field.x) / field.width) * 200 - 100,
          gainDb: (0.5 - y / field.height) * GAIN_SPAN_DB,
        }),
        wheel: (steps) => ({ gainDb: (values.gainDb ?? 0) + steps * 0.5 }),
        ids: ['gainDb', 'balancePercent'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture((picture) => {
    const { context: ctx, width, height } = picture;
    const plots = utilityPlots(width, height);
    const ink = trackColor(color);
    scope.current.draw({ ...picture, width: plots.field.width }, ink);
    paintField(ctx, plots.field, values, ink, off);
    ctx.fillStyle = token('line');
    vertical(ctx, plots.field.width, 0, height);
    paintTiming(ctx, plots.timing, values, sampleRate, ink);
  }, true);
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="gainDb" signed arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="widthPercent" disabled={(values.mono ?? 0) >= 0.5} />
          <ParameterKnob {...knob} parameterId="balancePercent" />
          <ParameterKnob {...knob} parameterId="delayLeftMs" />
          <ParameterKnob {...knob} parameterId="delayRightMs" />
          <ParameterKnob {...knob} parameterId="delayLeftSamples" />
          <ParameterKnob {...knob} parameterId="delayRightSamples" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="invertLeft" />
            <ParameterSwitch {...knob} parameterId="invertRight" />
            <ParameterSwitch {...knob} parameterId="swap" />
            <ParameterSwitch {...knob} parameterId="mono" />
            <ParameterSwitch {...knob} parameterId="dcFilter" />
          </span>
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(signedDecibels(values.gainDb), decibels(values.widthPercent, 0))}
        data-off={off || undefined}
        data-help={words.picture.help}
        data-help-name={words.title}
        {...hand.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
