/** One line under the chain: this master as a service turns it down, beside a gentler one, with figures and buttons to hear both. */
import { decibels, signedDecibels, limitingWords as words } from '../../audio-engine/words/index.ts';
import { Button, Icon, IconButton } from '../controls/index.ts';
import {
  closeLimiting,
  endBlind,
  guessGentler,
  hearBlind,
  hearSide,
  measureLimiting,
  startBlind,
  takeGentler,
  useLimiting,
} from './limiting.ts';

function Blind() {
  const { blind, hearing } = useLimiting();
  if (!blind) return null;
  const sideOf = (which: '1' | '2') => ((which === '1') === (blind.first === 0) ? 0 : 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form's fieldset
    <div className="limiting-buttons" role="group" aria-label={words.blind}>
      {(['1', '2'] as const).map((which) => (
        <button
          key={which}
          type="button"
          className="blind-side"
          aria-pressed={hearing === sideOf(which)}
          aria-label={words.hear(which)}
          onClick={() => void hearBlind(which)}
        >
          {which}
        </button>
      ))}
      <span>{words.question}</span>
      {(['1', '2'] as const).map((which) => (
        <button
          key={which}
          type="button"
          className="blind-guess"
          aria-label={words.guess(which)}
          onClick={() => guessGentler(which)}
        >
          {which}
        </button>
      ))}
      <output>
        {blind.answer && words.answer(blind.answer.right, blind.answer.gentlerWas)}{' '}
        {blind.tries > 0 && words.score(blind.right, blind.tries)}
      </output>
      <Button kind="plain" className="panel-button" onPress={endBlind}>
        {words.endBlind}
      </Button>
    </div>
  );
}

export function LimitingLine() {
  const { cost, hearing, blind, running, lessDb } = useLimiting();
  if (!cost) return null;
  const [now, gentler] = cost.sides;
  const difference = (gentler.psrDb ?? 0) - (now.psrDb ?? 0);
  return (
    <div className="limiting-line" role="status" data-help={words.help} data-help-name={words.title}>
      <Icon name="ear" size={14} />
      <p>
        <b>{words.asPlayed(cost.service, signedDecibels(now.serviceGainDb))}</b>{' '}
        {words.beside(
          decibels(cost.lessDb),
          signedDecibels(gentler.serviceGainDb),
          decibels(now.psrDb),
          decibels(gentler.psrDb),
          now.activePercent,
          gentler.activePercent,
        )}{' '}
        {difference < 0.3 ? words.costsNothing : ''}
      </p>
      {blind ? (
        <Blind />
      ) : (
        <div className="limiting-buttons">
          <Button
            kind="plain"
            className="panel-button"
            onPress={() => void hearSide(hearing === 0 ? null : 0)}
          >
            {hearing === 0 ? words.stop : words.hearThis}
          </Button>
          <Button
            kind="plain"
            className="panel-button"
            onPress={() => void hearSide(hearing === 1 ? null : 1)}
          >
            {hearing === 1 ? words.stop : words.hearGentler}
          </Button>
          <Button kind="plain" className="panel-button" onPress={startBlind} help={words.blindHelp}>
            {words.blind}
          </Button>
          <Button
            kind="plain"
            className="panel-button"
            isDisabled={running !== null}
            onPress={() => void measureLimiting(lessDb >= 6 ? 1 : lessDb + 1)}
            help={words.otherHelp}
          >
            {words.other(lessDb >= 6 ? 1 : lessDb + 1)}
          </Button>
          <Button
            kind="plain"
            className="panel-button"
            onPress={() => void takeGentler()}
            help={words.takeHelp}
          >
            {words.take}
          </Button>
        </div>
      )}
      <IconButton icon="close" size={12} label={words.close} onPress={closeLimiting} />
    </div>
  );
}
