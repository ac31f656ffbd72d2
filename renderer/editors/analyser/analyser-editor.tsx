/** The analyser: spectrum, spectrogram or goniometer of a strip as it is heard here, and another strip against it. */
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ANALYSER_VIEW, PEAK_HOLD } from '../../../audio-engine/effects/analyser/parameters.ts';
import { MASTER_STRIP, orderedTracks, stripName } from '../../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../../audio-engine/words/index.ts';
import { Segmented, Select, Toggle } from '../../controls/index.ts';
import { declareWatch, onScope, spectrumAfterOf, spectrumOf } from '../../live/index.ts';
import { run, useDocument, useViewState } from '../../state/index.ts';
import { token, trackColor } from '../../theme/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import './analyser.css';
import { Goniometer } from './goniometer.ts';
import { AveragedSpectrum } from './levels.ts';
import { Spectrogram } from './spectrogram.ts';
import { paintAnalyserSpectrum } from './spectrum-picture.ts';

const words = effectWords.analyser;
const NOBODY = 'none';

export function AnalyserEditor({ stripId, stripName: name, effect, color, close }: EditorProps) {
  const values = valuesOf(effect);
  const view = values.view ?? ANALYSER_VIEW.spectrum;
  const context = `${name}, ${words.title}`;
  const [chosen, setChosen] = useViewState<string>(`analyser.against.${effect.id}`, NOBODY);
  const [frozen, setFrozen] = useState(false);
  const tracks = useDocument(orderedTracks);
  const against = tracks.some((track) => track.id === chosen) || chosen === MASTER_STRIP ? chosen : NOBODY;
  const otherName = useDocument((document) =>
    against === NOBODY
      ? ''
      : against === MASTER_STRIP
        ? mixingWords.strip.masterName
        : stripName(document, against),
  );
  const otherColor = useDocument((document) => document.tracks[against]?.color ?? 'stone');
  useEffect(
    () =>
      declareWatch({
        effects: [{ stripId, effectId: effect.id }],
        ...(against === NOBODY ? {} : { spectra: [against] }),
      }),
    [stripId, effect.id, against],
  );
  const pictures = useMemo(
    () => ({
      mine: new AveragedSpectrum(),
      other: new AveragedSpectrum(),
      spectrogram: new Spectrogram(),
      goniometer: new Goniometer(),
      drawnAtMs: Number.NaN,
    }),
    [],
  );
  const stopped = useRef(frozen);
  stopped.current = frozen;
  useEffect(
    () =>
      onScope(effect.id, (samples) => {
        if (!stopped.current) pictures.goniometer.take(samples, performance.now());
      }),
    [effect.id, pictures],
  );
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const canvas = usePicture((picture) => {
    const { nowMs } = picture;
    const ink = trackColor(color);
    const rangeDb = values.rangeDb ?? 78;
    const slope = values.slopeDbPerOctave ?? 4.5;
    const hold = values.peakHold ?? PEAK_HOLD.off;
    const averagingMs = values.averagingMs ?? 120;
    if (!frozen) {
      const elapsed = Number.isNaN(pictures.drawnAtMs) ? 16 : nowMs - pictures.drawnAtMs;
      pictures.drawnAtMs = nowMs;
      pictures.mine.take(spectrumAfterOf(effect.id, nowMs), nowMs, averagingMs, slope, hold);
      if (against !== NOBODY)
        pictures.other.take(spectrumOf(against, nowMs), nowMs, averagingMs, slope, PEAK_HOLD.off);
      if (view === ANALYSER_VIEW.spectrogram)
        pictures.spectrogram.write(pictures.mine.levels, rangeDb, ink, elapsed);
    } else pictures.drawnAtMs = nowMs;
    if (view === ANALYSER_VIEW.spectrogram) pictures.spectrogram.draw(picture);
    else if (view === ANALYSER_VIEW.goniometer)
      pictures.goniometer.draw(frozen ? { ...picture, nowMs: 0 } : picture, ink);
    else
      paintAnalyserSpectrum(picture, {
        levels: pictures.mine.levels,
        held: hold === PEAK_HOLD.off ? null : pictures.mine.held,
        other: against === NOBODY ? null : pictures.other.levels,
        color: ink,
        otherColor: against === MASTER_STRIP ? token('text-2') : trackColor(otherColor),
        rangeDb,
        pointer: pointer.current,
      });
  }, true);
  const knob = { stripId, effect, context };
  const set = (parameters: Record<string, number>) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters });
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    pointer.current = { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const isSpectrum = view === ANALYSER_VIEW.spectrum;
  return (
    <EditorFrame
      title={words.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      facts={
        isSpectrum && against !== NOBODY ? (
          <span className="analyser-legend">
            <i style={{ background: `var(--track-${color})` }} />
            {name}
            <i style={{ background: `var(--track-${otherColor})` }} />
            {otherName}
          </span>
        ) : undefined
      }
      segments={
        <>
          <Segmented
            size="small"
            label={words.view.name}
            value={String(view)}
            options={words.views.map((title, index) => ({ value: String(index), title }))}
            help={words.view.why}
            onChange={(next) => set({ view: Number(next) })}
          />
          <Toggle
            className="parameter-switch"
            isSelected={frozen}
            label={words.freeze}
            help={words.freezeHelp}
            tone="neutral"
            onChange={setFrozen}
          >
            {words.freeze}
          </Toggle>
        </>
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="slopeDbPerOctave" disabled={view === 2} />
          <ParameterKnob {...knob} parameterId="rangeDb" disabled={view === 2} />
          <ParameterKnob {...knob} parameterId="averagingMs" disabled={view === 2} />
          <Select
            label={words.peakHold.name}
            showLabel
            value={String(values.peakHold ?? 0)}
            options={words.peakHolds.map((title, index) => ({ value: String(index), title }))}
            help={words.peakHold.why}
            isDisabled={!isSpectrum}
            onChange={(next) => {
              pictures.mine.release();
              set({ peakHold: Number(next) });
            }}
          />
          <Select
            label={words.against}
            showLabel
            value={against}
            options={[
              { value: NOBODY, title: words.nobody },
              ...tracks
                .filter((track) => track.id !== stripId)
                .map((track) => ({ value: track.id, title: track.name })),
              ...(stripId === MASTER_STRIP
                ? []
                : [{ value: MASTER_STRIP, title: mixingWords.strip.masterName }]),
            ]}
            help={words.againstHelp}
            isDisabled={!isSpectrum}
            onChange={setChosen}
          />
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.picture(name, words.views[view] ?? '')}
        data-help={words.pictureHelp}
        data-help-name={words.title}
        onPointerMove={onPointerMove}
        onPointerLeave={() => {
          pointer.current = null;
        }}
        onDoubleClick={() => pictures.mine.release()}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
