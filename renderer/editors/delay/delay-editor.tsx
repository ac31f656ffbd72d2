/** The delay: its echoes on the beats of the song, and the filter they pass each time round. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { ParameterKnob } from '../parameter-knob.tsx';

export function DelayEditor({ stripId, stripName, effect, close }: EditorProps) {
  const context = `${stripName}, ${effectWords.delay.title}`;
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.delay.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="note" />
          <ParameterKnob {...knob} parameterId="feedbackPercent" />
          <ParameterKnob {...knob} parameterId="lowCutHz" />
          <ParameterKnob {...knob} parameterId="highCutHz" />
          <ParameterKnob {...knob} parameterId="duckDb" />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="sendPercent" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div className="editor-picture" />
    </EditorFrame>
  );
}
