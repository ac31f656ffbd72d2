/** The de-esser: the band it judges by over the spectrum, what it takes away there, and how far the band stood out. */
import { useEffect, useMemo, useRef } from 'react';
import { fromPosition, toPosition } from '../../../audio-engine/effects/parameter.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, historyOf, spectrumBeforeOf } from '../../live/index.ts';
import { run, useDocument } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { useTrails } from '../dynamics/readout-trail.ts';
import { type Handle, useHandles } from '../dynamics/use-handles.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { parameterOf, valuesOf } from '../effect-values.ts';
import { hzOfX, xOfHz } from '../frequency-axis.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import {
  ABSOLUTE_RANGE,
  deesserBoxes,
  deesserPoint,
  paintDeesser,
  RATIO_RANGE,
  RESPONSE_RANGE,
} from './deesser-picture.ts';

const words = effectWords.deesser;
const RATIO_SLOT = 3;

export function DeesserEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const context = `${stripName}, ${words.title}`;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const trails = useTrails(effect.id, [RATIO_SLOT]);
  const smoothed = useRef(new Float32Array(SPECTRUM_BANDS));
  const active = useRef(false);
  const canvas = usePicture((picture) => {
    const spectrum = spectrumBeforeOf(effect.id, picture.nowMs);
    const history = historyOf(effect.id);
    const reduction = history.at(0, 2);
    paintDeesser(picture, {
      values,
      sampleRate,
      history,
      color: trackColor(color),
      spectrumDb: spectrum ? shapeSpectrum(spectrum, 'twelfth', smoothed.current) : null,
      reductionDb: Number.isNaN(reduction) ? 0 : reduction,
      ratio: trails.get(RATIO_SLOT),
      held: active.current,
    });
  }, true);
  const handles = useHandles({
    effect,
    stripId,
    hit: (x, y): Handle | undefined => {
      const node = canvas.current;
      if (!node) return undefined;
      const { band, history } = deesserBoxes(node.clientWidth, node.clientHeight);
      if (x >= history.x) {
        const range = (values.adaptive ?? 1) >= 0.5 ? RATIO_RANGE : ABSOLUTE_RANGE;
        return {
          id: 'threshold',
          name: `${context}: ${words.threshold.name}`,
          cursor: 'ns-resize',
          axes: [
            {
              parameterId: 'thresholdDb',
              axis: 'y',
              move: (value, px) => value - (px / history.height) * (range.topDb - range.bottomDb),
            },
          ],
        };
      }
      const point = deesserPoint(band, values);
      if (Math.hypot(point.x - x, point.y - y) > 16) return undefined;
      return {
        id: 'band',
        name: `${context}: ${words.frequency.name}`,
        cursor: 'move',
        axes: [
          {
            parameterId: 'frequencyHz',
            axis: 'x',
            move: (value, px) => hzOfX(xOfHz(value, band.width) + px, band.width),
          },
          {
            parameterId: 'rangeDb',
            axis: 'y',
            move: (value, px) =>
              value + (px / band.height) * (RESPONSE_RANGE.topDb - RESPONSE_RANGE.bottomDb),
          },
        ],
      };
    },
  });
  active.current = handles.active?.id === 'band';
  const knob = { stripId, effect, context };
  const choose = (parameters: Record<string, number>) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters });
  // Wheel for Q, as on the equaliser.
  const q = parameterOf('deesser', 'q');
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      segments={
        <>
          <Segmented
            size="small"
            label={words.mode.name}
            value={String(values.mode)}
            options={words.modes.map((title, index) => ({ value: String(index), title }))}
            help={words.mode.why}
            onChange={(mode) => choose({ mode: Number(mode) })}
          />
          <Segmented
            size="small"
            label={words.listen.name}
            value={String(values.listen)}
            options={words.listens.map((title, index) => ({ value: String(index), title }))}
            help={words.listen.why}
            onChange={(listen) => choose({ listen: Number(listen) })}
          />
        </>
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="frequencyHz" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="q" />
          <ParameterKnob {...knob} parameterId="thresholdDb" />
          <ParameterKnob {...knob} parameterId="ratio" />
          <ParameterKnob {...knob} parameterId="rangeDb" />
          <ParameterKnob {...knob} parameterId="attackMs" />
          <ParameterKnob {...knob} parameterId="releaseMs" />
          <ParameterKnob {...knob} parameterId="lookAheadMs" />
          <ParameterSwitch {...knob} parameterId="adaptive" />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.editor.picture(
          `${decibels((values.frequencyHz ?? 0) / 1000)} kHz`,
          decibels(values.rangeDb ?? 0),
        )}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.editor.pictureHelp}
        data-help-name={words.title}
        {...handles.props}
        onWheel={(event) => {
          if (event.ctrlKey || event.deltaY === 0) return;
          const step = (event.deltaY < 0 ? 1 : -1) * (event.shiftKey ? 0.01 : 0.04);
          choose({ q: fromPosition(q, toPosition(q, values.q ?? q.default) + step) });
        }}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
