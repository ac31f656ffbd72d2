/** The names that an export would give now, asked of the host, which knows what is there already. */
import { useEffect, useState } from 'react';
import type { ExportRequest } from '../../audio-engine/protocol/index.ts';
import { failureFrom, studio } from '../state/index.ts';

/** Typing is waited out for so long. */
const PAUSE_MS = 200;

export interface ShownNames {
  names: readonly string[];
  /** What the names come to, as two files that would have one name. */
  notices: readonly string[];
  problem: string | null;
}

/** Asked anew when `moment` changes: an export that ended has taken its names. */
export function useNames(options: ExportRequest, moment: string): ShownNames {
  const [answer, setAnswer] = useState<ShownNames>({ names: [], notices: [], problem: null });
  const asked = JSON.stringify(options);
  const turn = `${moment} ${asked}`;
  useEffect(() => {
    let current = true;
    const wanted = JSON.parse(turn.slice(turn.indexOf('{'))) as ExportRequest;
    const timer = setTimeout(() => {
      studio()
        .invoke('delivery.names', wanted)
        .then(
          (named) => current && setAnswer({ ...named, problem: null }),
          (error: unknown) =>
            current && setAnswer({ names: [], notices: [], problem: failureFrom(error).sentence }),
        );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [turn]);
  return answer;
}
