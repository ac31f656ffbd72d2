/** The equaliser: the track's own spectrum behind the curve, points to drag, one band's knobs below. */
import './equaliser.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { bandChangesDb, isMatched } from '../../../audio-engine/effects/equaliser/curves.ts';
import { BAND_TYPE, bandParameter, PHASE } from '../../../audio-engine/effects/equaliser/parameters.ts';
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { effectWords, mixingWords } from '../../../audio-engine/words/index.ts';
import { Icon, Segmented, Select } from '../../controls/index.ts';
import { declareWatch, readoutsOf, spectrumAfterOf, spectrumBeforeOf } from '../../live/index.ts';
import { run, useDocument, useViewState } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { shapeSpectrum } from '../spectrum.ts';
import { BandDynamics } from './band-dynamics.tsx';
import { bandValues, hasGain, isPass, readBands } from './bands.ts';
import { paintEqualiser, plotOf } from './equaliser-picture.ts';
import { MatchKnobs } from './match-knobs.tsx';
import { paintMatch, useMatchHand } from './match-points.ts';
import { bandCurve, dynamicEdges, resultCurves } from './response.ts';
import { TypeIcon } from './type-icon.tsx';
import { usePoints } from './use-points.ts';

const words = mixingWords.equaliser;
type SpectrumMode = 'off' | 'pre' | 'post';
type Range = '6' | '12' | '24';

/** Types that stand in the segments: every type by a short name. */
const TYPE_ORDER = [
  BAND_TYPE.highPass,
  BAND_TYPE.lowShelf,
  BAND_TYPE.bell,
  BAND_TYPE.notch,
  BAND_TYPE.highShelf,
  BAND_TYPE.lowPass,
] as const;

export function EqualiserEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const [mode, setMode] = useViewState<string>('equaliser.spectrum', 'post');
  const [range, setRange] = useViewState<string>('equaliser.range', '12');
  const [selected, setSelected] = useState<number | null>(null);
  const context = `${stripName}, ${effectWords.equaliser.title}`;
  const values = useMemo(() => valuesOf(effect), [effect]);
  const bands = useMemo(() => readBands(values), [values]);
  const rangeDb = Number(range);
  const ref = { stripId, effectId: effect.id };
  const current =
    bands.find((band) => band.number === selected) ?? bands.find((b) => b.on && b.gainDb !== 0) ?? bands[2];
  const points = usePoints({
    effect: ref,
    context,
    bands,
    rangeDb,
    selected: current?.number ?? null,
    select: setSelected,
  });
  const [matching, setMatching] = useState(false);
  const hand = useMatchHand({ effect: ref, context, values, rangeDb });
  const spectrumOn = mode !== 'off';
  const anyDynamic = bands.some((band) => band.on && band.dynamic);
  useEffect(
    () =>
      spectrumOn || anyDynamic
        ? declareWatch({
            effects: [{ stripId, effectId: effect.id, ...(spectrumOn ? {} : { sound: false }) }],
          })
        : undefined,
    [spectrumOn, anyDynamic, stripId, effect.id],
  );

  // Curves are evaluated once per change and width, not once a frame.
  const curves = useRef<{
    key: unknown;
    width: number;
    selected: number | undefined;
    made: ReturnType<typeof make>;
  }>(undefined);
  function make(width: number) {
    return {
      ...resultCurves(values, bands, sampleRate, width),
      selected: current?.on ? bandCurve(values, current, sampleRate, width) : null,
      dynamics: bands
        .filter((band) => band.on && band.dynamic)
        .map((band) => {
          const [rest, full] = dynamicEdges(values, band, sampleRate, width);
          return { number: band.number, rest, full, rangeDb: band.rangeDb };
        }),
    };
  }
  const curvesFor = (width: number) => {
    const known = curves.current;
    if (known?.key === values && known.width === width && known.selected === current?.number)
      return known.made;
    const made = make(width);
    curves.current = { key: values, width, selected: current?.number, made };
    return made;
  };
  const smoothed = useRef(new Float32Array(SPECTRUM_BANDS));
  const canvas = usePicture((picture) => {
    const plot = plotOf(picture.width, picture.height, rangeDb);
    const made = curvesFor(Math.floor(plot.width));
    // What is bypassed gives what it gets.
    const spectrum = mode === 'pre' || effect.bypassed || compared ? spectrumBeforeOf : spectrumAfterOf;
    const live = spectrumOn ? spectrum(effect.id, picture.nowMs) : undefined;
    const readouts = anyDynamic ? readoutsOf(effect.id, picture.nowMs) : undefined;
    const changes = readouts ? bandChangesDb(readouts) : [];
    paintEqualiser(picture, {
      rangeDb,
      bands,
      selected: current?.number ?? null,
      chip: points.chip,
      result: made.result,
      second: made.second,
      selectedCurve: made.selected,
      dynamics: made.dynamics.map((veil) => ({ ...veil, changeDb: changes[veil.number - 1] ?? 0 })),
      spectrumDb: live ? shapeSpectrum(live, 'twelfth', smoothed.current) : null,
      trackColor: trackColor(color),
      bypassed: effect.bypassed || compared,
    });
    if (matching || isMatched(values)) paintMatch(picture.context, plot, values, hand.over, matching);
  }, spectrumOn || anyDynamic);

  const setBand = (change: Parameters<typeof bandValues>[1]) => {
    if (current) void run('effect.set', { ...ref, parameters: bandValues(current.number, change) });
  };
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.equaliser.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      segments={
        <>
          <button
            type="button"
            className="detail-switch"
            aria-pressed={matching}
            data-help={effectWords.equaliser.match.showHelp}
            data-help-name={effectWords.equaliser.match.show}
            onClick={() => setMatching(!matching)}
          >
            {effectWords.equaliser.match.show}
          </button>
          <Segmented<SpectrumMode>
            size="small"
            label={words.spectrum}
            value={mode as SpectrumMode}
            options={[
              { value: 'off', title: words.off },
              { value: 'pre', title: words.pre },
              { value: 'post', title: words.post },
            ]}
            help={words.spectrumHelp}
            onChange={setMode}
          />
          <Segmented
            size="small"
            label={effectWords.equaliser.phase.name}
            value={String(values.phase ?? PHASE.minimum)}
            options={effectWords.equaliser.phases.map((title, index) => ({ value: String(index), title }))}
            help={effectWords.equaliser.phase.why}
            onChange={(phase) => void run('effect.set', { ...ref, parameters: { phase: Number(phase) } })}
          />
          <Segmented<Range>
            size="small"
            label={words.range}
            value={range as Range}
            options={[
              { value: '6', title: '±6', label: words.rangeOf(6) },
              { value: '12', title: '±12', label: words.rangeOf(12) },
              { value: '24', title: '±24', label: words.rangeOf(24) },
            ]}
            onChange={setRange}
          />
        </>
      }
      knobs={
        matching ? (
          <MatchKnobs {...knob} />
        ) : (
          current && (
            <>
              {/* biome-ignore lint/a11y/useSemanticElements: a row of bands is a toolbar group, not a form's fieldset */}
              <div className="band-buttons" role="group" aria-label={words.bands}>
                {bands.map((band) => (
                  <button
                    key={band.number}
                    type="button"
                    className="band-button"
                    aria-pressed={band.number === current.number}
                    data-on={band.on || undefined}
                    aria-label={words.bandButton(
                      band.number,
                      effectWords.equaliser.types[band.type] ?? '',
                      band.on,
                    )}
                    data-help={words.bandHelp}
                    data-help-name={words.band(band.number)}
                    onClick={(event) => {
                      if (event.altKey || (band.number === current.number && event.detail === 2)) {
                        void run('effect.set', {
                          ...ref,
                          parameters: bandValues(band.number, { On: band.on ? 0 : 1 }),
                        });
                      }
                      setSelected(band.number);
                    }}
                  >
                    {band.number}
                  </button>
                ))}
              </div>
              <button
                type="button"
                className="band-power"
                aria-pressed={current.on}
                aria-label={words.bandOn(current.number)}
                data-help={effectWords.equaliser.on.why}
                data-help-name={words.band(current.number)}
                onClick={() => setBand({ On: current.on ? 0 : 1 })}
              >
                <Icon name="power" size={12} />
              </button>
              <Segmented
                size="small"
                label={words.type}
                value={String(current.type)}
                options={TYPE_ORDER.map((type) => ({
                  value: String(type),
                  title: <TypeIcon type={type} />,
                  label: effectWords.equaliser.types[type] ?? '',
                }))}
                help={effectWords.equaliser.type.why}
                onChange={(type) => setBand({ Type: Number(type), On: 1 })}
              />
              <ParameterKnob
                {...knob}
                key={`f${current.number}`}
                parameterId={bandParameter(current.number, 'FrequencyHz')}
                name={words.frequency}
                arc="var(--accent)"
              />
              {isPass(current.type) ? (
                <Select
                  label={words.slope}
                  value={String(current.slope)}
                  options={effectWords.equaliser.slopes.map((title, index) => ({
                    value: String(index + 1),
                    title,
                  }))}
                  help={effectWords.equaliser.slope.why}
                  onChange={(slope) => setBand({ Slope: Number(slope) })}
                />
              ) : (
                <>
                  <ParameterKnob
                    {...knob}
                    key={`g${current.number}`}
                    parameterId={bandParameter(current.number, 'GainDb')}
                    name={words.gain}
                    arc="var(--accent)"
                    signed
                    disabled={!hasGain(current.type)}
                  />
                  <ParameterKnob
                    {...knob}
                    key={`q${current.number}`}
                    parameterId={bandParameter(current.number, 'Q')}
                    name={words.q}
                    arc="var(--accent)"
                  />
                </>
              )}
              <Select
                label={words.channels}
                value={String(current.channels)}
                options={effectWords.equaliser.channels.map((title, index) => ({
                  value: String(index),
                  title,
                }))}
                help={effectWords.equaliser.channel.why}
                onChange={(channels) => setBand({ Channels: Number(channels) })}
              />
              {hasGain(current.type) && <BandDynamics {...knob} values={values} band={current} />}
              <span className="editor-space" />
              <ParameterKnob {...knob} parameterId="outputGainDb" name={words.output} signed />
            </>
          )
        )
      }
    >
      <div
        className="editor-picture"
        ref={points.host}
        role="img"
        aria-label={words.picture(stripName, bands.filter((band) => band.on).length)}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.pictureHelp}
        data-help-name={effectWords.equaliser.title}
        {...(matching ? hand.props : points.props)}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
