/** The imager: width by band over frequency, and the stereo image that goes out. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { ParameterKnob } from '../parameter-knob.tsx';

export function ImagerEditor({ stripId, stripName, effect, close }: EditorProps) {
  const context = `${stripName}, ${effectWords.imager.title}`;
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.imager.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="lowWidthPercent" />
          <ParameterKnob {...knob} parameterId="midWidthPercent" />
          <ParameterKnob {...knob} parameterId="highWidthPercent" />
          <ParameterKnob {...knob} parameterId="balancePercent" />
        </>
      }
    >
      <div className="editor-picture" />
    </EditorFrame>
  );
}
