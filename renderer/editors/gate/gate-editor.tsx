/** The gate: its curve, the levels at which it opens and closes, and four seconds of what it let through. */
import { useEffect, useMemo } from 'react';
import { closesAtDb, opensAtDb } from '../../../audio-engine/effects/gate/curves.ts';
import { KEY_HIGH_PASS_OFF_HZ, KEY_LOW_PASS_OFF_HZ } from '../../../audio-engine/effects/gate/parameters.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { declareWatch, historyOf, readoutsOf } from '../../live/index.ts';
import { trackColor } from '../../theme/index.ts';
import { yOfLevel } from '../dynamics/level-axis.ts';
import { type Handle, useHandles } from '../dynamics/use-handles.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { GATE_RANGE, gateBoxes, paintGate } from './gate-picture.ts';

const words = effectWords.gate;
const SPAN = GATE_RANGE.topDb - GATE_RANGE.bottomDb;

export function GateEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const filtered =
    (values.keyHighPassHz ?? 0) > KEY_HIGH_PASS_OFF_HZ || (values.keyLowPassHz ?? 0) < KEY_LOW_PASS_OFF_HZ;
  const canvas = usePicture((picture) => {
    const now = readoutsOf(effect.id, picture.nowMs);
    paintGate(picture, {
      values,
      history: historyOf(effect.id),
      color: trackColor(color),
      keyDb: now?.[3],
      open: now === undefined ? undefined : (now[4] ?? 0) >= 0.5,
      keyDiffers: filtered,
    });
  }, true);
  const handles = useHandles({
    effect,
    stripId,
    hit: (x, y): Handle | undefined => {
      const node = canvas.current;
      if (!node) return undefined;
      const { transfer, history } = gateBoxes(node.clientWidth, node.clientHeight);
      const onHistory = x >= history.x;
      const closing = yOfLevel(history, GATE_RANGE, closesAtDb(values));
      const opening = yOfLevel(history, GATE_RANGE, opensAtDb(values));
      if (onHistory && Math.abs(y - closing) < 7 && Math.abs(y - closing) < Math.abs(y - opening)) {
        return {
          id: 'hysteresis',
          name: `${context}: ${words.hysteresis.name}`,
          cursor: 'ns-resize',
          axes: [
            {
              parameterId: 'hysteresisDb',
              axis: 'y',
              move: (value, px) => value + (px / history.height) * SPAN,
            },
          ],
        };
      }
      return {
        id: onHistory ? 'level' : 'input',
        name: `${context}: ${words.threshold.name}`,
        cursor: onHistory ? 'ns-resize' : 'ew-resize',
        axes: [
          {
            parameterId: 'thresholdDb',
            axis: onHistory ? 'y' : 'x',
            move: (value, px) =>
              onHistory ? value - (px / history.height) * SPAN : value + (px / transfer.width) * SPAN,
          },
        ],
      };
    },
  });
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
          <ParameterKnob {...knob} parameterId="thresholdDb" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="hysteresisDb" />
          <ParameterKnob {...knob} parameterId="ratio" />
          <ParameterKnob {...knob} parameterId="rangeDb" />
          <ParameterKnob {...knob} parameterId="kneeDb" />
          <ParameterKnob {...knob} parameterId="attackMs" />
          <ParameterKnob {...knob} parameterId="holdMs" />
          <ParameterKnob {...knob} parameterId="releaseMs" />
          <ParameterKnob {...knob} parameterId="lookAheadMs" />
          <ParameterKnob {...knob} parameterId="keyHighPassHz" name={words.editor.keyHighPass} />
          <ParameterKnob {...knob} parameterId="keyLowPassHz" name={words.editor.keyLowPass} />
          <ParameterSwitch {...knob} parameterId="listen" name={words.editor.listen} />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.editor.picture(decibels(opensAtDb(values)), decibels(closesAtDb(values)))}
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
