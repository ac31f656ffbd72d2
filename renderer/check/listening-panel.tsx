/** Ears are tools that tire: how long, how loud, what that has done to the mix, and the offer of a break. */
import { useEffect } from 'react';
import { BREAK_OFFER_MINUTES } from '../../audio-engine/protocol/index.ts';
import { checkWords, breakWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { useMonitor } from '../monitor/index.ts';
import { comeBack, useHasReference } from './come-back.ts';
import { askListening, remindLater, takeBreak, useListeningTime, useNow } from './listening.ts';
import { hourText, ListeningPicture } from './listening-picture.tsx';
import './listening.css';

const ASK_MS = 60_000;

export function ListeningPanel() {
  const listening = useListeningTime();
  const { referenceDb } = useMonitor().settings;
  const hasReference = useHasReference();
  useEffect(() => {
    askListening();
    const timer = setInterval(askListening, ASK_MS);
    return () => clearInterval(timer);
  }, []);
  const { breakUntilMs } = listening;
  const nowMs = useNow(1000, breakUntilMs !== null);
  const leftS = breakUntilMs === null ? null : Math.max(0, (breakUntilMs - nowMs) / 1000);
  if (leftS !== null)
    return (
      <section className="listening" aria-label={words.onBreak}>
        <p className="listening-time" role="timer" aria-live="off">
          <b>{words.left(leftS)}</b> {leftS > 0 ? words.onBreak : words.over}
        </p>
        <p className="listening-text">{leftS > 0 ? words.onBreakText : words.overText}</p>
        <div className="listening-buttons">
          <Button
            kind={leftS > 0 ? 'plain' : 'primary'}
            help={words.backHelp}
            onPress={() => void comeBack()}
          >
            {hasReference ? words.back : words.backPlain}
          </Button>
        </div>
      </section>
    );
  const [most] = listening.treble;
  const changed =
    listening.sinceMs === null
      ? null
      : words.changed(
          listening.roomChangeDb,
          most ? { name: most.name, changeDb: most.changeDb, strips: listening.treble.length } : null,
          hourText(listening.sinceMs),
        );
  return (
    <section className="listening" aria-label={words.title}>
      <p className="listening-time">
        <b>{checkWords.duration(listening.listenedSeconds)}</b> {words.since}
      </p>
      {listening.history.length > 0 && (
        <>
          <p className="listening-legend">
            <span>{referenceDb === null ? words.levelRelative : words.levelSpl}</span>
            <span>{referenceDb === null ? words.uncalibrated : words.calibrated}</span>
          </p>
          <ListeningPicture listening={listening} />
        </>
      )}
      <p className="listening-text">
        {changed ? (
          <>
            <strong>{changed}</strong> {words.tired}
          </>
        ) : listening.due ? (
          words.due(checkWords.duration(listening.listenedSeconds))
        ) : listening.listenedSeconds === 0 && listening.breaks.length > 0 ? (
          words.rested
        ) : (
          words.nothing
        )}
      </p>
      <div className="listening-buttons">
        <Button icon="cup" help={words.takeHelp} onPress={() => takeBreak(BREAK_OFFER_MINUTES)}>
          {words.take}
        </Button>
        {listening.due && (
          <Button kind="quiet" help={words.laterHelp} onPress={remindLater}>
            {words.later}
          </Button>
        )}
      </div>
    </section>
  );
}
