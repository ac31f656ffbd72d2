/** The column of headers: only those that show are there, moved with the lanes; tracks are reordered by their number. */
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { audibleTrackIds } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { LaneHeader } from '../../automation/index.ts';
import { useActions } from '../../commands/index.ts';
import { shownDocument } from '../../state/index.ts';
import { localPoint } from '../canvas.ts';
import { inNextPause } from '../idle.ts';
import { onTimelineChange, ROOM_BELOW_PX, rows, viewport } from '../model.ts';
import { type Row, visibleRows } from '../rows.ts';
import { chosenTracks, moveTrackTo } from '../tools/index.ts';
import { HeaderMeters } from './header-meters.tsx';
import { StripRowHeader } from './strip-row-header.tsx';
import { TrackHeader } from './track-header.tsx';
import './tracks.css';

const DRAG_PX = 4;

/** So many headers are kept; up to so many are also made ahead, in pauses: one that is there costs nothing to scroll to. */
const MOST_HEADERS = 160;
const AHEAD_AT_ONCE = 2;
/** What they take, with their layout. A shorter pause is left alone: while a hand scrolls, there are only such. */
const AHEAD_MS = 8;
/** Scrolled by the lanes: what the browser tells of it within this time is known, and asking for the place costs a layout. */
const ECHO_MS = 40;

/**
 * The headers that are there: those that show, and those around them that did. Draws again when more come or rows
 * changed; the scrolling itself is the browser's, without React.
 */
function useHeaderRows(
  scroller: React.RefObject<HTMLElement | null>,
  followedAtMs: React.RefObject<number>,
): readonly Row[] {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const range = useRef({ from: 0, to: 0 });
  useLayoutEffect(() => {
    let document = shownDocument();
    let all = rows();
    let scrolledTo = 0;
    const follow = () => {
      const element = scroller.current;
      if (element && scrolledTo !== viewport.scrollTop) {
        scrolledTo = viewport.scrollTop;
        element.scrollTop = scrolledTo;
        followedAtMs.current = performance.now();
      }
      const visible = visibleRows(rows(), viewport.scrollTop, viewport.height);
      const from = visible[0]?.index ?? 0;
      const to = (visible.at(-1)?.index ?? -1) + 1;
      const { current } = range;
      const more = from < current.from || to > current.to;
      const now = shownDocument();
      const changed = now.tracks !== document.tracks || now.strips !== document.strips || all !== rows();
      if (!more && !changed) return;
      all = rows();
      document = now;
      const both = { from: Math.min(from, current.from), to: Math.max(to, current.to) };
      const apart = from > current.to || to < current.from;
      range.current = apart || both.to - both.from > MOST_HEADERS ? { from, to } : both;
      draw();
      takeBack ??= inNextPause(widen);
    };
    let takeBack: (() => void) | undefined;
    /** Goes on below, then above, until all are there or as many as are kept. */
    const widen = (leftMs: () => number) => {
      takeBack = undefined;
      if (leftMs() < AHEAD_MS) {
        takeBack = inNextPause(widen);
        return;
      }
      const { from, to } = range.current;
      const end = rows().list.length;
      const next = {
        from: to >= end ? Math.max(0, from - AHEAD_AT_ONCE) : from,
        to: Math.min(end, to + AHEAD_AT_ONCE),
      };
      if ((next.from === from && next.to === to) || next.to - next.from > MOST_HEADERS) return;
      range.current = next;
      draw();
      takeBack = inNextPause(widen);
    };
    follow();
    takeBack ??= inNextPause(widen);
    const end = onTimelineChange(follow);
    return () => {
      end();
      takeBack?.();
    };
  }, [scroller, followedAtMs]);
  return rows().list.slice(range.current.from, range.current.to);
}

export function TrackHeaders() {
  const column = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [dropAt, setDropAt] = useState<number | null>(null);
  const [rename, setRename] = useState<{ trackId: string; request: number }>({ trackId: '', request: 0 });
  const followedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const shown = useHeaderRows(scroller, followedAtMs);
  useActions({
    'track.rename': {
      run: () => {
        const trackId = chosenTracks().at(-1);
        if (trackId) setRename((before) => ({ trackId, request: before.request + 1 }));
      },
      isEnabled: () => chosenTracks().length > 0,
    },
  });

  // A wheel over the headers scrolls them, and the lanes follow.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      if (performance.now() - followedAtMs.current < ECHO_MS) return;
      const top = element.scrollTop;
      if (Math.abs(top - viewport.scrollTop) >= 1) viewport.scrollVertically(top);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
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
  const dropTop = dropAt === null ? 0 : (all.list[dropAt]?.top ?? all.tracksHeight);
  return (
    <div className="track-column" ref={column}>
      <div className="track-scroll" ref={scroller}>
        <ul
          className="track-list"
          aria-label={timelineWords.tracks}
          style={{ height: all.totalHeight + ROOM_BELOW_PX }}
        >
          {shown.map((row) => (
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
          {shown.flatMap((row) =>
            row.lanes.map(({ laneId, top }, i) => (
              <LaneHeader
                key={`${row.track.id} ${laneId}`}
                stripId={row.track.id}
                laneId={laneId}
                color={row.track.color}
                top={top}
                last={i === row.lanes.length - 1}
              />
            )),
          )}
          {all.strips.map((row) => (
            <StripRowHeader key={row.stripId} row={row} />
          ))}
          {dropAt !== null && <li className="track-drop" aria-hidden="true" style={{ top: dropTop - 1 }} />}
        </ul>
      </div>
      <HeaderMeters />
    </div>
  );
}
