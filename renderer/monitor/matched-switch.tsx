/** The loudness match of compares, always in sight: louder sounds better, and this takes that away. */
import { compareWords as words } from '../../audio-engine/words/index.ts';
import { Toggle } from '../controls/index.ts';
import './monitor.css';
import { setMonitor, useMonitor } from './state.ts';

export function MatchedSwitch() {
  const { matched } = useMonitor().settings;
  return (
    <Toggle
      className="matched-switch"
      label={words.matchedName}
      help={words.matchedHelp}
      isSelected={matched}
      onChange={(on) => setMonitor({ matched: on })}
    >
      {words.matched}
    </Toggle>
  );
}
