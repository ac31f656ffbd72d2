/** Every step by name, the undone ones dimmed below; a press goes to that step. */
import { useEffect, useRef, useState } from 'react';
import type { HistoryEntry } from '../../audio-engine/protocol/index.ts';
import { browserWords, dialogWords } from '../../audio-engine/words/views.ts';
import { failureFrom, showFailure, studio, useReplica } from '../state/index.ts';

export function HistoryList() {
  const revision = useReplica((r) => r.revision);
  const [entries, setEntries] = useState<HistoryEntry[]>([]);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    let current = true;
    studio()
      .invoke('studio.history', {})
      .then(({ entries: next }) => {
        if (current) setEntries(next);
      })
      .catch((error: unknown) => showFailure(failureFrom(error)));
    return () => {
      current = false;
    };
  }, [revision]);
  const present = entries.findLastIndex((entry) => entry.applied);
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [entries]);
  const jump = (to: number) => {
    studio()
      .invoke('studio.historyJump', { revision: to })
      .catch((error: unknown) => showFailure(failureFrom(error)));
  };
  if (entries.length === 0) return <p className="browser-empty">{browserWords.noHistory}</p>;
  return (
    <ol className="history-list" aria-label={browserWords.history} ref={list}>
      {entries.map((entry, i) => (
        <li key={entry.revision}>
          <button
            type="button"
            className="history-row"
            aria-current={i === present}
            data-undone={!entry.applied || undefined}
            data-help={browserWords.historyHelp}
            data-help-name={entry.name}
            onClick={() => jump(entry.revision)}
          >
            <span className="history-name">{entry.name}</span>
            <span className="history-time">{dialogWords.clock(entry.timeMs)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
