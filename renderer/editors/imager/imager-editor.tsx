/** The imager: width by band over frequency, and the stereo image that goes out. */
import { useEffect, useMemo, useRef } from 'react';
import { bandsOf } from '../../../audio-engine/effects/imager/curves.ts';
import { format } from '../../../audio-engine/effects/parameter.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { declareWatch, onScope, readoutsOf, spectrumAfterOf, subscribeFrame } from '../../live/index.ts';
import { token, trackColor } from '../../theme/index.ts';
import { Goniometer } from '../analyser/goniometer.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { parameterOf, valuesOf } from '../effect-values.ts';
import { hzOfX, xOfHz } from '../frequency-axis.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture, vertical } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { bandCentres, imagerPlots, paintWidths, widthOfY, yOfWidth } from './imager-picture.ts';

const words = effectWords.imager;
const WIDTH_IDS = ['lowWidthPercent', 'midWidthPercent', 'highWidthPercent'] as const;
/** Read-outs: correlation in and out, and how far the guard narrows, dB. */
const IN_SLOT = 3;
const OUT_SLOT = 4;
const GUARD_SLOT = 5;

/** Correlation before and after, and what the guard takes, written past React. */
function Correlations({ effectId }: { effectId: string }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < 200) return;
      shownAtMs = nowMs;
      const live = readoutsOf(effectId, nowMs);
      if (!text.current) return;
      const guarding = live?.[GUARD_SLOT] ?? 0;
      const both = words.picture.inAndOut(decibels(live?.[IN_SLOT], 2), decibels(live?.[OUT_SLOT], 2));
      text.current.textContent =
        guarding > 0.05 ? `${both} · ${words.picture.guarding(decibels(-guarding))}` : both;
    });
  }, [effectId]);
  return <span className="editor-fact" ref={text} />;
}

export function ImagerEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const scope = useRef(new Goniometer());
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  useEffect(
    () => onScope(effect.id, (samples) => scope.current.take(samples, performance.now())),
    [effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const { bands: box } = imagerPlots(width, height);
    const centres = bandCentres(box, values);
    const edge = (id: 'monoBelowHz' | 'lowCrossoverHz' | 'highCrossoverHz', name: string): Handle => {
      const x = box.x + xOfHz(values[id] ?? 0, box.width);
      return {
        key: id,
        name,
        at: { x, y: box.y },
        distance: (px, py) =>
          py >= box.y && py <= box.y + box.height ? Math.abs(px - x) + 4 : Number.POSITIVE_INFINITY,
        move: (px) => ({ [id]: hzOfX(Math.max(0, Math.min(box.width, px - box.x)), box.width) }),
        ids: [id],
      };
    };
    const widths = bandsOf(values).widths;
    const bandHandles = WIDTH_IDS.map((id, i): Handle => {
      const at = { x: centres[i] ?? 0, y: yOfWidth(box, widths[i] ?? 100) };
      return {
        key: id,
        name: parameterOf('imager', id).name,
        at,
        distance: (px, py) => Math.hypot(px - at.x, py - at.y),
        move: (_x, y) => ({ [id]: widthOfY(box, y) }),
        wheel: (steps) => ({ [id]: (values[id] ?? 100) + steps * 5 }),
        ids: [id],
      };
    });
    return [
      ...bandHandles,
      edge('lowCrossoverHz', words.lowCrossover.name),
      edge('highCrossoverHz', words.highCrossover.name),
      ...((values.monoBelow ?? 0) >= 0.5 ? [edge('monoBelowHz', words.monoBelow.name)] : []),
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const smoothed = useRef(new Float32Array(SPECTRUM_BANDS));
  const canvas = usePicture((picture) => {
    const { context: ctx, width, height, nowMs } = picture;
    const plots = imagerPlots(width, height);
    const ink = trackColor(color);
    const spectrum = spectrumAfterOf(effect.id, nowMs);
    paintWidths(ctx, plots.bands, {
      values,
      color: ink,
      off,
      held: hand.active,
      spectrumDb: spectrum ? shapeSpectrum(spectrum, 'twelfth', smoothed.current) : null,
    });
    for (const handle of handles(width, height)) {
      const held = hand.active === handle.key;
      const isBand = WIDTH_IDS.some((id) => id === handle.key);
      if (isBand) paintHandle(ctx, handle.at.x, handle.at.y, held);
      if (held) {
        const value = format(parameterOf('imager', handle.key), values[handle.key] ?? 0);
        const y = isBand ? handle.at.y - 28 : 6;
        paintChip(ctx, handle.at.x, Math.max(4, y), width, { name: handle.name, value, held });
      }
    }
    ctx.fillStyle = token('line');
    vertical(ctx, plots.scope.x, 0, height);
    ctx.save();
    ctx.translate(plots.scope.x, plots.scope.y);
    scope.current.draw({ ...picture, width: plots.scope.width, height: plots.scope.height }, ink);
    ctx.restore();
  }, true);
  const knob = { stripId, effect, context };
  const [low, middle, high] = bandsOf(values).widths;
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={<Correlations effectId={effect.id} />}
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="lowWidthPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="midWidthPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="highWidthPercent" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="lowCrossoverHz" />
          <ParameterKnob {...knob} parameterId="highCrossoverHz" />
          <ParameterKnob {...knob} parameterId="monoBelowHz" disabled={(values.monoBelow ?? 0) < 0.5} />
          <ParameterKnob {...knob} parameterId="balancePercent" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="monoBelow" />
            <ParameterSwitch {...knob} parameterId="guard" />
          </span>
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(decibels(low, 0), decibels(middle, 0), decibels(high, 0))}
        data-off={off || undefined}
        data-help={words.picture.help}
        data-help-name={words.title}
        {...hand.props}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
