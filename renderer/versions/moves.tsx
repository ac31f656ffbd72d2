/** Every move between two moments, in words, by strip. */
import { useEffect, useState } from 'react';
import type { InvokeAnswer } from '../../audio-engine/protocol/index.ts';
import { versionWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

export type Changes = InvokeAnswer<'versions.changes'>;

export function useChanges(from: string | null, to: string): Changes | null {
  const [changes, setChanges] = useState<Changes | null>(null);
  useEffect(() => {
    if (from === null) return;
    let current = true;
    setChanges(null);
    studio()
      .invoke('versions.changes', { from, to })
      .then((answer) => current && setChanges(answer))
      .catch((error: unknown) => showFailure(failureFrom(error)));
    return () => {
      current = false;
    };
  }, [from, to]);
  return changes;
}

/** The strip's name need not stand in each of its lines again. */
function withoutName(sentence: string, name: string): string {
  if (!sentence.startsWith(`${name} `)) return sentence;
  const rest = sentence.slice(name.length + 1);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export function Moves({ changes }: { changes: Changes | null }) {
  if (changes === null) return <p className="dialog-text">{words.reading}</p>;
  const of = (stripId: string | null) => changes.changes.filter((change) => change.stripId === stripId);
  const groups = [
    ...changes.strips.map(({ id, name, color }) => ({ id, name, color, list: of(id) })),
    { id: '', name: words.wholeSong, color: 'stone', list: of(null) },
  ].filter(({ list }) => list.length > 0);
  return (
    <section className="moves" aria-label={words.moves}>
      <h3>
        {words.moves}
        <span role="status">
          {changes.changes.length === 0 ? words.noMoves : words.countMoves(changes.changes.length)}
        </span>
      </h3>
      <div className="moves-list">
        {groups.map(({ id, name, color, list }) => (
          <div key={id} className="moves-strip" data-color={color}>
            <h4>{name}</h4>
            <ul>
              {list.map(({ sentence }, i) => (
                <li key={i}>{withoutName(sentence, name)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
