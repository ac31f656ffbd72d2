/** A folder's listing for our own file dialogs, and the way through folders. */
import { useCallback, useEffect, useState } from 'react';
import type { InvokeAnswer } from '../../audio-engine/protocol/index.ts';
import { failureFrom, studio } from '../state/index.ts';

export type Listing = InvokeAnswer<'files.list'>;

export function useFolder(start: string | null) {
  const [path, setPath] = useState<string | null>(start);
  const [listing, setListing] = useState<Listing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    studio()
      .invoke('files.list', { path })
      .then(
        (next) => {
          if (!current) return;
          setListing(next);
          setProblem(null);
        },
        (error: unknown) => {
          if (current) setProblem(failureFrom(error).sentence);
        },
      );
    return () => {
      current = false;
    };
  }, [path, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { listing, problem, go: setPath, reload };
}
