/** What answers in every view: the check, the listen-through, the break; and what comes by itself, the offer of one. */
import { useEffect, useRef } from 'react';
import { BREAK_OFFER_MINUTES } from '../../audio-engine/protocol/index.ts';
import { breakWords, checkWords } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { listenState } from '../monitor/index.ts';
import { hideNote, setView, showNote, shownDocument, studio } from '../state/index.ts';
import { comeBack, firstReference } from './come-back.ts';
import { forgetHeard } from './hear.ts';
import { endListening, startListening } from './listen-store.ts';
import { takeBreak, useListeningTime } from './listening.ts';
import { checkState, startCheck } from './report.ts';

export function useCheckActions(): void {
  useActions({
    'view.check': () => setView({ 'app.view': 'check' }),
    'check.run': {
      run: () => {
        setView({ 'app.view': 'check' });
        void startCheck();
      },
      isEnabled: () => checkState().running === null,
    },
    'listen.start': startListening,
    'break.start': () => takeBreak(BREAK_OFFER_MINUTES),
    'break.back': () => void comeBack(),
  });
  const { due, listenedSeconds, breakUntilMs } = useListeningTime();
  const listened = useRef(listenedSeconds);
  listened.current = listenedSeconds;
  const onBreak = breakUntilMs !== null;
  const was = useRef(onBreak);
  const begun = useRef('');
  // Whichever view it was taken in; and what sounds after it is said, however it was begun.
  useEffect(() => {
    if (was.current === onBreak) return;
    was.current = onBreak;
    if (onBreak) {
      const title = firstReference() ? breakWords.back : breakWords.backPlain;
      begun.current = showNote(breakWords.begun, { title, actionId: 'break.back' }, true);
      return;
    }
    hideNote(begun.current);
    const { reference } = listenState();
    const heard = reference === null ? undefined : shownDocument().references[reference];
    if (heard) showNote(breakWords.onReference(heard.name));
  }, [onBreak]);
  useEffect(() => {
    if (due)
      showNote(
        breakWords.due(checkWords.duration(listened.current)),
        { title: breakWords.take, actionId: 'break.start' },
        true,
      );
  }, [due]);
  useEffect(
    () =>
      studio().on('studio.reset', () => {
        forgetHeard();
        endListening();
      }),
    [],
  );
}
