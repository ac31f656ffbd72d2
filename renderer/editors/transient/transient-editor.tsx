/** The transient shaper: a hit before and after, and four seconds of what it did to the music. */
import { useEffect, useMemo, useRef } from 'react';
import { format } from '../../../audio-engine/effects/parameter.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { declareWatch, historyOf } from '../../live/index.ts';
import { trackColor } from '../../theme/index.ts';
import { useTrails } from '../dynamics/readout-trail.ts';
import { type Handle, useHandles } from '../dynamics/use-handles.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { parameterOf, valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { frontWidth, paintTransient, transientBoxes } from './transient-picture.ts';

const words = effectWords.transient;
const CHANGE_SLOT = 3;

export function TransientEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const trails = useTrails(effect.id, [CHANGE_SLOT]);
  const held = useRef<'front' | 'tail' | null>(null);
  const canvas = usePicture((picture) => {
    paintTransient(picture, {
      values,
      history: historyOf(effect.id),
      change: trails.get(CHANGE_SLOT),
      color: trackColor(color),
      held: held.current,
    });
  }, true);
  const handles = useHandles({
    effect,
    stripId,
    hit: (x): Handle | undefined => {
      const node = canvas.current;
      if (!node) return undefined;
      const { hit } = transientBoxes(node.clientWidth, node.clientHeight);
      if (x < hit.x || x > hit.x + hit.width) return undefined;
      const front = x < hit.x + frontWidth(hit);
      const parameterId = front ? 'attackPercent' : 'sustainPercent';
      return {
        id: front ? 'front' : 'tail',
        name: `${context}: ${parameterOf('transient', parameterId).name}`,
        cursor: 'ns-resize',
        axes: [{ parameterId, axis: 'y', move: (value, px) => value - (px / hit.height) * 300 }],
      };
    },
  });
  held.current = (handles.active?.id as 'front' | 'tail' | undefined) ?? null;
  const knob = { stripId, effect, context };
  const spoken = (id: string) => format(parameterOf('transient', id), values[id] ?? 0);
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="attackPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="sustainPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="attackMs" />
          <ParameterKnob {...knob} parameterId="sustainMs" />
          <ParameterKnob {...knob} parameterId="highPassHz" name={words.editor.highPass} />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.editor.picture(spoken('attackPercent'), spoken('sustainPercent'))}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.editor.pictureHelp}
        data-help-name={words.title}
        {...handles.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
