/** Pitch and formant shift: one point for both on a field of semitones, and the sound before and after. */
import { useEffect, useMemo } from 'react';
import { pitchValues, shiftSemitones } from '../../../audio-engine/effects/pitch/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { declareWatch, spectrumAfterOf, spectrumBeforeOf } from '../../live/index.ts';
import { token, trackColor } from '../../theme/index.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture, vertical } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { paintBeforeAfter, paintField, paintMove, pitchField } from './pitch-picture.ts';

const words = effectWords.pitch;
const split = (width: number): number => Math.round(width * 0.5);

export function PitchEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => pitchValues(valuesOf(effect)), [effect]);
  const context = `${stripName}, ${words.title}`;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const shift = shiftSemitones(values);
  const formant = values.formantSemitones!;
  const handles = (width: number, height: number): Handle[] => {
    const field = pitchField(split(width), height);
    const at = { x: field.xOf(shift), y: field.yOf(formant) };
    return [
      {
        key: 'point',
        name: words.title,
        at,
        distance: (x, y) => Math.hypot(x - at.x, y - at.y),
        move: (x, y) => {
          const wanted = field.semitonesOf(x);
          const whole = Math.max(-12, Math.min(12, Math.round(wanted)));
          const rest = (wanted - whole) * 100;
          // Whole semitones catch the point; between them, cents.
          return {
            semitones: whole,
            cents: Math.abs(rest) < 18 ? 0 : Math.round(rest),
            formantSemitones: Math.abs(field.formantOf(y)) < 0.3 ? 0 : field.formantOf(y),
          };
        },
        wheel: (steps) => ({ formantSemitones: formant + steps * 0.5 }),
        ids: ['semitones', 'cents', 'formantSemitones'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const ink = trackColor(color);
    const half = split(width);
    const field = pitchField(half, height);
    const x = field.xOf(shift);
    const y = field.yOf(formant);
    const held = hand.active === 'point';
    paintField(ctx, field);
    paintMove(ctx, field, x, y, ink);
    paintHandle(ctx, x, y, held);
    const above = y > field.top + 52;
    paintChip(ctx, x, above ? y - 46 : y + 10, half, {
      name: words.pitchAxis,
      value: words.semitonesOf(shift),
      held,
    });
    paintChip(ctx, x, above ? y - 27 : y + 29, half, {
      name: words.formantAxis,
      value: words.semitonesOf(formant),
      held,
    });
    ctx.fillStyle = token('line');
    vertical(ctx, half, 0, height);
    paintBeforeAfter(
      ctx,
      { x: half + 1, width: width - half - 1, height },
      spectrumBeforeOf(effect.id, nowMs),
      spectrumAfterOf(effect.id, nowMs),
      ink,
    );
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
          <ParameterKnob {...knob} parameterId="semitones" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="cents" />
          <ParameterKnob {...knob} parameterId="formantSemitones" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputGainDb" signed />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="keepFormants" />
          </span>
        </>
      }
    >
      <div
        ref={hand.host}
        className="editor-picture"
        role="img"
        aria-label={words.picture(words.semitonesOf(shift), words.semitonesOf(formant))}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.pictureHelp}
        data-help-name={words.title}
        {...hand.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
