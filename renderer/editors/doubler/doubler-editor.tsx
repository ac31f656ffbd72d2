/** The doubler: the take and its copies on a stage, from left to right, later ones further down. */
import { useEffect, useMemo } from 'react';
import { doublerValues, doublerVoices } from '../../../audio-engine/effects/doubler/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, readoutsOf } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { alpha, token, trackColor } from '../../theme/index.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { paintStage, stageOf } from './stage-picture.ts';

const words = effectWords.doubler;
const COUNTS = ['2', '3', '4'] as const;

export function DoublerEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => doublerValues(valuesOf(effect)), [effect]);
  const context = `${stripName}, ${words.title}`;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const voices = doublerVoices(values);
  const handles = (width: number, height: number): Handle[] => {
    const stage = stageOf(width, height, voices);
    return voices.map((voice, n) => {
      const at = { x: stage.xOf(voice.side), y: stage.yOf(voice.delayMs) };
      const whole = doublerVoices({ ...values, widthPercent: 100 })[n]!.side;
      return {
        key: `voice${n}`,
        name: words.voice(n + 1),
        at,
        distance: (x, y) => Math.hypot(x - at.x, y - at.y),
        move: (x, y) => ({
          delayMs: (stage.msOf(y) / voice.delayMs) * values.delayMs!,
          ...(whole === 0 ? {} : { widthPercent: Math.max(0, (stage.sideOf(x) / whole) * 100) }),
        }),
        wheel: (steps) => ({ detuneCents: values.detuneCents! + steps }),
        ids: ['delayMs', 'widthPercent'],
      };
    });
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const ink = trackColor(color);
    const stage = stageOf(width, height, voices);
    const readouts = readoutsOf(effect.id, nowMs);
    paintStage(ctx, stage, width);
    const centre = { x: stage.xOf(0), y: stage.yOf(0) };
    voices.forEach((voice) => {
      const x = stage.xOf(voice.side);
      const y = stage.yOf(voice.delayMs);
      ctx.strokeStyle = alpha(ink, 0.3);
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(centre.x, centre.y);
      ctx.lineTo(x, y);
      ctx.stroke();
      // How far it wanders in time.
      ctx.fillStyle = alpha(ink, 0.28);
      const reach = stage.yOf(voice.delayMs + voice.swingMs) - y;
      ctx.beginPath();
      ctx.roundRect(x - 4, y - reach, 8, 2 * reach, 3);
      ctx.fill();
      ctx.beginPath();
      ctx.arc(x, y, 7 + 14 * 10 ** (voice.levelDb / 20), 0, 2 * Math.PI);
      ctx.fillStyle = alpha(ink, 0.35);
      ctx.fill();
    });
    if (values.dry! >= 0.5) {
      ctx.beginPath();
      ctx.arc(centre.x, centre.y, 9, 0, 2 * Math.PI);
      ctx.fillStyle = ink;
      ctx.fill();
    }
    paintChip(ctx, centre.x, centre.y + 14, width, {
      name: words.take,
      value: values.dry! >= 0.5 ? words.milliseconds(0) : '–',
    });
    voices.forEach((voice, n) => {
      const x = stage.xOf(voice.side);
      const y = stage.yOf(voice.delayMs);
      const held = hand.active === `voice${n}`;
      paintHandle(ctx, x, y, held);
      paintChip(ctx, x + (voice.side < 0 ? -64 : 64), y - 8, width, {
        name: words.milliseconds(voice.delayMs),
        value: words.cents(readouts?.[3 + n] ?? 0),
        held,
      });
    });
    ctx.fillStyle = token('text-3');
  }, true);
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      segments={
        <Segmented
          size="small"
          label={words.voices.name}
          value={COUNTS[values.voices! - 2] ?? '2'}
          options={COUNTS.map((value) => ({ value, title: value }))}
          help={words.voices.why}
          onChange={(value) =>
            void run('effect.set', { stripId, effectId: effect.id, parameters: { voices: Number(value) } })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="delayMs" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="spreadPercent" />
          <ParameterKnob {...knob} parameterId="detuneCents" />
          <ParameterKnob {...knob} parameterId="driftHz" />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="lowCutHz" />
          <ParameterKnob {...knob} parameterId="highCutHz" />
          <ParameterKnob {...knob} parameterId="levelDb" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="dry" />
          </span>
        </>
      }
    >
      <div
        ref={hand.host}
        className="editor-picture"
        role="img"
        aria-label={words.picture(voices.length, words.milliseconds(values.delayMs!))}
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
