/** Chorus, flanger and phaser: the sweep of both sides, and what it does to the spectrum now. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { ParameterKnob } from '../parameter-knob.tsx';

export function ModulationEditor({ stripId, stripName, effect, close }: EditorProps) {
  const context = `${stripName}, ${effectWords.modulation.title}`;
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.modulation.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="rateHz" />
          <ParameterKnob {...knob} parameterId="depthPercent" />
          <ParameterKnob {...knob} parameterId="feedbackPercent" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div className="editor-picture" />
    </EditorFrame>
  );
}
