/** The fader's dB under it; where the fader follows a lane, what the lane says now. */
import { signedDecibels } from '../../audio-engine/words/index.ts';
import { FollowedText } from '../controls/index.ts';

export function FaderText({ stripId, faderDb }: { stripId: string; faderDb: number }) {
  return (
    <b>
      <FollowedText lane={{ stripId, laneId: 'faderDb' }} value={faderDb} text={(db) => signedDecibels(db)} />
    </b>
  );
}
