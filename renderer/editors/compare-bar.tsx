/** Compare and its blind test: the switch, what it makes up for in loudness, and the test's questions and score. */
import { useEffect, useRef } from 'react';
import { compareWords, mixingWords } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { compareReading, subscribeFrame } from '../live/index.ts';
import { useMonitor } from '../monitor/index.ts';
import { showNote, useDocument } from '../state/index.ts';
import { BLIND_SIDES, chanceOfGuessing } from './blind-test.ts';
import {
  answerBlind,
  type CompareTarget,
  endBlind,
  endDelta,
  hearBlind,
  startBlind,
  toggleCompare,
  toggleDelta,
  useBlind,
  useCompare,
  useCompareCandidate,
  useDelta,
} from './compare.ts';

const words = compareWords;
const WRITE_EVERY_MS = 250;

/** "processed is 2.3 dB louder · matched", four times a second. */
function Difference() {
  const { matched } = useMonitor().settings;
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let writtenTurn = -1;
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / WRITE_EVERY_MS);
      if (turn === writtenTurn || !text.current) return;
      writtenTurn = turn;
      text.current.textContent = differenceText(nowMs, matched);
    });
  }, [matched]);
  return <span className="compare-difference" ref={text} />;
}

function differenceText(nowMs: number, matched: boolean): string {
  const reading = compareReading(nowMs);
  if (!reading) return '';
  const { differenceDb, seconds, comparing, shortDb } = reading;
  if (!Number.isFinite(differenceDb)) return words.nothing;
  const parts = [words.difference(differenceDb)];
  if (comparing) parts.push(matched ? words.isMatched : words.notMatched);
  else if (words.measured(seconds)) parts.push(words.measured(seconds));
  if (comparing && shortDb > 0.05) parts.push(words.short(shortDb));
  return parts.join(' · ');
}

function BlindBar() {
  const blind = useBlind();
  if (!blind) return null;
  const { test } = blind;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form's fieldset
    <div className="blind-bar" role="group" aria-label={words.blindTitle}>
      <b>{words.blindTitle}</b>
      {BLIND_SIDES.map((side) => (
        <button
          key={side}
          type="button"
          className="blind-side"
          aria-pressed={test.hearing === side}
          aria-label={words.hear(side)}
          onClick={() => hearBlind(side)}
        >
          {side}
        </button>
      ))}
      <span>{words.question}</span>
      {BLIND_SIDES.map((side) => (
        <button
          key={side}
          type="button"
          className="blind-guess"
          aria-label={words.guess(side)}
          onClick={() => answerBlind(side)}
        >
          {side}
        </button>
      ))}
      <output data-help={words.chanceHelp} data-help-name={words.blindTitle}>
        {test.answer &&
          (test.answer.right
            ? words.rightAnswer(test.answer.processed)
            : words.wrongAnswer(test.answer.processed))}{' '}
        {test.tries > 0 &&
          `${words.score(test.right, test.tries)} · ${words.chance(chanceOfGuessing(test.right, test.tries))}`}
      </output>
      <button type="button" className="blind-guess" onClick={endBlind}>
        {words.endBlind}
      </button>
    </div>
  );
}

export function CompareBar({ target, isEnabled }: { target: CompareTarget; isEnabled: boolean }) {
  const compared = useCompare();
  const blind = useBlind();
  const delta = useDelta();
  // What is bypassed in the song is not there to be taken out.
  const heard = useDocument((document) =>
    Object.values(document.effects[target.stripId] ?? {}).some(
      (effect) => !effect.bypassed && (target.effectId === null || effect.id === target.effectId),
    ),
  );
  useCompareCandidate(target.stripId, target.effectId);
  useEffect(() => () => endDelta(target.effectId), [target.effectId]);
  const possible = isEnabled && heard;
  const comparing = compared?.stripId === target.stripId;
  // Of a whole chain there is no one input to take away.
  const single = target.effectId !== null;
  const hearingDelta = single && delta?.effectId === target.effectId;
  const blindly = () => {
    if (blind) endBlind();
    else if (!startBlind(target)) showNote(words.blindUnmeasured);
  };
  useActions({
    'mix.compare': {
      run: () => (blind ? hearBlind(blind.test.hearing === '1' ? '2' : '1') : toggleCompare(target)),
      isEnabled: () => possible || comparing,
    },
    'compare.delta': {
      run: () => toggleDelta(target),
      isEnabled: () => single && (possible || hearingDelta),
    },
    'compare.blind': { run: blindly, isEnabled: () => possible || blind !== null },
  });
  if (blind) return <BlindBar />;
  return (
    <>
      {possible && <Difference />}
      <button
        type="button"
        className="detail-switch"
        aria-pressed={comparing}
        disabled={!possible && !comparing}
        data-help={words.compareHelp}
        data-help-name={mixingWords.editor.compare}
        onClick={() => toggleCompare(comparing && compared ? compared : target)}
      >
        {comparing ? mixingWords.editor.hearingWithout : mixingWords.editor.compare} <kbd>B</kbd>
      </button>
      {single && (
        <button
          type="button"
          className="detail-switch"
          aria-pressed={hearingDelta}
          disabled={!possible && !hearingDelta}
          data-help={words.deltaHelp}
          data-help-name={words.delta}
          onClick={() => toggleDelta(target)}
        >
          {hearingDelta ? words.hearingDelta : words.delta}
        </button>
      )}
      <button
        type="button"
        className="detail-switch"
        disabled={!possible}
        data-help={words.blindHelp}
        data-help-name={words.blindTitle}
        onClick={blindly}
      >
        {words.blind}
      </button>
    </>
  );
}
