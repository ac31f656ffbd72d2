/** The master against a reference in numbers, and the way towards it as a starting point for the final EQ. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { isMatched } from '../../audio-engine/effects/equaliser/curves.ts';
import {
  type CommandMessage,
  type ProfileFigures,
  type ThirdOctaves,
  tonalDifference,
} from '../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { Button, Segmented } from '../controls/index.ts';
import {
  beginPlainGesture,
  failureFrom,
  newId,
  run,
  showFailure,
  shownDocument,
  store,
  studio,
  useDocument,
} from '../state/index.ts';
import { finalEqualiser, MATCH_MOST_DB, matchMove, matchParameters } from './match.ts';
import { measure, useMeasured } from './measured.ts';
import './difference.css';

type Stretch = 'loudest' | 'whole';
/** Bars reach the edge at this; more than the second is amber. */
const BAR_DB = 6;
const FAR_DB = 1.5;

const signed = (db: number): string => `${db < -0.05 ? '−' : db > 0.05 ? '+' : ''}${Math.abs(db).toFixed(1)}`;
const number = (value: number | null, digits: number): string =>
  value === null ? '–' : value.toFixed(digits);
const hertz = (hz: number): string => (hz >= 1000 ? `${hz / 1000} kHz` : `${hz} Hz`);

function Bar({
  name,
  lowHz,
  highHz,
  db,
  letter,
}: {
  name: string;
  lowHz: number;
  highHz: number;
  db: number | null;
  letter: string;
}) {
  const part = db === null ? 0 : Math.min(1, Math.abs(db) / BAR_DB) * 50;
  const said = words.bandHelp(name, hertz(lowHz), hertz(highHz), db ?? 0, letter);
  return (
    <div className="difference-row" data-help={said} data-help-name={name}>
      <span>{name}</span>
      <span className="difference-bar" aria-hidden="true">
        <i
          data-far={(db !== null && Math.abs(db) >= FAR_DB) || undefined}
          style={(db ?? 0) < 0 ? { right: '50%', width: `${part}%` } : { left: '50%', width: `${part}%` }}
        />
      </span>
      <span className="difference-db" aria-hidden="true">
        {db === null ? '–' : signed(db)}
      </span>
      <span className="visually-hidden">{said}</span>
    </div>
  );
}

function Figure({
  name,
  help,
  mine,
  theirs,
  letter,
}: {
  name: string;
  help: string;
  mine: string;
  theirs: string;
  letter: string;
}) {
  return (
    <div className="difference-figure" data-help={help} data-help-name={name}>
      <span>{name}</span>
      <b>{mine}</b> <i>{`${letter} ${theirs}`}</i>
    </div>
  );
}

export interface DifferencePanelProps {
  mediaId: string;
  letter: string;
}

export function DifferencePanel({ mediaId, letter }: DifferencePanelProps) {
  const { references, master, measuring } = useMeasured();
  const [stretch, setStretch] = useState<Stretch>('loudest');
  const theirs = references[mediaId];
  const mine = master?.profile;
  const figures = (profile: typeof theirs): ProfileFigures | undefined =>
    profile && (stretch === 'loudest' ? profile.loudest.figures : profile.whole);
  const a = figures(mine);
  const b = figures(theirs);
  return (
    <section className="difference" aria-label={words.against(letter)}>
      <header className="panel-header">
        <h2>{words.against(letter)}</h2>
        <span className="editor-space" />
        <Segmented
          size="small"
          label={words.stretch}
          value={stretch}
          onChange={setStretch}
          options={(['loudest', 'whole'] as const).map((value) => ({ value, title: words.stretches[value] }))}
        />
      </header>
      {a && b ? (
        <>
          <div className="difference-bands">
            {tonalDifference(a, b).map(({ id, ...band }) => (
              <Bar key={id} name={words.bands[id]} letter={letter} {...band} />
            ))}
          </div>
          <div className="difference-figures">
            <Figure
              name={words.psr}
              help={words.psrHelp}
              letter={letter}
              mine={number(a.psrDb, 1)}
              theirs={number(b.psrDb, 1)}
            />
            <Figure
              name={words.lra}
              help={words.lraHelp}
              letter={letter}
              mine={number(mine?.lraLu ?? null, 1)}
              theirs={number(theirs?.lraLu ?? null, 1)}
            />
            <Figure
              name={words.width}
              help={words.widthHelp}
              letter={letter}
              mine={number(a.width, 2)}
              theirs={number(b.width, 2)}
            />
          </div>
          <MatchPanel own={a.bandsDb} reference={b.bandsDb} letter={letter} fresh={master?.fresh ?? false} />
        </>
      ) : (
        <p className="references-note">{theirs ? words.unmeasuredMaster : words.unmeasuredReference}</p>
      )}
      {!master?.fresh && (
        <div className="references-note">
          {master && `${words.staleMaster} `}
          <Button
            className="button-small"
            isDisabled={measuring !== null}
            help={words.measureMasterHelp}
            onPress={() => void measure(null)}
          >
            {measuring
              ? `${Math.round(measuring.progress * 100)} %`
              : master
                ? words.againMaster
                : words.measureMaster}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A gesture whose overlay is what a command would do. */
interface Hearing {
  id: string;
  effectId: string;
  document: SessionDocument;
  cancel(): void;
}

function beginHearing(document: SessionDocument): Hearing {
  const gesture = beginPlainGesture(words.hearMatch);
  return { id: gesture.id, effectId: newId('match'), document, cancel: () => gesture.cancel() };
}

function MatchPanel({
  own,
  reference,
  letter,
  fresh,
}: {
  own: ThirdOctaves;
  reference: ThirdOctaves;
  letter: string;
  /** The master was measured as it is now. */
  fresh: boolean;
}) {
  const [percent, setPercent] = useState(40);
  const [hearing, setHearing] = useState(false);
  const gesture = useRef<Hearing | null>(null);
  const equaliser = useDocument(finalEqualiser);
  // Measured through a curve that may be another one by now, nobody knows what the master is without it.
  const unknown = !fresh && equaliser !== null && isMatched(equaliser.parameters) && !hearing;
  const command = useCallback(
    (document: SessionDocument, id: string) =>
      matchMove(document, matchParameters(reference, own, percent / 100, finalEqualiser(document)), id),
    [own, reference, percent],
  );
  const stop = () => {
    gesture.current?.cancel();
    gesture.current = null;
    setHearing(false);
  };
  // What is laid over the song follows the slider, always from the document as it is without it.
  useEffect(() => {
    const heard = gesture.current;
    if (!hearing || !heard) return;
    const move = command(heard.document, heard.effectId);
    studio()
      .invoke('advice.hear', { gesture: heard.id, commands: [move as CommandMessage] })
      .catch((error: unknown) => showFailure(failureFrom(error)));
  }, [hearing, command]);
  useEffect(() => () => gesture.current?.cancel(), []);
  const hear = () => {
    if (hearing) {
      stop();
      return;
    }
    gesture.current = beginHearing(shownDocument());
    setHearing(true);
  };
  const put = async () => {
    stop();
    const { id, payload } = command(store.getState().replica.confirmed, newId('match'));
    await run(id, payload, words.putMatchName(letter, percent));
  };
  return (
    <div className="match">
      <div className="match-row">
        <label htmlFor="match-strength">{words.match}</label>
        <input
          id="match-strength"
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-valuetext={`${percent} %`}
          data-help={words.matchHelp(MATCH_MOST_DB)}
          data-help-name={words.match}
          style={{ '--part': `${percent}%` } as React.CSSProperties}
          onChange={(event) => setPercent(Number(event.target.value))}
        />
        <span className="match-value">{percent} %</span>
      </div>
      <p className="references-note">{words.matchNote(MATCH_MOST_DB)}</p>
      <div className="match-row">
        <Button
          icon="ear"
          className={hearing ? 'match-on' : ''}
          help={unknown ? words.matchUnknown : words.hearMatchHelp}
          isDisabled={unknown}
          onPress={hear}
        >
          {words.hearMatch}
        </Button>
        <Button
          help={unknown ? words.matchUnknown : words.putMatchHelp}
          isDisabled={unknown}
          onPress={() => void put()}
        >
          {words.putMatch}
        </Button>
      </div>
    </div>
  );
}
