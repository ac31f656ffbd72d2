/** The exciter: its bands over the spectrum before and after, amounts and crossovers to drag, the knobs of the chosen band. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { BAND_COUNT, bandField, crossoverId } from '../../../audio-engine/effects/exciter/parameters.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import {
  declareWatch,
  readoutsOf,
  spectrumAfterOf,
  spectrumBeforeOf,
  subscribeFrame,
} from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { areaHandle, plotOf } from '../dynamics/band-areas.ts';
import { type Handle, useHandles } from '../dynamics/use-handles.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import { areasOf, handlePlace, MOST_AMOUNT_DB, paintExciter } from './exciter-picture.ts';

const words = effectWords.exciter;
const FIRST_SLOT = 3;
const ALL_SLOT = 7;

/** "adds −38.2 dB": all bands together, written past React. */
function AddedFact({ effectId }: { effectId: string }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < 200 || !text.current) return;
      shownAtMs = nowMs;
      const all = readoutsOf(effectId, nowMs)?.[ALL_SLOT];
      text.current.textContent =
        all === undefined || all < -100 ? words.editor.nothing : words.editor.added(decibels(all));
    });
  }, [effectId]);
  return <span className="editor-fact" ref={text} />;
}

export function ExciterEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const [selected, setSelected] = useState(3);
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
    paintExciter(picture, {
      values,
      color: trackColor(color),
      selected,
      addedDb: now ? Array.from({ length: BAND_COUNT }, (_, index) => now[FIRST_SLOT + index] ?? -144) : [],
      before: before ? shapeSpectrum(before, 'twelfth', shaped.current.before) : null,
      after: after ? shapeSpectrum(after, 'twelfth', shaped.current.after) : null,
      held: held.current,
      off,
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
          id: `amount${area.band}`,
          name: `${context}: ${words.bandName(area.band, words.amount.name)}`,
          cursor: 'ns-resize',
          press: () => setSelected(area.band),
          axes: [
            {
              parameterId: bandField(area.band, 'AmountDb'),
              axis: 'y',
              move: (value, px) => value - (px / (0.86 * plot.height)) * MOST_AMOUNT_DB,
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
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={<AddedFact effectId={effect.id} />}
      knobs={
        <>
          <Segmented
            size="small"
            label={words.editor.bandLabel}
            value={String(selected)}
            options={Array.from({ length: BAND_COUNT }, (_, index) => ({
              value: String(index + 1),
              title: String(index + 1),
              label: words.editor.band(index + 1),
            }))}
            help={words.editor.bandHelp}
            onChange={(band) => setSelected(Number(band))}
          />
          <Segmented
            size="small"
            label={words.editor.curve}
            value={String(values[id('Curve')] ?? 0)}
            options={words.curves.map((title, index) => ({ value: String(index), title }))}
            help={words.curve.why}
            onChange={(curve) =>
              void run('effect.set', {
                stripId,
                effectId: effect.id,
                parameters: { [id('Curve')]: Number(curve) },
              })
            }
          />
          <ParameterKnob
            {...knob}
            key={id('AmountDb')}
            parameterId={id('AmountDb')}
            name={words.editor.amount}
            arc="var(--accent)"
          />
          <ParameterKnob
            {...knob}
            key={id('MixPercent')}
            parameterId={id('MixPercent')}
            name={words.editor.bandMix}
          />
          <span className="editor-space" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.editor.picture}
        data-off={off || undefined}
        data-help={words.editor.pictureHelp}
        data-help-name={words.title}
        {...handles.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
