/** What answers in every view: the check, the listen-through, the break; and what comes by itself, the offer of one. */
import { useEffect, useRef } from 'react';
import { BREAK_OFFER_MINUTES } from '../../audio-engine/protocol/index.ts';
import { breakWords, checkWords } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { setView, showNote, studio } from '../state/index.ts';
import { comeBack } from './come-back.ts';
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
  const { due, listenedSeconds } = useListeningTime();
  const listened = useRef(listenedSeconds);
  listened.current = listenedSeconds;
  useEffect(() => {
    if (due)
      showNote(breakWords.due(checkWords.duration(listened.current)), {
        title: breakWords.take,
        actionId: 'break.start',
      });
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
