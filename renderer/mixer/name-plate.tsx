/** The foot of a strip: its name on its colour, what it is at this moment below. Double-click renames. */
import { useState } from 'react';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { run } from '../state/index.ts';
import { breakName } from './break-name.ts';

export interface NamePlateProps {
  stripId: string;
  name: string;
  sub: string;
  selected: boolean;
  tabIndex: number;
  /** The master keeps its name. */
  fixed?: boolean;
  /** How a new name is written where the strip is no track's. */
  rename?: (name: string) => void;
  onSelect(extend: boolean): void;
}

export function NamePlate(props: NamePlateProps) {
  const { stripId, name, sub, selected, tabIndex, fixed, onSelect } = props;
  const [renaming, setRenaming] = useState(false);
  const keep = (next: string) => {
    setRenaming(false);
    const clean = next.trim();
    if (clean === '' || clean === name) return;
    if (props.rename) props.rename(clean);
    else void run('track.rename', { trackId: stripId, name: clean });
  };
  if (renaming) {
    return (
      <div className="name-plate" data-selected={selected || undefined}>
        <input
          className="name-field"
          defaultValue={name}
          aria-label={mixingWords.strip.rename}
          // biome-ignore lint/a11y/noAutofocus: the field appears because its name was double-clicked
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => keep(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') keep(event.currentTarget.value);
            if (event.key === 'Escape') setRenaming(false);
          }}
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      className="name-plate"
      data-selected={selected || undefined}
      data-control="name"
      tabIndex={tabIndex}
      aria-pressed={selected}
      title={name}
      onClick={(event) => onSelect(event.ctrlKey || event.metaKey || event.shiftKey)}
      onDoubleClick={() => !fixed && setRenaming(true)}
      onKeyDown={(event) => {
        if (event.key === 'F2' && !fixed) {
          event.preventDefault();
          setRenaming(true);
        }
      }}
    >
      <span className="plate-name">{breakName(name)}</span>
      <span className="plate-sub">{sub}</span>
    </button>
  );
}
