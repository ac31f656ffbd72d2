/** Says that a track is frozen, where its inserts are, and thaws it. */
import { trackMemoryWords as words } from '../../audio-engine/words/index.ts';
import { Icon } from '../controls/index.ts';
import { run } from '../state/index.ts';
import './frozen-mark.css';

export function FrozenMark({
  trackId,
  name,
  tabIndex = 0,
}: {
  trackId: string;
  name: string;
  tabIndex?: number;
}) {
  return (
    <button
      type="button"
      className="frozen-mark"
      tabIndex={tabIndex}
      data-control="frozen"
      aria-label={`${words.frozenTrack(name)}. ${words.thaw}`}
      data-help={words.frozenHelp}
      data-help-name={words.frozenTrack(name)}
      onClick={() => void run('track.thaw', { trackId })}
    >
      <Icon name="snow" size={12} />
      <span>{words.frozen}</span>
    </button>
  );
}
