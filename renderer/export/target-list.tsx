/** The targets: a name, its level and ceiling, and where the rule comes from and when. One is chosen for the song. */
import { ListBox, ListBoxItem } from 'react-aria-components';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { useDocument } from '../state/index.ts';
import { chooseTarget, useTargets } from './targets.ts';

const words = mixingWords.export;
const NONE = '\u0000none';

export function TargetList() {
  const targets = useTargets();
  const chosen = useDocument((document) => document.release.targetName);
  return (
    <ListBox
      className="target-list"
      aria-label={words.targets}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen ?? NONE]}
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys][0];
        if (key !== undefined) chooseTarget(key === NONE ? null : String(key));
      }}
    >
      {[
        <ListBoxItem
          key={NONE}
          id={NONE}
          textValue={words.noTarget}
          className="target-row"
          data-help={words.noTargetHelp}
        >
          <span className="target-name">{words.noTarget}</span>
          <span className="target-source">{words.noTargetSub}</span>
        </ListBoxItem>,
        ...targets.map((target) => (
          <ListBoxItem
            key={target.name}
            id={target.name}
            textValue={target.name}
            className="target-row"
            data-help={words.source(target.source, target.asOf)}
            data-help-name={target.name}
          >
            <span className="target-name">{target.name}</span>
            <span className="target-level">
              {target.lufs === null ? words.noLevel : `${decibels(target.lufs)} LUFS`}
            </span>
            <span className="target-source">{words.source(target.source, target.asOf)}</span>
            <span className="target-ceiling">{decibels(target.ceilingDbtp)} dBTP</span>
          </ListBoxItem>
        )),
      ]}
    </ListBox>
  );
}
