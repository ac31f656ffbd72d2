/** The delay: its echoes on the beats of the song, and the filter they pass each time round. */
import { useEffect, useMemo } from 'react';
import { echoes, filterDb, noteBeats, timeMs } from '../../../audio-engine/effects/delay/curves.ts';
import { format } from '../../../audio-engine/effects/parameter.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, readoutsOf } from '../../live/index.ts';
import { run, useDocument } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { paintChip, paintHandle } from '../chip.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { parameterOf, valuesOf } from '../effect-values.ts';
import { hzOfX } from '../frequency-axis.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import {
  delayPlots,
  levelOfTip,
  paintEchoes,
  paintFilter,
  spanMs,
  tipOf,
  xOfCut,
  xOfMs,
  yOfFilter,
} from './delay-picture.ts';

const words = effectWords.delay;
/** Read-out: how far the echoes are ducked, dB. */
const DUCKED_SLOT = 3;

/** The note value whose time lies nearest, on the logarithm. */
function nearestNote(ms: number, bpm: number): number {
  let best = 0;
  for (let note = 1; note < words.notes.length; note++) {
    const off = (n: number) => Math.abs(Math.log((60_000 * noteBeats(n)) / bpm / ms));
    if (off(note) < off(best)) best = note;
  }
  return best;
}

export function DelayEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const bpm = useDocument((document) => document.tempo.bpm);
  const beatsPerBar = useDocument((document) => document.tempo.numerator);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  const synced = (values.sync ?? 1) >= 0.5;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const plots = delayPlots(width, height);
    const box = plots.echoes;
    const span = spanMs(values, bpm, beatsPerBar);
    const [first, second] = echoes({ ...values, sendPercent: 100 }, bpm, 2);
    const firstLevel = Math.max(first?.left ?? 0, first?.right ?? 0);
    const secondLevel = Math.max(second?.left ?? 0, second?.right ?? 0);
    // In ping-pong the second echo hangs from the middle: its handle is where its tip is.
    const hangs = (second?.right ?? 0) > (second?.left ?? 0);
    const across = (y: number) => (hangs ? 2 * box.y + box.height - y : y);
    const point = (x: number, y: number) => ({
      at: { x, y },
      distance: (px: number, py: number) => Math.hypot(px - x, py - y),
    });
    const cut = (key: 'lowCut' | 'highCut'): Handle => {
      const id = `${key}Hz`;
      const hz = values[id] ?? 1000;
      return {
        key,
        name: words[key].name,
        ...point(xOfCut(plots.filter, hz), yOfFilter(plots.filter, filterDb(values, hz))),
        move: (x) => ({
          [id]: hzOfX(Math.max(0, Math.min(plots.filter.width, x - plots.filter.x)), plots.filter.width),
        }),
        ids: [id],
      };
    };
    return [
      {
        key: 'time',
        name: synced ? words.note.name : words.time.name,
        ...point(xOfMs(box, span, first?.ms ?? 0), tipOf(box, firstLevel)),
        move: (x): Record<string, number> => {
          const ms = Math.max(2, ((x - box.x) / box.width) * span);
          return synced ? { note: nearestNote(ms, bpm) } : { timeMs: ms };
        },
        ids: [synced ? 'note' : 'timeMs'],
      },
      {
        key: 'feedback',
        name: words.feedback.name,
        ...point(xOfMs(box, span, second?.ms ?? 0), across(tipOf(box, Math.max(secondLevel, 1e-4)))),
        move: (_x, y) => ({
          feedbackPercent: (levelOfTip(box, across(y)) / Math.max(1e-3, firstLevel)) * 100,
        }),
        wheel: (steps) => ({ feedbackPercent: (values.feedbackPercent ?? 0) + steps * 2 }),
        ids: ['feedbackPercent'],
      },
      cut('lowCut'),
      cut('highCut'),
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const valueText: Record<string, () => string> = {
    time: () =>
      synced
        ? `${words.notes[values.note ?? 0]} · ${Math.round(timeMs(values, bpm))} ms`
        : format(parameterOf('delay', 'timeMs'), values.timeMs ?? 0),
    feedback: () => format(parameterOf('delay', 'feedbackPercent'), values.feedbackPercent ?? 0),
    lowCut: () => format(parameterOf('delay', 'lowCutHz'), values.lowCutHz ?? 0),
    highCut: () => format(parameterOf('delay', 'highCutHz'), values.highCutHz ?? 0),
  };
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const plots = delayPlots(width, height);
    const duckedDb = readoutsOf(effect.id, nowMs)?.[DUCKED_SLOT] ?? 0;
    paintEchoes(ctx, plots.echoes, {
      values,
      bpm,
      beatsPerBar,
      color: trackColor(color),
      off,
      held: hand.active,
      duckedDb,
    });
    paintFilter(ctx, plots.filter, values, off);
    for (const handle of handles(width, height)) {
      if (handle.at.x > plots.echoes.x + plots.echoes.width && handle.at.x < plots.filter.x) continue;
      const held = hand.active === handle.key;
      paintHandle(ctx, handle.at.x, handle.at.y, held);
      const value = valueText[handle.key]?.();
      if (held && value) {
        paintChip(ctx, handle.at.x, Math.max(2, handle.at.y - 28), width, { name: handle.name, value, held });
      }
    }
  }, true);
  const knob = { stripId, effect, context };
  const set = (parameters: Record<string, number>) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters });
  const time = `${Math.round(timeMs(values, bpm))} ms`;
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={
        synced && (
          <span className="editor-fact">{words.picture.timeFact(time, decibels(bpm, bpm % 1 ? 1 : 0))}</span>
        )
      }
      segments={
        <>
          <Segmented
            size="small"
            label={words.picture.timing}
            value={synced ? '1' : '0'}
            options={[
              { value: '1', title: words.picture.synced },
              { value: '0', title: words.picture.free },
            ]}
            help={words.sync.why}
            onChange={(value) => set({ sync: Number(value) })}
          />
          <Segmented
            size="small"
            label={words.picture.patternLabel}
            value={String(values.pattern ?? 0)}
            options={words.patterns.map((title, index) => ({ value: String(index), title }))}
            help={words.pattern.why}
            onChange={(value) => set({ pattern: Number(value) })}
          />
          <Segmented
            size="small"
            label={words.picture.changeLabel}
            value={String(values.timeChange ?? 0)}
            options={words.timeChanges.map((title, index) => ({ value: String(index), title }))}
            help={words.timeChange.why}
            onChange={(value) => set({ timeChange: Number(value) })}
          />
        </>
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId={synced ? 'note' : 'timeMs'} arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="feedbackPercent" />
          <ParameterKnob {...knob} parameterId="lowCutHz" />
          <ParameterKnob {...knob} parameterId="highCutHz" />
          <ParameterKnob {...knob} parameterId="duckDb" />
          <ParameterKnob {...knob} parameterId="duckThresholdDb" disabled={(values.duckDb ?? 0) === 0} />
          <ParameterKnob {...knob} parameterId="duckReleaseMs" disabled={(values.duckDb ?? 0) === 0} />
          <ParameterKnob {...knob} parameterId="widthPercent" />
          <ParameterKnob {...knob} parameterId="sendPercent" />
          <ParameterKnob {...knob} parameterId="mixPercent" />
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(
          synced ? (words.notes[values.note ?? 0] ?? '') : time,
          decibels(values.feedbackPercent, 0),
        )}
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
