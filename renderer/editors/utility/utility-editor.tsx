/** The utility: how both sides leave it, with what it does to each. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';

export function UtilityEditor({ stripId, stripName, effect, close }: EditorProps) {
  const context = `${stripName}, ${effectWords.utility.title}`;
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.utility.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="gainDb" signed />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="balancePercent" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="mono" />
            <ParameterSwitch {...knob} parameterId="swap" />
            <ParameterSwitch {...knob} parameterId="dcFilter" />
          </span>
        </>
      }
    >
      <div className="editor-picture" />
    </EditorFrame>
  );
}
