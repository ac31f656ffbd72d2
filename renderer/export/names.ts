/** The names that an export would give now, asked of the host, which knows what is there already. */
import { useEffect, useState } from 'react';
import type { ExportRequest } from '../../audio-engine/protocol/index.ts';
import { failureFrom, studio } from '../state/index.ts';

/** Typing is waited out for so long. */
const PAUSE_MS = 200;

/** Asked anew when `moment` changes: an export that ended has taken its names. */
export function useNames(
  options: ExportRequest,
  moment: string,
): { names: readonly string[]; problem: string | null } {
  const [answer, setAnswer] = useState<{ names: readonly string[]; problem: string | null }>({
    names: [],
    problem: null,
  });
  const asked = JSON.stringify(options);
  const turn = `${moment} ${asked}`;
  useEffect(() => {
    let current = true;
    const wanted = JSON.parse(turn.slice(turn.indexOf('{'))) as ExportRequest;
    const timer = setTimeout(() => {
      studio()
        .invoke('delivery.names', wanted)
        .then(
          ({ names }) => current && setAnswer({ names, problem: null }),
          (error: unknown) => current && setAnswer({ names: [], problem: failureFrom(error).sentence }),
        );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [turn]);
  return answer;
}
