/** The compressor: its curve over the levels of the music, and four seconds of what it did. */
import { useEffect, useMemo, useRef } from 'react';
import { DETECTOR } from '../../../audio-engine/effects/compressor/parameters.ts';
import { decibels, effectWords, mixingWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { Segmented, Select } from '../../controls/index.ts';
import { declareWatch, historyOf, subscribeFrame } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { HISTORY_SECONDS, paintHistory, paintLevelLine, paintReductionNow } from './history-picture.ts';
import { type Box, yOfLevel } from './level-axis.ts';
import { paintTransfer, TRANSFER_RANGE } from './transfer-picture.ts';
import { useLevelDrag } from './use-level-drag.ts';

const words = mixingWords.compressor;
const FOOT = 20;
const GUTTER = 26;

function boxes(width: number, height: number): { transfer: Box; history: Box } {
  const plotHeight = height - FOOT - 6;
  const curve = Math.min(Math.round(plotHeight * 1.15), Math.round((width - GUTTER * 2) * 0.4));
  return {
    transfer: { x: GUTTER, y: 6, width: curve, height: plotHeight },
    history: { x: GUTTER + curve + 1, y: 6, width: width - curve - GUTTER * 2 - 1, height: plotHeight },
  };
}

/** Share of the last seconds in which the input stood above the threshold, written past React. */
function AboveThreshold({ effectId, thresholdDb }: { effectId: string; thresholdDb: number }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < 400) return;
      shownAtMs = nowMs;
      const history = historyOf(effectId);
      const span = Math.min(history.length, Math.round(history.ratePerS * HISTORY_SECONDS));
      let above = 0;
      for (let age = 0; age < span; age++) if (history.at(age, 0) > thresholdDb) above++;
      if (text.current) text.current.textContent = span > 0 ? `${Math.round((above / span) * 100)} %` : '–';
    });
  }, [effectId, thresholdDb]);
  return (
    <span className="editor-fact">
      {words.aboveThreshold} <b ref={text}>–</b> {words.ofTheTime}
    </span>
  );
}

export function CompressorEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = useMemo(() => valuesOf(effect), [effect]);
  const context = `${stripName}, ${effectWords.compressor.title}`;
  const threshold = values.thresholdDb ?? 0;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const canvas = usePicture(({ context: ctx, width, height }) => {
    const { transfer, history } = boxes(width, height);
    const ring = historyOf(effect.id);
    const ink = trackColor(color);
    paintTransfer(ctx, transfer, values, ring, ink);
    paintHistory(ctx, history, TRANSFER_RANGE, 12, ring, ink);
    paintLevelLine(
      ctx,
      history,
      yOfLevel(history, TRANSFER_RANGE, threshold),
      `${words.threshold} ${decibels(threshold)}`,
    );
    paintReductionNow(ctx, history, ring);
  }, true);
  const drag = useLevelDrag({
    effect,
    stripId,
    parameterId: 'thresholdDb',
    name: `${context}: ${words.threshold}`,
    change: (from, dx, dy) => {
      const node = canvas.current;
      if (!node) return 0;
      const { transfer, history } = boxes(node.clientWidth, node.clientHeight);
      // On the curve the input runs to the right, on the history level runs upwards.
      return from.x < history.x ? (dx / transfer.width) * 60 : (-dy / history.height) * 60;
    },
  });
  const knob = { stripId, effect, context };
  const detector = values.detector ?? DETECTOR.peak;
  return (
    <EditorFrame
      title={effectWords.compressor.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={<AboveThreshold effectId={effect.id} thresholdDb={threshold} />}
      segments={
        <Segmented
          size="small"
          label={words.detector}
          value={detector === DETECTOR.rms ? 'rms' : 'peak'}
          options={[
            { value: 'peak', title: words.peak },
            { value: 'rms', title: words.rms },
          ]}
          help={words.detectorHelp}
          onChange={(value) =>
            void run('effect.set', {
              stripId,
              effectId: effect.id,
              parameters: { detector: value === 'rms' ? DETECTOR.rms : DETECTOR.peak },
            })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="thresholdDb" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="ratio" />
          <ParameterKnob {...knob} parameterId="attackMs" />
          <ParameterKnob {...knob} parameterId="releaseMs" />
          <ParameterKnob {...knob} parameterId="kneeDb" />
          <ParameterKnob {...knob} parameterId="makeupDb" name={words.makeup} signed />
          <ParameterKnob {...knob} parameterId="mixPercent" />
          <ParameterKnob {...knob} parameterId="lookAheadMs" />
          {detector === DETECTOR.rms && (
            <ParameterKnob {...knob} parameterId="rmsWindowMs" name={words.window} />
          )}
          <ParameterKnob {...knob} parameterId="stereoLinkPercent" name={words.link} />
          <ParameterKnob
            {...knob}
            parameterId="sidechainHz"
            name={words.detectorHighPass}
            disabled={(values.sidechainHighPass ?? 0) < 0.5}
          />
          <ParameterKnob
            {...knob}
            parameterId="sidechainLowPassHz"
            name={effectWords.compressor.editor.lowPass}
          />
          <Select
            label={effectWords.compressor.character.name}
            value={String(values.character ?? 0)}
            options={effectWords.compressor.characters.map((title, index) => ({
              value: String(index),
              title,
            }))}
            help={effectWords.compressor.character.why}
            onChange={(character) =>
              void run('effect.set', {
                stripId,
                effectId: effect.id,
                parameters: { character: Number(character) },
              })
            }
          />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="sidechainHighPass" name={words.highPassSwitch} />
            <ParameterSwitch
              {...knob}
              parameterId="autoMakeup"
              name={effectWords.compressor.editor.autoGain}
            />
            <ParameterSwitch
              {...knob}
              parameterId="autoRelease"
              name={effectWords.compressor.editor.autoRelease}
            />
            <ParameterSwitch
              {...knob}
              parameterId="sidechainListen"
              name={effectWords.compressor.editor.listen}
            />
          </span>
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.picture(decibels(threshold), signedDecibels(values.makeupDb))}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.pictureHelp}
        data-help-name={effectWords.compressor.title}
        {...drag}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
