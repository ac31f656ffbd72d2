/** The clipper: its curve with how far the peaks reach on it, and four seconds of what came in and what was cut off. */
import { useEffect, useMemo, useRef } from 'react';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, historyOf, readoutsOf, subscribeFrame } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { paintHistory, paintLevelLine, paintReductionNow } from '../dynamics/history-picture.ts';
import { yOfLevel } from '../dynamics/level-axis.ts';
import '../dynamics/dynamics.css';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { CLIP_RANGE, clipperPlots, handlePlace, paintClipCurve } from './clipper-picture.ts';

const words = effectWords.clipper;
/** Read-outs: parameters.ts says what they are. */
const TAKEN_SLOT = 0;
const REACH_SLOT = 3;
const SHARE_SLOT = 5;
const SPAN_DB = CLIP_RANGE.topDb - CLIP_RANGE.bottomDb;
/** A peak that reached the curve is shown for a while, because it lasts for a few samples only. */
const HOLD_MS = 400;

/** "takes off 1.8 dB · 0.4 % of the time", written past React. */
function TakenFact({ effectId }: { effectId: string }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    let most = 0;
    let share = 0;
    let frames = 0;
    return subscribeFrame((_frame, nowMs) => {
      const readouts = readoutsOf(effectId, nowMs);
      most = Math.max(most, readouts?.[TAKEN_SLOT] ?? 0);
      share += readouts?.[SHARE_SLOT] ?? 0;
      frames++;
      if (nowMs - shownAtMs < 400 || !text.current) return;
      shownAtMs = nowMs;
      text.current.textContent =
        most > 0
          ? `${words.picture.takenOff(decibels(most))} · ${words.picture.share((share / frames).toFixed(1))}`
          : words.picture.nothing;
      most = 0;
      share = 0;
      frames = 0;
    });
  }, [effectId]);
  return <span className="editor-fact" ref={text} />;
}

export function ClipperEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const ceiling = values.ceilingDb ?? -1;
  const reached = useRef({ db: Number.NEGATIVE_INFINITY, atMs: 0 });
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const { curve } = clipperPlots(width, height);
    const at = handlePlace(curve, values);
    const inside = (x: number, y: number) =>
      x >= curve.x && x <= curve.x + curve.width && y >= curve.y && y <= curve.y + curve.height;
    return [
      {
        key: 'ceiling',
        name: words.ceiling.name,
        at,
        distance: (x, y) => (inside(x, y) ? 1 : Number.POSITIVE_INFINITY),
        move: (x, y) => ({
          ceilingDb: CLIP_RANGE.topDb - ((y - curve.y) / curve.height) * SPAN_DB,
          // A knee that begins `down` dB under the ceiling.
          kneePercent: kneeOf(((at.x - x) / curve.width) * SPAN_DB + kneeDepthDb(values.kneePercent ?? 0)),
        }),
        wheel: (steps) => ({ ceilingDb: ceiling + steps * 0.5 }),
        ids: ['ceilingDb', 'kneePercent'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const plots = clipperPlots(width, height);
    const ring = historyOf(effect.id);
    const peak = readoutsOf(effect.id, nowMs)?.[REACH_SLOT];
    const held = reached.current;
    if (peak === undefined) held.db = Number.NEGATIVE_INFINITY;
    else if (peak >= held.db || nowMs - held.atMs > HOLD_MS) {
      held.db = peak;
      held.atMs = nowMs;
    }
    // The read-out is of the driven sound; the curve's axis is what comes in.
    paintClipCurve(ctx, plots.curve, values, held.db - (values.driveDb ?? 0), hand.active !== null, off);
    if (!plots.history) return;
    paintHistory(ctx, plots.history, CLIP_RANGE, 6, ring, trackColor(color));
    const y = yOfLevel(plots.history, CLIP_RANGE, ceiling);
    paintLevelLine(ctx, plots.history, y, `${words.picture.ceiling} ${decibels(ceiling)} dB`);
    paintReductionNow(ctx, plots.history, ring);
  }, true);
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={<TakenFact effectId={effect.id} />}
      segments={
        <Segmented
          size="small"
          label={words.quality.name}
          value={String(values.quality ?? 1)}
          options={words.qualities.map((title, index) => ({ value: String(index), title }))}
          help={words.quality.why}
          onChange={(value) =>
            void run('effect.set', { stripId, effectId: effect.id, parameters: { quality: Number(value) } })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="driveDb" />
          <ParameterKnob {...knob} parameterId="ceilingDb" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="kneePercent" />
          <ParameterKnob {...knob} parameterId="linkPercent" />
          <span className="editor-space" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(decibels(ceiling), decibels(values.driveDb))}
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

/** How far under the ceiling a knee begins, dB; and back. */
function kneeDepthDb(percent: number): number {
  return -20 * Math.log10(Math.max(0.06, 1 - percent / 100));
}

function kneeOf(depthDb: number): number {
  return 100 * (1 - 10 ** (-Math.max(0, depthDb) / 20));
}
