/** The convolution reverb: the response it plays into, trimmed on its own picture. */
import { useEffect, useMemo } from 'react';
import { shapedDecaySeconds, trimmedSeconds } from '../../../audio-engine/effects/convolution/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { declareWatch, readoutsOf } from '../../live/index.ts';
import { alpha, token, trackColor } from '../../theme/index.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { PICTURE_FONT, usePicture, vertical } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { ImpulseMenu } from './impulse-menu.tsx';
import { FLOOR_DB, type ImpulsePlot, impulsePlot, paintImpulse, paintTimeAxis } from './impulse-picture.ts';
import { pictureOfImpulse, titleOfImpulse } from './impulses.ts';

const words = effectWords.convolution;
/** A response whose picture is not known is drawn on this long an axis. */
const UNKNOWN_SECONDS = 2;
/** Where the slope's handle lies on the decay line. */
const SLOPE_DB = -42;

/** The level's line falls by 60 dB in what is left of the decay. */
function slopePoint(plot: ImpulsePlot, decaySeconds: number, preDelay: number) {
  return { x: plot.xOf(preDelay + (decaySeconds * -SLOPE_DB) / 60), y: plot.yOf(SLOPE_DB) };
}

export function ConvolutionEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  const picture = pictureOfImpulse(effect.impulse);
  const seconds = picture?.seconds ?? UNKNOWN_SECONDS;
  const decay = picture?.decaySeconds ?? 1;
  const preDelay = (values.preDelayMs ?? 0) / 1000;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const plot = impulsePlot(width, height, seconds, values);
    const point = slopePoint(plot, shapedDecaySeconds(decay, values), preDelay);
    const inside = (y: number) => y >= plot.top && y <= plot.top + plot.height;
    return [
      {
        key: 'slope',
        name: words.decay.name,
        at: point,
        distance: (x, y) => Math.hypot(x - point.x, y - point.y),
        move: (x) => ({
          decayPercent: ((((x - plot.startX) / plot.width) * plot.span * 60) / -SLOPE_DB / decay) * 100,
        }),
        ids: ['decayPercent'],
      },
      {
        key: 'end',
        name: words.length.name,
        at: { x: plot.endX, y: plot.top },
        distance: (x, y) => (inside(y) ? Math.abs(x - plot.endX) : Number.POSITIVE_INFINITY),
        move: (x) => ({ lengthPercent: (((x - plot.startX) / plot.width) * plot.span * 100) / seconds }),
        ids: ['lengthPercent'],
      },
      {
        key: 'start',
        name: words.preDelay.name,
        at: { x: plot.startX, y: plot.top },
        distance: (x, y) => (inside(y) ? Math.abs(x - plot.startX) + 1 : Number.POSITIVE_INFINITY),
        move: (x) => ({ preDelayMs: ((x - plot.left) / plot.width) * plot.span * 1000 }),
        ids: ['preDelayMs'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const plot = impulsePlot(width, height, seconds, values);
    const ink = trackColor(color);
    const bottom = plot.top + plot.height;
    paintTimeAxis(ctx, plot);
    if (picture) paintImpulse(ctx, plot, picture, values, ink);
    else {
      ctx.font = PICTURE_FONT;
      ctx.textAlign = 'center';
      ctx.fillStyle = token('text-3');
      ctx.fillText(words.noPicture, plot.left + plot.width / 2, plot.top + plot.height / 2);
    }
    // The decay as a line, from the start to the floor.
    const left = shapedDecaySeconds(decay, values);
    const point = slopePoint(plot, left, preDelay);
    ctx.strokeStyle = token('curve');
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(plot.startX, plot.yOf(0));
    ctx.lineTo(plot.xOf(preDelay + (left * -FLOOR_DB) / 60), bottom);
    ctx.stroke();
    const bar = (x: number, held: boolean) => {
      ctx.fillStyle = held ? token('accent') : alpha(token('accent-hi'), 0.8);
      vertical(ctx, x, plot.top, bottom);
      ctx.fillRect(Math.round(x) - 3, bottom - 12, 7, 12);
    };
    bar(plot.startX, hand.active === 'start');
    bar(plot.endX, hand.active === 'end');
    paintHandle(ctx, point.x, point.y, hand.active === 'slope');
    const of = words.seconds(seconds);
    paintChip(ctx, plot.endX, plot.top + 4, width, {
      name: words.length.name,
      value:
        (values.lengthPercent ?? 100) < 100
          ? words.trimmed(words.seconds(trimmedSeconds(seconds, values)), of)
          : of,
      held: hand.active === 'end',
    });
    paintChip(ctx, point.x + 44, point.y - 24, width, {
      name: words.decay.name,
      value: words.seconds(left),
      held: hand.active === 'slope',
    });
    if (preDelay > 0 || hand.active === 'start') {
      paintChip(ctx, plot.startX + 40, bottom - 22, width, {
        name: words.preDelay.name,
        value: `${Math.round(preDelay * 1000)} ms`,
        held: hand.active === 'start',
      });
    }
    const ducked = readoutsOf(effect.id, nowMs)?.[0] ?? 0;
    if (ducked > 0.05) {
      paintChip(ctx, width, bottom - 22, width - 4, {
        name: words.ducking,
        value: `${decibels(-ducked)} dB`,
      });
    }
  }, true);
  const knob = { stripId, effect, context };
  const channels = picture?.channels;
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={
        channels && (
          <span className="editor-fact">
            {channels === 4 ? words.trueStereo : channels === 2 ? words.stereo : words.mono}
          </span>
        )
      }
      segments={<ImpulseMenu stripId={stripId} effect={effect} />}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="preDelayMs" />
          <ParameterKnob {...knob} parameterId="lengthPercent" />
          <ParameterKnob {...knob} parameterId="decayPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="lowCutHz" />
          <ParameterKnob {...knob} parameterId="highCutHz" />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="duckDb" />
          <ParameterKnob {...knob} parameterId="duckReleaseMs" disabled={(values.duckDb ?? 0) <= 0} />
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div
        ref={hand.host}
        className="editor-picture"
        role="img"
        aria-label={words.picture(titleOfImpulse(effect.impulse), words.seconds(seconds))}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.pictureHelp}
        data-help-name={titleOfImpulse(effect.impulse)}
        {...hand.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
