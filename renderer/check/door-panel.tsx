/** The door itself: what waits behind it, the mix in figures, what is carried over, and the way through. Never locked. */
import { useState } from 'react';
import { BREAK_OFFER_MINUTES, type CheckReport } from '../../audio-engine/protocol/index.ts';
import { byOrder } from '../../audio-engine/session/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { checkWords } from '../../audio-engine/words/index.ts';
import { Button, Segmented, Select } from '../controls/index.ts';
import { useMonitor } from '../monitor/index.ts';
import { useDocument } from '../state/index.ts';
import { type Carry, type DoorChoices, goThrough } from './door-choices.ts';
import { DoorPicture } from './door-picture.tsx';
import { takeBreak } from './listening.ts';
import './door.css';

const words = checkWords.door;
/** More than these are chosen from a list. */
const MOST_SEGMENTS = 3;
const MIX = 'mix';

type FigureName = keyof typeof words.figureHelp;

function Figure({ name, value, unit }: { name: FigureName; value: string; unit: string }) {
  return (
    <div data-help={words.figureHelp[name]} data-help-name={words[name]}>
      <dt>{words[name]}</dt>
      <dd>
        <b>{value}</b> {unit && <span className="unit">{unit}</span>}
      </dd>
    </div>
  );
}

function Figures({ report }: { report: CheckReport }) {
  const { integratedLufs, truePeakDbtp, plrDb, loudnessRangeLu, correlation } = report.measured;
  const say = (value: number | null) => (value === null ? '–' : checkWords.figure(value));
  return (
    <dl className="door-figures">
      <Figure name="integrated" value={say(integratedLufs)} unit="LUFS" />
      <Figure name="truePeak" value={say(truePeakDbtp)} unit="dBTP" />
      <Figure name="plr" value={say(plrDb)} unit="dB" />
      <Figure name="range" value={checkWords.figure(loudnessRangeLu)} unit="LU" />
      <Figure name="correlation" value={checkWords.signed(correlation, 2)} unit="" />
      <Figure name="length" value={clock(report.lengthSamples / report.sampleRate)} unit="" />
    </dl>
  );
}

export function DoorPanel({
  report,
  ended,
  open,
}: {
  report: CheckReport | null;
  ended: number;
  open: number;
}) {
  const references = useDocument((document) => document.references);
  const source = useDocument((document) => document.master.source.kind);
  const { levelDb, referenceDb, referenceSpl } = useMonitor().settings;
  const [carry, setCarry] = useState<Carry>(source === 'print' ? 'print' : 'live');
  const [chosen, setChosen] = useState<string | null>(null);
  const [level, setLevel] = useState<DoorChoices['level']>('now');
  const list = Object.values(references).sort(byOrder);
  // A known record first, where there is one and nothing else was chosen.
  const startOn = chosen ?? list[0]?.id ?? MIX;
  const reference = list.find(({ id }) => id === startOn) ?? null;
  const startOptions = [
    { value: MIX, title: words.startMix },
    ...list.map(({ id, name }) => ({ value: id, title: name })),
  ];
  const change = referenceDb === null ? 0 : referenceDb - levelDb;
  return (
    <aside className="check-door" aria-label={words.title}>
      <DoorPicture ended={ended} open={open} />
      <div className="door-body">
        <section className="door-section">
          <h2>{words.title}</h2>
          <p>{words.text}</p>
          {report && <Figures report={report} />}
        </section>
        <section className="door-section door-choices">
          <div className="door-choice">
            <span>{words.carry}</span>
            <div>
              <Segmented
                size="small"
                label={words.carry}
                value={carry}
                options={[
                  { value: 'live', title: words.live },
                  { value: 'print', title: words.print },
                ]}
                onChange={setCarry}
              />
              <p>{carry === 'live' ? words.liveHelp : words.printHelp}</p>
            </div>
          </div>
          <div className="door-choice">
            <span>{words.start}</span>
            <div>
              {list.length === 0 ? (
                <b>{words.startMix}</b>
              ) : startOptions.length > MOST_SEGMENTS ? (
                <Select
                  label={words.start}
                  value={startOn}
                  options={startOptions.map(({ value, title }) => ({ value, title }))}
                  onChange={setChosen}
                />
              ) : (
                <Segmented
                  size="small"
                  label={words.start}
                  value={startOn}
                  options={startOptions}
                  onChange={setChosen}
                />
              )}
              <p>
                {reference
                  ? words.startReferenceHelp(
                      reference.name,
                      reference.lufs === null ? null : checkWords.figure(reference.lufs),
                    )
                  : list.length === 0
                    ? words.noReference
                    : words.startMixHelp}
              </p>
            </div>
          </div>
          <div className="door-choice">
            <span>{words.level}</span>
            <div>
              {referenceDb === null ? (
                <>
                  <b>{words.levelDb(checkWords.signed(levelDb))}</b>
                  <p>{words.uncalibrated}</p>
                </>
              ) : (
                <>
                  <Segmented
                    size="small"
                    label={words.level}
                    value={level}
                    options={[
                      { value: 'now', title: words.levelNow },
                      {
                        value: 'calibrated',
                        title: `${words.levelCalibrated}, ${words.levelSpl(checkWords.figure(referenceSpl, 0))}`,
                      },
                    ]}
                    onChange={setLevel}
                  />
                  <p>{level === 'now' || change === 0 ? words.levelStays : words.levelDown(change)}</p>
                </>
              )}
            </div>
          </div>
        </section>
        <p className="door-along">{open > 0 ? words.along : report ? words.alongNone : ''}</p>
      </div>
      <div className="door-buttons">
        <Button
          icon="cup"
          className="door-button"
          help={words.breakHelp}
          onPress={() => takeBreak(BREAK_OFFER_MINUTES)}
        >
          {list.length > 0 ? words.breakFirst : words.breakFirstPlain}
        </Button>
        <Button
          kind="primary"
          className="door-button"
          help={words.throughHelp}
          onPress={() =>
            void goThrough({ carry, startOn: startOn === MIX ? null : startOn, level }, referenceDb)
          }
        >
          {words.through(open)}
        </Button>
      </div>
    </aside>
  );
}
