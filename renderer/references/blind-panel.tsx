/** A/B/X: the master, the reference, and one of them unnamed; what was said of it, and how easily guessing does as well. */
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { chanceOfGuessing } from '../editors/index.ts';
import { answerBlindX, endBlindX, useBlindX } from './actions.ts';

export function BlindPanel({ letter }: { letter: string }) {
  const test = useBlindX();
  if (!test) return null;
  const { answer, right, tries } = test.blind;
  return (
    <section className="blind-x" aria-label={words.unknown}>
      <div className="blind-x-row">
        <b>{words.blindTitle}</b>
        <Button onPress={() => answerBlindX(false)}>{words.isMaster}</Button>
        <Button onPress={() => answerBlindX(true)}>{words.isReference(letter)}</Button>
      </div>
      <div className="blind-x-row">
        <output>
          {answer && `${answer.right ? words.blindRight : words.blindWrong} `}
          {tries > 0 &&
            `${words.blindScore(right, tries)}; ${words.blindChance(chanceOfGuessing(right, tries))}.`}
        </output>
        <Button kind="quiet" onPress={endBlindX}>
          {words.blindEnd}
        </Button>
      </div>
    </section>
  );
}
