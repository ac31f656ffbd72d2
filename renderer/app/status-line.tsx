/** One sentence for what is under the pointer or has focus; at the right the hands' four moves in this view. */
import { useEffect, useState } from 'react';
import { frameWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { type HelpShown, watchHelp } from '../controls/index.ts';
import { useViewState } from '../state/index.ts';
import { viewNamed } from './view-name.ts';

export function StatusLine() {
  const [help, setHelp] = useState<HelpShown | null>(null);
  const [view] = useViewState<string>('app.view', 'timeline');
  useEffect(() => watchHelp(setHelp), []);
  return (
    <footer className="status-line">
      <output className="status-help">
        {help?.sentence ? (
          <>
            <span className="status-name">{help.name}</span> {help.sentence}
          </>
        ) : (
          frameWords.idle
        )}
      </output>
      <span className="status-hints">
        {frameWords.hints[viewNamed(view)].map((hint) => (
          <span key={hint}>{hint}</span>
        ))}
      </span>
      <button type="button" className="status-keys" onClick={() => runAction('help.keys')}>
        {frameWords.allKeys}
      </button>
    </footer>
  );
}
