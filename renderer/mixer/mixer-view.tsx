/** The mixer: strips in groups of colour, hundreds of them scrolled past a window, the master always in sight. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { audibleTrackIds, MASTER_STRIP, orderedTracks } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { focusedStrip, selectStrip, useDocument, useSelection, useViewState } from '../state/index.ts';
import { GroupBand } from './group-band.tsx';
import { layOut, scrollToShow, visibleRange } from './layout.ts';
import { MasterStrip } from './master-strip.tsx';
import { MeterCanvas } from './meter-canvas.tsx';
import './mixer.css';
import { Strip } from './strip.tsx';
import { ALL_WIDE, WIDE_IDS } from './strip-menu.ts';
import { focusControl, stripElement, walkControls, walkOf } from './walking.ts';

const NO_IDS: readonly string[] = [];

export function MixerView() {
  const tracks = useDocument(orderedTracks);
  const audible = useDocument((document) => [...audibleTrackIds(document)]);
  const selection = useSelection();
  const [wideIds] = useViewState<readonly string[]>(WIDE_IDS, NO_IDS);
  const [allWide] = useViewState<boolean>(ALL_WIDE, false);
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const focused = focusedStrip(selection);
  const layout = useMemo(
    () =>
      layOut(
        tracks.map((track) => ({
          id: track.id,
          color: track.color,
          wide: allWide || track.id === focused || wideIds.includes(track.id),
        })),
      ),
    [tracks, focused, allWide, wideIds],
  );
  const [range, setRange] = useState({ first: 0, end: 40 });
  const audibleSet = useMemo(() => new Set(audible), [audible]);
  const channels = useMemo(() => new Map(tracks.map((track) => [track.id, track.channels])), [tracks]);
  const pendingFocus = useRef<{ stripId: string; control: string } | null>(null);

  useLayoutEffect(() => {
    const node = scroller.current;
    if (!node) return;
    const update = () => {
      const next = visibleRange(layout, node.scrollLeft, node.clientWidth);
      setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    update();
    node.addEventListener('scroll', update, { passive: true });
    const observer = new ResizeObserver(update);
    observer.observe(node);
    return () => {
      node.removeEventListener('scroll', update);
      observer.disconnect();
    };
  }, [layout]);

  // A selected strip comes into sight, and the focus follows once it is there.
  useLayoutEffect(() => {
    const node = scroller.current;
    const strip = layout.strips.find((s) => s.id === focused);
    if (node && strip) {
      const to = scrollToShow(strip, node.scrollLeft, node.clientWidth);
      if (to !== node.scrollLeft) node.scrollLeft = to;
    }
  }, [focused, layout]);
  useLayoutEffect(() => {
    const wanted = pendingFocus.current;
    const element = wanted && root.current ? stripElement(root.current, wanted.stripId) : null;
    if (!wanted || !element) return;
    pendingFocus.current = null;
    focusControl(element, wanted.control);
  });

  // A wheel over the strips scrolls sideways: there is nothing to scroll down to.
  useEffect(() => {
    const node = scroller.current;
    const onWheel = (event: WheelEvent) => {
      if (!node || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      node.scrollLeft += event.deltaY;
      event.preventDefault();
    };
    node?.addEventListener('wheel', onWheel, { passive: false });
    return () => node?.removeEventListener('wheel', onWheel);
  }, []);

  useEffect(() => {
    const ids = [...layout.strips.map((strip) => strip.id), MASTER_STRIP];
    const onKeyDown = (event: KeyboardEvent) => {
      const walk = walkOf(event);
      const node = root.current;
      const active = document.activeElement;
      if (!walk || !node || event.defaultPrevented || active instanceof HTMLInputElement) return;
      if (active !== document.body && !node.contains(active)) return;
      event.preventDefault();
      event.stopPropagation();
      const strip = active?.closest<HTMLElement>('[data-strip-id]');
      const stripId = strip?.dataset.stripId ?? focused ?? ids[0];
      if (stripId === undefined) return;
      if (walk.controls !== 0) {
        const target = strip ?? stripElement(node, stripId);
        if (target) walkControls(target, walk.controls);
        return;
      }
      const next = ids[ids.indexOf(stripId) + walk.strips];
      if (next === undefined) return;
      pendingFocus.current = {
        stripId: next,
        control: (active as HTMLElement | null)?.dataset.control ?? 'name',
      };
      selectStrip(next);
    };
    // Before the sliders' own arrows: in the mixer the arrows walk.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [layout, focused]);

  const visible = layout.strips.slice(range.first, range.end);
  const origin = visible[0]?.left ?? 0;
  const lastVisible = visible.at(-1);
  const extent = lastVisible ? lastVisible.left + lastVisible.width - origin : 0;
  const current = focused ?? layout.strips[0]?.id ?? MASTER_STRIP;
  const openIn = (stripId: string) =>
    selection.effect?.stripId === stripId ? selection.effect.effectId : null;
  return (
    <section className="mixer" ref={root} aria-label={mixingWords.strip.listLabel}>
      <div className="mixer-scroller" ref={scroller}>
        {tracks.length === 0 && (
          <div className="mixer-empty">
            <b>{mixingWords.strip.empty}</b>
            <span>{mixingWords.strip.emptyNext}</span>
          </div>
        )}
        <div className="mixer-strips" style={{ width: layout.width }}>
          {layout.groups
            .filter((group) => group.left < origin + extent && group.left + group.width > origin)
            .map((group) => (
              <GroupBand key={group.id} group={group} />
            ))}
          {visible.map((strip) => (
            <Strip
              key={strip.id}
              stripId={strip.id}
              left={strip.left}
              width={strip.width}
              wide={strip.wide}
              selected={selection.stripIds.includes(strip.id)}
              current={strip.id === current}
              audible={audibleSet.has(strip.id)}
              openEffectId={openIn(strip.id)}
            />
          ))}
          <MeterCanvas
            left={origin}
            width={extent}
            strips={visible.map((strip) => ({
              id: strip.id,
              left: strip.left - origin,
              wide: strip.wide,
              channels: channels.get(strip.id) ?? 2,
              reductionScaleDb: 20,
            }))}
          />
        </div>
      </div>
      <MasterStrip
        selected={selection.stripIds.includes(MASTER_STRIP)}
        current={current === MASTER_STRIP}
        openEffectId={openIn(MASTER_STRIP)}
      />
    </section>
  );
}
