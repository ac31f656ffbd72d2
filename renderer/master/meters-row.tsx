/** The meters of the master room: what was heard since the reset, in numbers, bars and half a minute of trace. */
import { useEffect, useRef } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { decibels, mixingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import type { Target } from '../export/index.ts';
import { newestFrame, subscribeFrame } from '../live/index.ts';
import { studio } from '../state/index.ts';
import { useAnalysis } from './analysis.ts';
import { LoudnessBars, PeakBars } from './bars.tsx';
import { Figure } from './figure.tsx';
import { heardLoudness } from './heard.ts';
import { timeText } from './loudness-history-picture.ts';

const words = mixingWords.master;
const EVERY_MS = 250;

function read(index: number): number {
  return newestFrame()?.header[index] ?? Number.NaN;
}

function Integrated({ target }: { target: Target | null }) {
  const value = useRef<HTMLDivElement>(null);
  const difference = useRef<HTMLElement>(null);
  const analysis = useAnalysis().done;
  const lufs = target?.lufs ?? null;
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      const integrated = read(Header.integratedLufs);
      if (value.current) value.current.textContent = decibels(integrated > -70 ? integrated : Number.NaN);
      if (difference.current) {
        difference.current.textContent =
          lufs === null || !(integrated > -70) ? '–' : `${signedDecibels(integrated - lufs)} LU`;
      }
    });
  }, [lufs]);
  return (
    <div className="integrated" data-help={words.integratedHelp} data-help-name={words.integrated}>
      <div className="figure-name">{words.integrated}</div>
      <div className="headline" ref={value}>
        –
      </div>
      <div className="headline-unit">{words.integratedUnit}</div>
      <dl>
        <dt>{words.target}</dt>
        <dd>
          {target ? (target.lufs === null ? words.noLevel : `${decibels(target.lufs)} LUFS`) : words.noTarget}
        </dd>
        <dt>{words.fromTarget}</dt>
        <dd ref={difference}>–</dd>
        <dt>{words.wholeSong}</dt>
        <dd>{analysis ? `${decibels(analysis.measurement.integratedLufs)} LUFS` : words.notMeasured}</dd>
      </dl>
      <Button
        kind="quiet"
        className="panel-button"
        onPress={() => {
          studio().send('engine.resetMeters', { what: 'loudness' });
          heardLoudness().clear();
        }}
        help={words.resetHelp}
      >
        {words.reset}
      </Button>
    </div>
  );
}

export function MetersRow({ target }: { target: Target | null }) {
  return (
    <section className="meters-row" aria-label={words.meters}>
      <Integrated target={target} />
      <LoudnessBars targetLufs={target?.lufs ?? null} />
      <div className="figures">
        <Figure
          name={words.shortTerm}
          unit="LUFS"
          help={words.shortTermHelp}
          trace="shortTermLufs"
          range={[-30, -4]}
          read={() => read(Header.shortTermLufs)}
          context={() => words.max(decibels(read(Header.maxShortTermLufs)))}
        />
        <Figure
          name={words.momentary}
          unit="LUFS"
          help={words.momentaryHelp}
          trace="momentaryLufs"
          range={[-30, -4]}
          read={() => read(Header.momentaryLufs)}
          context={() => words.max(decibels(read(Header.maxMomentaryLufs)))}
        />
        <Figure
          name={words.range}
          unit="LU"
          help={words.rangeHelp}
          trace="loudnessRangeLu"
          range={[0, 20]}
          read={() => (read(Header.integratedLufs) > -70 ? read(Header.loudnessRangeLu) : Number.NaN)}
          context={() => words.sinceReset}
        />
        <Figure
          name={words.truePeak}
          unit="dBTP"
          decimals={2}
          help={words.truePeakHelp}
          trace="truePeakDbtp"
          range={[-30, 0]}
          read={() => read(Header.maxTruePeakDbtp)}
          context={() => (target ? words.ceilingOf(decibels(target.ceilingDbtp)) : words.highestSinceReset)}
        />
        <Figure
          name={words.psr}
          unit="dB"
          help={words.psrHelp}
          trace="psrDb"
          range={[0, 20]}
          read={() => read(Header.psrDb)}
          context={() => {
            const { lowestPsrDb, lowestPsrAtS } = heardLoudness();
            return Number.isNaN(lowestPsrDb)
              ? ''
              : words.lowest(decibels(lowestPsrDb), timeText(lowestPsrAtS));
          }}
        />
        <Figure
          name={words.plr}
          unit="dB"
          help={words.plrHelp}
          trace="plrDb"
          range={[0, 24]}
          read={() => read(Header.plrDb)}
          context={() => words.sinceReset}
        />
      </div>
      <PeakBars />
    </section>
  );
}
