/** Every key, by what it is for; read from the one table. */

import { type Action, KEY_CONTEXTS } from '../../audio-engine/protocol/index.ts';
import { dialogWords, groupWords } from '../../audio-engine/words/views.ts';
import { actionIds, actionOf, chordText } from '../commands/index.ts';
import { Dialog } from '../controls/index.ts';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const groups = Object.keys(groupWords) as (keyof typeof groupWords)[];
  return (
    <Dialog isOpen width={860} title={dialogWords.keysTitle} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the long sheet is scrolled from the keyboard */}
      <div className="keys-sheet" tabIndex={0}>
        {groups.map((group) => {
          const rows = actionIds.flatMap((id) => {
            const action: Action = actionOf(id);
            // One key may be given in several contexts; a person presses one.
            const keys = [
              ...new Set(
                KEY_CONTEXTS.filter((c) => c !== 'text').flatMap((context) => action.keys?.[context] ?? []),
              ),
            ];
            return action.group === group && keys.length > 0 ? [{ id, title: action.title, keys }] : [];
          });
          if (rows.length === 0) return null;
          return (
            <section key={group} className="keys-group">
              <h3>{groupWords[group]}</h3>
              <dl>
                {rows.map((row) => (
                  <div key={row.id} className="keys-row">
                    <dt>{row.title}</dt>
                    <dd>
                      {row.keys.map((key) => (
                        <kbd key={key}>{chordText(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <section className="keys-group">
          <h3>{dialogWords.hands}</h3>
          <dl>
            {dialogWords.handMoves.map(([move, what]) => (
              <div key={move} className="keys-row">
                <dt>{what}</dt>
                <dd>
                  <kbd>{move}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
