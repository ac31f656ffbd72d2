/** The master's spectrum against its own average: 1/6 octave, tilted by 4.5 dB an octave. */
import { useEffect, useMemo, useRef } from 'react';
import { Header, SPECTRUM_BANDS } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { decibels, listeningWords, mixingWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import {
  drawFrequencyGrid,
  horizontal,
  PICTURE_FONT,
  paintSpectrum,
  shapeSpectrum,
  traceSpectrum,
  usePicture,
} from '../editors/index.ts';
import { declareWatch, newestFrame, spectrumOf } from '../live/index.ts';
import {
  CurveChoice,
  corridorOf,
  corridorOfCurve,
  levelOfTrace,
  paintCorridor,
  useMeasured,
  useTonalCurve,
} from '../references/index.ts';
import { token } from '../theme/index.ts';

const words = mixingWords.master;
const TOP_DB = -12;
const BOTTOM_DB = -72;
const FOOT = 20;
const GUTTER = 36;

/** Mean power of each band over what was heard since the last reset. */
export class SpectrumAverage {
  private readonly power = new Float64Array(SPECTRUM_BANDS);
  count = 0;

  add(bandsDb: Float32Array): void {
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      const db = bandsDb[band] ?? Number.NEGATIVE_INFINITY;
      this.power[band] = (this.power[band] as number) + (db > -150 ? 10 ** (db / 10) : 0);
    }
    this.count++;
  }

  read(into: Float32Array): Float32Array {
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      const mean = this.count > 0 ? (this.power[band] as number) / this.count : 0;
      into[band] = mean > 0 ? 10 * Math.log10(mean) : -150;
    }
    return into;
  }

  clear(): void {
    this.power.fill(0);
    this.count = 0;
  }
}

export function SpectrumPanel() {
  const average = useRef(new SpectrumAverage());
  const live = useRef(new Float32Array(SPECTRUM_BANDS));
  const raw = useRef(new Float32Array(SPECTRUM_BANDS));
  const mean = useRef(new Float32Array(SPECTRUM_BANDS));
  const lastSequence = useRef(-1);
  const { references } = useMeasured();
  const profiles = Object.values(references);
  const curve = useTonalCurve();
  const corridor = useMemo(() => {
    const known = corridorOf(Object.values(references));
    return known.length > 0 ? known : corridorOfCurve(curve);
  }, [references, curve]);
  useEffect(() => declareWatch({ spectra: [MASTER_STRIP] }), []);
  const canvas = usePicture(({ context, width, height, nowMs }) => {
    const plotWidth = Math.floor(width - GUTTER);
    const plotHeight = height - FOOT;
    const y = (db: number) => ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * plotHeight;
    drawFrequencyGrid(context, plotWidth, plotHeight);
    context.font = PICTURE_FONT;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    for (let db = TOP_DB - 12; db > BOTTOM_DB; db -= 12) {
      context.fillStyle = token('hair');
      horizontal(context, 0, plotWidth, y(db));
      context.fillStyle = token('text-3');
      context.fillText(decibels(db, 0), plotWidth + 8, y(db));
    }
    const frame = newestFrame();
    const bands = spectrumOf(MASTER_STRIP, nowMs);
    const sequence = frame?.header[Header.sequence] ?? -1;
    if (bands && sequence !== lastSequence.current && (frame?.header[Header.playing] ?? 0) > 0) {
      lastSequence.current = sequence;
      average.current.add(bands);
    }
    context.save();
    context.beginPath();
    context.rect(0, 0, plotWidth, plotHeight);
    context.clip();
    if (bands)
      paintSpectrum(
        context,
        shapeSpectrum(bands, 'sixth', live.current),
        plotWidth,
        plotHeight,
        y,
        token('track-stone'),
      );
    if (average.current.count > 0) {
      shapeSpectrum(average.current.read(raw.current), 'sixth', mean.current);
      const level = levelOfTrace(mean.current);
      if (level !== undefined) paintCorridor(context, corridor, plotWidth, y, level, mean.current);
      traceSpectrum(context, mean.current, plotWidth, y);
      context.lineJoin = 'round';
      context.strokeStyle = token('halo');
      context.lineWidth = 4;
      context.stroke();
      context.strokeStyle = token('curve');
      context.lineWidth = 1.75;
      context.stroke();
    }
    context.restore();
  }, true);
  return (
    <section className="master-panel master-spectrum" aria-label={words.spectrum}>
      <header className="panel-header">
        <h2>{words.spectrum}</h2>
        <span className="panel-note">{words.spectrumNote}</span>
        <span className="editor-space" />
        <span className="legend" data-ink="integrated">
          {words.average}
        </span>
        {profiles.length > 0 ? (
          <span className="legend" data-ink="corridor">
            {listeningWords.corridor(profiles.length)}
          </span>
        ) : (
          <CurveChoice />
        )}
        <span className="legend" data-ink="live">
          {words.live}
        </span>
        <Button
          kind="quiet"
          className="panel-button"
          onPress={() => average.current.clear()}
          help={words.averageAgainHelp}
        >
          {words.averageAgain}
        </Button>
      </header>
      <div className="panel-plot" data-help={words.spectrumHelp} data-help-name={words.spectrum}>
        <canvas ref={canvas} role="img" aria-label={words.spectrum} />
      </div>
    </section>
  );
}
