/** The fader's dB under it; where the fader follows a lane, what the lane says now. */
import { useRef } from 'react';
import { signedDecibels } from '../../audio-engine/words/index.ts';
import { useFollowed } from '../controls/index.ts';

export function FaderText({ stripId, faderDb }: { stripId: string; faderDb: number }) {
  const text = useRef<HTMLElement>(null);
  useFollowed({ stripId, laneId: 'faderDb' }, faderDb, (now) => {
    if (text.current) text.current.textContent = signedDecibels(now);
  });
  return <b ref={text}>{signedDecibels(faderDb)}</b>;
}
