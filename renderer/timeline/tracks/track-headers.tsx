/** The column of headers: only those that show are there, moved with the lanes; tracks are reordered by their number. */
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { audibleTrackIds } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { useActions } from '../../commands/index.ts';
import { shownDocument } from '../../state/index.ts';
import { localPoint } from '../canvas.ts';
import { onTimelineChange, rows, viewport } from '../model.ts';
import { visibleRows } from '../rows.ts';
import { chosenTracks, moveTrackTo } from '../tools/index.ts';
import { HeaderMeters } from './header-meters.tsx';
import { TrackHeader } from './track-header.tsx';
import './tracks.css';

const DRAG_PX = 4;

/** Draws again when other rows show or rows changed; the scrolling itself is a transform, without React. */
function useVisibleRows(list: React.RefObject<HTMLElement | null>) {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => {
    let shown = '';
    let document = shownDocument();
    const follow = () => {
      if (list.current) list.current.style.transform = `translateY(${-viewport.scrollTop}px)`;
      const visible = visibleRows(rows(), viewport.scrollTop, viewport.height);
      const key = `${visible[0]?.index}-${visible.at(-1)?.index}-${rows().totalHeight}`;
      const now = shownDocument();
      const changed = now.tracks !== document.tracks || now.strips !== document.strips;
      if (key === shown && !changed) return;
      shown = key;
      document = now;
      draw();
    };
    follow();
    return onTimelineChange(follow);
  }, [list]);
}

export function TrackHeaders() {
  const list = useRef<HTMLUListElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const [dropAt, setDropAt] = useState<number | null>(null);
  const [rename, setRename] = useState<{ trackId: string; request: number }>({ trackId: '', request: 0 });
  useVisibleRows(list);
  useActions({
    'track.rename': {
      run: () => {
        const trackId = chosenTracks().at(-1);
        if (trackId) setRename((before) => ({ trackId, request: before.request + 1 }));
      },
      isEnabled: () => chosenTracks().length > 0,
    },
  });

  useEffect(() => {
    const element = column.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) return;
      viewport.scrollVertically(
        Math.max(0, Math.min(rows().totalHeight + 48 - viewport.height, viewport.scrollTop + event.deltaY)),
      );
    };
    element.addEventListener('wheel', onWheel, { passive: true });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const startDrag = useCallback((trackId: string, event: React.PointerEvent) => {
    const element = column.current;
    if (!element || event.button !== 0) return;
    const startY = event.clientY;
    let place: number | null = null;
    const move = (e: PointerEvent) => {
      if (place === null && Math.abs(e.clientY - startY) < DRAG_PX) return;
      const y = localPoint(e, element).y + viewport.scrollTop;
      const all = rows().list;
      place = all.findIndex((row) => y < row.top + row.height / 2);
      if (place < 0) place = all.length;
      setDropAt(place);
    };
    const end = (commit: boolean) => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('keydown', key, true);
      setDropAt(null);
      const from = rows().byId.get(trackId)?.index ?? 0;
      if (!commit || place === null) return;
      const to = place > from ? place - 1 : place;
      if (to !== from) moveTrackTo(trackId, to);
    };
    const up = () => end(true);
    const key = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return;
      e.stopImmediatePropagation();
      end(false);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('keydown', key, true);
  }, []);

  const audible = audibleTrackIds(shownDocument());
  const all = rows();
  const dropTop = dropAt === null ? 0 : (all.list[dropAt]?.top ?? all.totalHeight);
  return (
    <div className="track-column" ref={column}>
      <ul className="track-list" aria-label={timelineWords.tracks} ref={list}>
        {visibleRows(all, viewport.scrollTop, viewport.height).map((row) => (
          <TrackHeader
            key={row.track.id}
            track={row.track}
            index={row.index}
            top={row.top}
            height={row.height}
            audible={audible.has(row.track.id)}
            editRequest={rename.trackId === row.track.id ? rename.request : 0}
            onDragStart={startDrag}
          />
        ))}
        {dropAt !== null && <li className="track-drop" aria-hidden="true" style={{ top: dropTop - 1 }} />}
      </ul>
      <HeaderMeters />
    </div>
  );
}
