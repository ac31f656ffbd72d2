/** An effect as it is heard at this moment: its values where their lanes are, for whoever draws all of it. */
import { useEffect, useMemo, useState } from 'react';
import type { Effect } from '../../audio-engine/session/index.ts';
import { useDocument } from '../state/index.ts';
import { FOLLOW_PICTURE_MS, followLane } from './following.ts';

const NOTHING: Readonly<Record<string, number>> = {};

/** The effect itself while none of its lanes is read. */
export function useHeardEffect<T extends Effect | undefined>(stripId: string, effect: T): T {
  const prefix = `effect:${effect?.id ?? ''}:`;
  const fields = useDocument((document) =>
    Object.keys(document.automation[stripId] ?? NOTHING)
      .filter((laneId) => laneId.startsWith(prefix))
      .map((laneId) => laneId.slice(prefix.length))
      .join(' '),
  );
  const [heard, setHeard] = useState(NOTHING);
  useEffect(() => {
    if (fields === '') return;
    const ends = fields.split(' ').map((field) =>
      followLane(
        { stripId, laneId: prefix + field },
        (now) =>
          setHeard((before) => {
            const { [field]: _gone, ...others } = before;
            return now === undefined ? others : { ...others, [field]: now };
          }),
        FOLLOW_PICTURE_MS,
      ),
    );
    return () => {
      for (const end of ends) end();
      setHeard(NOTHING);
    };
  }, [stripId, prefix, fields]);
  return useMemo(() => {
    if (!effect || Object.keys(heard).length === 0) return effect;
    const { bypassed, ...parameters } = heard;
    return {
      ...effect,
      bypassed: bypassed === undefined ? effect.bypassed : bypassed >= 0.5,
      parameters: { ...effect.parameters, ...parameters },
    };
  }, [effect, heard]);
}
