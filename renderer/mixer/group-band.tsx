/** The band over strips that belong together: colour, name, how many, and folding them away. */
import { memo } from 'react';
import { routingWords } from '../../audio-engine/words/index.ts';
import { Icon } from '../controls/index.ts';
import type { PlacedGroup } from './layout.ts';

export const GroupBand = memo(function GroupBand({
  group,
  onFold,
}: {
  group: PlacedGroup;
  onFold(key: string): void;
}) {
  const label = routingWords.fold(group.name, group.folded);
  return (
    <div
      className="group-band"
      data-color={group.color}
      data-folded={group.folded || undefined}
      style={{ left: group.left, width: group.width }}
    >
      <button
        type="button"
        className="band-fold"
        aria-expanded={!group.folded}
        aria-label={label}
        data-help={group.folded ? routingWords.foldedCount(group.count) : label}
        data-help-name={group.name}
        onClick={() => onFold(group.key)}
      >
        <Icon name={group.folded ? 'chevronRight' : 'chevronDown'} size={10} />
        <span className="band-name">{group.name}</span>
        {group.count > 1 && <span className="band-count">{group.count}</span>}
      </button>
    </div>
  );
});
