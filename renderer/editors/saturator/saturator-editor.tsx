/** The saturator: its curve with the music on it, what goes in and out, and the overtones it adds. */
import { useEffect, useMemo, useRef } from 'react';
import { matchGain } from '../../../audio-engine/effects/saturator/curves.ts';
import { decibels, effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, historyOf, readoutsOf, subscribeFrame } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { paintHistory } from '../dynamics/history-picture.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { type Handle, useHandles } from '../use-handles.ts';
import { paintCurve, paintHarmonics, saturatorPlots } from './saturator-picture.ts';

const words = effectWords.saturator;
/** Read-out: the gain in dB that matches the loudness. */
const MATCH_SLOT = 3;
const LEVELS = { topDb: 0, bottomDb: -48 } as const;
const MOST_DRIVE_DB = 36;
/** What overtones are drawn for while nothing plays. */
const QUIET_DB = -12;

/** The gain that the match has at the moment, written past React. */
function MatchFact({ effectId }: { effectId: string }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < 200) return;
      shownAtMs = nowMs;
      const gain = readoutsOf(effectId, nowMs)?.[MATCH_SLOT];
      if (text.current) text.current.textContent = words.picture.matchFact(signedDecibels(gain));
    });
  }, [effectId]);
  return <span className="editor-fact" ref={text} />;
}

export function SaturatorEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${words.title}`;
  const off = effect.bypassed || compared;
  useEffect(
    () => declareWatch({ effects: [{ stripId, effectId: effect.id, sound: false }] }),
    [stripId, effect.id],
  );
  const handles = (width: number, height: number): Handle[] => {
    const { curve } = saturatorPlots(width, height);
    const inside = (x: number, y: number) =>
      x >= curve.x && x <= curve.x + curve.width && y >= curve.y && y <= curve.y + curve.height;
    return [
      {
        key: 'drive',
        name: words.drive.name,
        at: {
          x: curve.x + ((values.biasPercent ?? 0) / 100) * curve.width,
          y: curve.y + (1 - (values.driveDb ?? 0) / MOST_DRIVE_DB) * curve.height,
        },
        distance: (x, y) => (inside(x, y) ? 1 : Number.POSITIVE_INFINITY),
        move: (x, y) => ({
          biasPercent: ((x - curve.x) / curve.width) * 100,
          driveDb: (1 - (y - curve.y) / curve.height) * MOST_DRIVE_DB,
        }),
        wheel: (steps) => ({ driveDb: (values.driveDb ?? 0) + steps * 0.5 }),
        ids: ['driveDb', 'biasPercent'],
      },
    ];
  };
  const hand = useHandles({ stripId, effect, context, handles });
  const matched = (values.matchLoudness ?? 1) >= 0.5;
  const expected = useMemo(() => (matched ? matchGain(values) : 1), [matched, values]);
  const canvas = usePicture(({ context: ctx, width, height, nowMs }) => {
    const plots = saturatorPlots(width, height);
    const ring = historyOf(effect.id);
    const ink = trackColor(color);
    let peakDb = Number.NEGATIVE_INFINITY;
    const span = Math.min(ring.length, Math.round(ring.ratePerS * 0.15));
    for (let age = 0; age < span; age++) peakDb = Math.max(peakDb, ring.at(age, 0));
    const reach = peakDb > -90 ? 10 ** (peakDb / 20) : 0;
    const live = readoutsOf(effect.id, nowMs)?.[MATCH_SLOT];
    const match = live === undefined ? expected : 10 ** (live / 20);
    const gain = match * 10 ** ((values.outputDb ?? 0) / 20);
    paintCurve(ctx, plots.curve, values, gain, reach, hand.active !== null, off);
    if (plots.history) paintHistory(ctx, plots.history, LEVELS, 12, ring, ink);
    paintHarmonics(ctx, plots.harmonics, values, reach > 0 ? Math.max(-60, peakDb) : QUIET_DB, ink, off);
  }, true);
  const knob = { stripId, effect, context };
  const character = values.character ?? 0;
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={matched && <MatchFact effectId={effect.id} />}
      segments={
        <Segmented
          size="small"
          label={words.picture.characterLabel}
          value={String(character)}
          options={words.characters.map((title, index) => ({ value: String(index), title }))}
          help={words.character.why}
          onChange={(value) =>
            void run('effect.set', {
              stripId,
              effectId: effect.id,
              parameters: { character: Number(value) },
            })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="driveDb" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="biasPercent" />
          <ParameterKnob {...knob} parameterId="toneDb" signed />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="outputDb" signed />
          <ParameterSwitch {...knob} parameterId="matchLoudness" />
        </>
      }
    >
      <div
        className="editor-picture"
        ref={hand.host}
        role="img"
        aria-label={words.picture.aria(words.characters[character] ?? '', decibels(values.driveDb))}
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
