/** The saturator: its curve with the music on it, and the overtones it adds. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';

export function SaturatorEditor({ stripId, stripName, effect, close }: EditorProps) {
  const context = `${stripName}, ${effectWords.saturator.title}`;
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.saturator.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="driveDb" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="biasPercent" />
          <ParameterKnob {...knob} parameterId="toneDb" signed />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
          <ParameterSwitch {...knob} parameterId="matchLoudness" />
        </>
      }
    >
      <div className="editor-picture" />
    </EditorFrame>
  );
}
