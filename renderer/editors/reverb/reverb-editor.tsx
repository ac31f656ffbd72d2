/** The reverb: its answer over time at the left, decay by frequency at the right, both to be dragged. */
import { useEffect, useMemo } from 'react';
import { reverbValues } from '../../../audio-engine/effects/reverb/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, readoutsOf } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { token, trackColor } from '../../theme/index.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { hzOfX, xOfHz } from '../frequency-axis.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture, vertical } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { type DecayPlot, decayPlot, decayPoints, paintCrossover, paintDecay } from './decay-picture.ts';
import { paintTime, type TimePlot, timePlot } from './time-picture.ts';

const words = effectWords.reverb;
const TYPES = ['0', '1', '2', '3'] as const;

function plots(
  width: number,
  height: number,
  values: Record<string, number>,
): { time: TimePlot; decay: DecayPlot } {
  const split = Math.round(width * 0.42);
  return {
    time: timePlot(split, height, values),
    decay: decayPlot(split + 1, width - split - 1, height, values),
  };
}

export function ReverbEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => reverbValues(valuesOf(effect)), [effect]);
  const context = `${stripName}, ${words.title}`;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const middle = values.decayMs! / 1000;
  const handles = (width: number, height: number): Handle[] => {
    const { time, decay } = plots(width, height, values);
    const near = (hz: number) => decay.x + xOfHz(hz, decay.width);
    const inside = (y: number) => y >= decay.top && y <= decay.top + decay.height;
    const percent = (y: number) => (decay.secondsOf(y) / middle) * 100;
    const points: Handle[] = decayPoints(values).map((point) => {
      const at = { x: near(point.hz), y: decay.yOf(point.seconds) };
      const id =
        point.id === 'low' ? 'lowDecayPercent' : point.id === 'high' ? 'highDecayPercent' : 'decayMs';
      return {
        key: point.id,
        name: point.id === 'middle' ? words.decay.name : words[`${point.id}Decay`].name,
        at,
        distance: (x, y) => Math.hypot(x - at.x, y - at.y),
        move: (_x, y) => ({ [id]: point.id === 'middle' ? decay.secondsOf(y) * 1000 : percent(y) }),
        wheel: (steps) => ({ [id]: (values[id] ?? 0) * 2 ** (steps / 12) }),
        ids: [id],
      };
    });
    const crossover = (key: 'lowCrossover' | 'highCrossover'): Handle => {
      const hz = values[`${key}Hz`]!;
      return {
        key,
        name: words[key].name,
        at: { x: near(hz), y: decay.top },
        distance: (x, y) => (inside(y) ? Math.abs(x - near(hz)) + 3 : Number.POSITIVE_INFINITY),
        move: (x) => ({ [`${key}Hz`]: hzOfX(Math.max(0, Math.min(decay.width, x - decay.x)), decay.width) }),
        ids: [`${key}Hz`],
      };
    };
    const start = time.xOf(time.preDelay);
    return [
      ...points,
      crossover('lowCrossover'),
      crossover('highCrossover'),
      {
        key: 'start',
        name: words.preDelay.name,
        at: { x: start, y: time.top },
        distance: (x, y) => (inside(y) && x < decay.x ? Math.abs(x - start) : Number.POSITIVE_INFINITY),
        move: (x) => ({ preDelayMs: Math.max(0, time.secondsOf(x)) * 1000 }),
        ids: ['preDelayMs'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const { time, decay } = plots(width, height, values);
    const ink = trackColor(color);
    paintTime(ctx, time, values, ink);
    paintDecay(ctx, decay, values, ink);
    ctx.fillStyle = token('line');
    vertical(ctx, decay.x - 1, 0, height);
    const bottom = time.top + time.height;
    const start = time.xOf(time.preDelay);
    ctx.fillStyle = token(hand.active === 'start' ? 'accent' : 'accent-hi');
    vertical(ctx, start, time.top, bottom);
    ctx.fillRect(Math.round(start) - 3, bottom - 10, 7, 10);
    if (time.preDelay > 0 || hand.active === 'start')
      paintChip(ctx, start + 44, bottom - 22, decay.x, {
        name: words.preDelay.name,
        value: words.seconds(time.preDelay),
        held: hand.active === 'start',
      });
    for (const key of ['lowCrossover', 'highCrossover'] as const) {
      const hz = values[`${key}Hz`]!;
      paintCrossover(ctx, decay, hz, hand.active === key);
      if (hand.active === key)
        paintChip(ctx, decay.x + xOfHz(hz, decay.width), bottom - 22, width, {
          name: words[key].name,
          value: words.hertz(hz),
          held: true,
        });
    }
    for (const point of decayPoints(values)) {
      const x = decay.x + xOfHz(point.hz, decay.width);
      const y = decay.yOf(point.seconds);
      const held = hand.active === point.id;
      paintHandle(ctx, x, y, held);
      paintChip(ctx, x, Math.max(2, y - 27), width, {
        name: words[point.id],
        value: words.seconds(point.seconds),
        held,
      });
    }
    const ducked = readoutsOf(effect.id, nowMs)?.[0] ?? 0;
    if (values.freeze! >= 0.5)
      paintChip(ctx, decay.x, time.top + 2, decay.x - 6, { name: words.freeze.name, value: words.frozen });
    else if (ducked > 0.05)
      paintChip(ctx, decay.x, time.top + 2, decay.x - 6, {
        name: words.ducking,
        value: `${decibels(-ducked)} dB`,
      });
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
          label={words.typeLabel}
          value={TYPES[values.type!] ?? '2'}
          options={TYPES.map((value) => ({ value, title: words.types[Number(value)] ?? value }))}
          help={words.type.why}
          onChange={(value) =>
            void run('effect.set', { stripId, effectId: effect.id, parameters: { type: Number(value) } })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="decayMs" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="sizePercent" />
          <ParameterKnob {...knob} parameterId="preDelayMs" />
          <ParameterKnob {...knob} parameterId="diffusionPercent" />
          <ParameterKnob {...knob} parameterId="earlyDb" />
          <ParameterKnob {...knob} parameterId="modulationPercent" />
          <ParameterKnob {...knob} parameterId="modulationHz" />
          <ParameterKnob {...knob} parameterId="lowCutHz" />
          <ParameterKnob {...knob} parameterId="highCutHz" />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="duckDb" />
          <ParameterKnob {...knob} parameterId="duckReleaseMs" disabled={values.duckDb! <= 0} />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="freeze" />
          </span>
        </>
      }
    >
      <div
        ref={hand.host}
        className="editor-picture"
        role="img"
        aria-label={words.picture(
          words.seconds((middle * values.lowDecayPercent!) / 100),
          words.seconds(middle),
          words.seconds((middle * values.highDecayPercent!) / 100),
        )}
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
