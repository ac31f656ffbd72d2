/** One track's header: colour, number, name, M and S, a fader as a line; the meter is drawn by the column. */
import { memo, useRef, useState } from 'react';
import { orderedEffects, type Track } from '../../../audio-engine/session/index.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { ContextMenu, EditableName, type MenuEntry, Toggle } from '../../controls/index.ts';
import { run, select, selection, selectStrip, useDocument, useIsStripSelected } from '../../state/index.ts';
import { FrozenMark } from '../../versions/index.ts';
import { ROW_HEIGHTS } from '../rows.ts';
import { LineFader } from './line-fader.tsx';
import { trackMenu } from './track-menu.ts';

export interface TrackHeaderProps {
  track: Track;
  index: number;
  top: number;
  height: number;
  audible: boolean;
  editRequest: number;
  onDragStart: (trackId: string, event: React.PointerEvent) => void;
}

/** Remembered by its props: scrolling a hundred tracks draws only those that come into sight. */
export const TrackHeader = memo(function TrackHeader({
  track,
  index,
  top,
  height,
  audible,
  editRequest,
  onDragStart,
}: TrackHeaderProps) {
  const strip = useDocument((d) => d.strips[track.id]);
  const effects = useDocument((d) => orderedEffects(d, track.id));
  const isSelected = useIsStripSelected(track.id);
  const anchor = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<readonly MenuEntry[] | null>(null);
  if (!strip) return null;
  const words = timelineWords;
  const set = (change: object) => void run('strip.set', { stripId: track.id, ...change });
  return (
    <li
      className="track-header"
      aria-label={words.track(index + 1, track.name)}
      aria-current={isSelected}
      data-color={track.color}
      data-selected={isSelected || undefined}
      data-silent={!audible || undefined}
      data-size={height < 34 ? 'small' : height < 60 ? 'normal' : height < 90 ? 'tall' : 'large'}
      style={{ top, height }}
      onPointerDown={(event) => {
        if (
          event.target instanceof Element &&
          event.target.closest('button, input, [role=slider]') &&
          !event.shiftKey
        )
          return;
        selectStrip(track.id, event.ctrlKey || event.metaKey);
        if (!event.ctrlKey && !event.metaKey && selection().clips.some((c) => c.trackId !== track.id))
          select({ clips: [] });
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (!isSelected) selectStrip(track.id);
        setMenu(trackMenu(track.id));
      }}
      data-help={words.trackHelp}
      data-help-name={track.name}
    >
      <span className="track-color" />
      <button
        type="button"
        className="track-number"
        ref={anchor}
        aria-label={words.trackMenu(track.name)}
        aria-haspopup="menu"
        onPointerDown={(event) => {
          selectStrip(track.id, event.ctrlKey || event.metaKey);
          onDragStart(track.id, event);
        }}
        onClick={(event) => {
          // Only from the keyboard; a press with the pointer is the beginning of a drag.
          if (event.detail === 0) setMenu(trackMenu(track.id));
        }}
      >
        {index + 1}
      </button>
      <div className="track-main">
        <EditableName
          className="track-name"
          value={track.name}
          label={words.trackName}
          editRequest={editRequest}
          onCommit={(name) => void run('track.rename', { trackId: track.id, name })}
        />
        {track.frozen && <FrozenMark trackId={track.id} name={track.name} />}
        <Toggle
          label={words.mute(track.name)}
          tone="mute"
          help={words.muteHelp}
          isSelected={strip.mute}
          onChange={(mute) => set({ mute })}
        >
          M
        </Toggle>
        <Toggle
          label={words.solo(track.name)}
          help={words.soloHelp}
          isSelected={strip.solo}
          onChange={(solo) => set({ solo })}
        >
          S
        </Toggle>
      </div>
      {height >= ROW_HEIGHTS.tall && effects.length > 0 && (
        <div className="track-chips">
          {effects.slice(0, 3).map((effect) => (
            <span key={effect.id} className="track-chip" data-bypassed={effect.bypassed || undefined}>
              {effectWords[effect.kind].title}
            </span>
          ))}
          {effects.length > 3 && <span className="track-chip">+{effects.length - 3}</span>}
        </div>
      )}
      {height >= 34 && <LineFader stripId={track.id} name={track.name} value={strip.faderDb} />}
      {menu && (
        <ContextMenu
          anchor={anchor}
          label={words.trackMenu(track.name)}
          items={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </li>
  );
});
