/** The band over adjacent strips of one colour: the colour, what it stands for on import, how many. */
import { memo } from 'react';
import { mixingWords } from '../../audio-engine/words/index.ts';
import type { PlacedGroup } from './layout.ts';

export const GroupBand = memo(function GroupBand({ group }: { group: PlacedGroup }) {
  return (
    <div className="group-band" data-color={group.color} style={{ left: group.left, width: group.width }}>
      <span className="band-name">{mixingWords.groups[group.color]}</span>
      {group.count > 1 && <span className="band-count">{group.count}</span>}
    </div>
  );
});
