/** Multiband dynamics: its bands over the spectrum, with crossovers and ranges to drag, and the knobs of the chosen band. */
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  BAND_WHEN,
  bandField,
  crossoverId,
  FEWEST_BANDS,
  MOST_BANDS,
} from '../../../audio-engine/effects/multiband/parameters.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, readoutsOf, spectrumAfterOf, spectrumBeforeOf } from '../../live/index.ts';
import { run, useDocument } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { areaHandle, plotOf } from '../dynamics/band-areas.ts';
import { type Handle, useHandles } from '../dynamics/use-handles.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import { areasOf, CHANGE_RANGE_DB, handlePlace, paintMultiband } from './multiband-picture.ts';

const words = effectWords.multiband;
const FIRST_SLOT = 3;

export function MultibandEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const context = `${stripName}, ${words.title}`;
  const count = values.bands ?? FEWEST_BANDS;
  const [chosen, setSelected] = useState(1);
  const selected = Math.min(chosen, count);
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const shaped = useRef({
    before: new Float32Array(SPECTRUM_BANDS),
    after: new Float32Array(SPECTRUM_BANDS),
  });
  const held = useRef<string | null>(null);
  const canvas = usePicture((picture) => {
    const { nowMs } = picture;
    const now = readoutsOf(effect.id, nowMs);
    const before = spectrumBeforeOf(effect.id, nowMs);
    const after = spectrumAfterOf(effect.id, nowMs);
    paintMultiband(picture, {
      values,
      sampleRate,
      color: trackColor(color),
      selected,
      changesDb: now ? Array.from({ length: count }, (_, index) => now[FIRST_SLOT + index] ?? 0) : [],
      before: before ? shapeSpectrum(before, 'twelfth', shaped.current.before) : null,
      after: after ? shapeSpectrum(after, 'twelfth', shaped.current.after) : null,
      held: held.current,
    });
  }, true);
  const handles = useHandles({
    effect,
    stripId,
    hit: (x, y): Handle | undefined => {
      const node = canvas.current;
      if (!node) return undefined;
      const plot = plotOf(node.clientWidth, node.clientHeight);
      if (x > plot.width) return undefined;
      const areas = areasOf(plot, values);
      for (const area of areas) {
        const place = handlePlace(plot, area, values);
        if (Math.hypot(place.x - x, place.y - y) > 13) continue;
        return {
          id: `range${area.band}`,
          name: `${context}: ${words.bandName(area.band, words.range.name)}`,
          cursor: 'ns-resize',
          press: () => setSelected(area.band),
          axes: [
            {
              parameterId: bandField(area.band, 'RangeDb'),
              axis: 'y',
              move: (value, px) => value - (px / plot.height) * 2 * CHANGE_RANGE_DB * 1.08,
            },
          ],
        };
      }
      return areaHandle(
        {
          plot,
          areas,
          context,
          selected,
          select: setSelected,
          crossoverId,
          crossoverName: words.crossoverName,
        },
        x,
      );
    },
  });
  held.current = handles.active?.id ?? null;
  const knob = { stripId, effect, context };
  const id = (field: Parameters<typeof bandField>[1]) => bandField(selected, field);
  const choose = (parameters: Record<string, number>) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters });
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
          label={words.bands.name}
          value={String(count)}
          options={Array.from({ length: MOST_BANDS - FEWEST_BANDS + 1 }, (_, index) => ({
            value: String(FEWEST_BANDS + index),
            title: String(FEWEST_BANDS + index),
            label: words.counts[index] ?? '',
          }))}
          help={words.bands.why}
          onChange={(bands) => choose({ bands: Number(bands) })}
        />
      }
      knobs={
        <>
          <Segmented
            size="small"
            label={words.editor.bands}
            value={String(selected)}
            options={Array.from({ length: count }, (_, index) => ({
              value: String(index + 1),
              title: String(index + 1),
              label: words.editor.band(index + 1),
            }))}
            help={words.editor.bandHelp}
            onChange={(band) => setSelected(Number(band))}
          />
          <Segmented
            size="small"
            label={words.editor.works}
            value={String(values[id('When')] ?? BAND_WHEN.above)}
            options={words.whens.map((title, index) => ({ value: String(index), title }))}
            help={words.when.why}
            onChange={(when) => choose({ [id('When')]: Number(when) })}
          />
          <ParameterKnob
            {...knob}
            key={id('ThresholdDb')}
            parameterId={id('ThresholdDb')}
            name={words.editor.threshold}
            arc="var(--accent)"
          />
          <ParameterKnob {...knob} key={id('Ratio')} parameterId={id('Ratio')} name={words.editor.ratio} />
          <ParameterKnob
            {...knob}
            key={id('RangeDb')}
            parameterId={id('RangeDb')}
            name={words.editor.range}
            signed
          />
          <ParameterKnob
            {...knob}
            key={id('AttackMs')}
            parameterId={id('AttackMs')}
            name={words.editor.attack}
          />
          <ParameterKnob
            {...knob}
            key={id('ReleaseMs')}
            parameterId={id('ReleaseMs')}
            name={words.editor.release}
          />
          <ParameterKnob
            {...knob}
            key={id('MakeupDb')}
            parameterId={id('MakeupDb')}
            name={words.editor.makeup}
            signed
          />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId={id('Solo')} name={words.editor.solo} />
            <ParameterSwitch {...knob} parameterId={id('Bypass')} name={words.editor.bypass} />
          </span>
          <span className="editor-space" />
          <ParameterKnob {...knob} parameterId="kneeDb" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.editor.picture(count)}
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
