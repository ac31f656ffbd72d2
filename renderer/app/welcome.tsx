/** Once, on the first screen: what the program does not do yet. A row of its own, so that it covers nothing. */
import { useEffect, useState } from 'react';
import { frameWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { Button, Icon, IconButton } from '../controls/index.ts';

const WELCOMED = 'threshold.welcomed';

export function Welcome({ loaded }: { loaded: boolean }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!loaded) return;
    try {
      if (localStorage.getItem(WELCOMED)) return;
      localStorage.setItem(WELCOMED, 'yes');
    } catch {
      // Without storage it is said at every start.
    }
    setShown(true);
  }, [loaded]);
  if (!shown) return null;
  return (
    <div className="welcome">
      <Icon name="note" className="toast-icon" />
      <output className="welcome-sentence">{frameWords.welcome}</output>
      <Button
        className="button-small"
        onPress={() => {
          setShown(false);
          runAction('help.about');
        }}
      >
        {frameWords.welcomeAction}
      </Button>
      <IconButton icon="close" size={12} label={frameWords.dismiss} onPress={() => setShown(false)} />
    </div>
  );
}
