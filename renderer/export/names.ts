/** The names that an export would give now, asked of the host, which knows what is there already. */
import { useEffect, useState } from 'react';
import type { ExportRequest } from '../../audio-engine/protocol/index.ts';
import { failureFrom, studio } from '../state/index.ts';

/** Typing is waited out for so long. */
const PAUSE_MS = 200;

export function useNames(options: ExportRequest): { names: readonly string[]; problem: string | null } {
  const [answer, setAnswer] = useState<{ names: readonly string[]; problem: string | null }>({
    names: [],
    problem: null,
  });
  const asked = JSON.stringify(options);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      studio()
        .invoke('delivery.names', JSON.parse(asked) as ExportRequest)
        .then(
          ({ names }) => current && setAnswer({ names, problem: null }),
          (error: unknown) => current && setAnswer({ names: [], problem: failureFrom(error).sentence }),
        );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return answer;
}
