/** The mixer: strips in groups of colour, hundreds of them scrolled past a window, the master always in sight. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { audibleStripIds, MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { mixingWords, routingWords } from '../../audio-engine/words/index.ts';
import { ContextMenu, type MenuEntry } from '../controls/index.ts';
import { useCostsWatch } from '../monitor/index.ts';
import {
  focusedStrip,
  selectStrip,
  setView,
  useDocument,
  useSelection,
  useViewState,
} from '../state/index.ts';
import { GroupBand } from './group-band.tsx';
import { mixerItems } from './items.ts';
import { layOut, scrollToShow, visibleRange } from './layout.ts';
import { MasterStrip } from './master-strip.tsx';
import { MeterBanks } from './meter-banks.tsx';
import './mixer.css';
import './routing.css';
import { Strip } from './strip.tsx';
import { ALL_WIDE, createMenu, FOLDED_GROUPS, HIDDEN_PARTS, WIDE_IDS } from './strip-menu.ts';
import { VcaStrip } from './vca-strip.tsx';
import { focusControl, stripElement, walkControls, walkOf } from './walking.ts';

const NO_IDS: readonly string[] = [];

export function MixerView() {
  useCostsWatch();
  const items = useDocument(mixerItems);
  const audible = useDocument((document) => [...audibleStripIds(document)]);
  const selection = useSelection();
  const [wideIds] = useViewState<readonly string[]>(WIDE_IDS, NO_IDS);
  const [allWide] = useViewState<boolean>(ALL_WIDE, false);
  const [foldedKeys] = useViewState<readonly string[]>(FOLDED_GROUPS, NO_IDS);
  const [hiddenParts] = useViewState<readonly string[]>(HIDDEN_PARTS, NO_IDS);
  const [creating, setCreating] = useState<MenuEntry[] | null>(null);
  const creator = useRef<HTMLButtonElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const focused = focusedStrip(selection);
  const layout = useMemo(
    () =>
      layOut(
        items.map((item) => ({
          ...item,
          wide: allWide || item.id === focused || wideIds.includes(item.id),
        })),
        new Set(foldedKeys),
      ),
    [items, focused, allWide, wideIds, foldedKeys],
  );
  const fold = useCallback(
    (key: string) =>
      setView({
        [FOLDED_GROUPS]: foldedKeys.includes(key)
          ? foldedKeys.filter((one) => one !== key)
          : [...foldedKeys, key],
      }),
    [foldedKeys],
  );
  const [range, setRange] = useState({ first: 0, end: 40 });
  const audibleSet = useMemo(() => new Set(audible), [audible]);
  const itemOf = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
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
    <section
      className="mixer"
      ref={root}
      aria-label={mixingWords.strip.listLabel}
      data-hides={hiddenParts.length > 0 ? hiddenParts.join(' ') : undefined}
    >
      <div className="mixer-scroller" ref={scroller}>
        {items.length === 0 && (
          <div className="mixer-empty">
            <b>{mixingWords.strip.empty}</b>
            <span>{mixingWords.strip.emptyNext}</span>
          </div>
        )}
        <div className="mixer-strips" style={{ width: layout.width + 32 }}>
          {layout.groups
            .filter(
              (group) => group.folded || (group.left < origin + extent && group.left + group.width > origin),
            )
            .map((group) => (
              <GroupBand key={group.id} group={group} onFold={fold} />
            ))}
          {visible.map((strip) => {
            const item = itemOf.get(strip.id);
            if (!item) return null;
            const Kind = item.kind === 'vca' ? VcaStrip : Strip;
            return (
              <Kind
                key={strip.id}
                stripId={strip.id}
                kind={item.kind}
                name={item.name}
                color={item.color}
                channels={item.channels}
                left={strip.left}
                width={strip.width}
                wide={strip.wide}
                selected={selection.stripIds.includes(strip.id)}
                current={strip.id === current}
                audible={item.kind === 'vca' || audibleSet.has(strip.id)}
                openEffectId={openIn(strip.id)}
              />
            );
          })}
          <MeterBanks layout={layout} range={range} itemOf={itemOf} />
          <button
            type="button"
            ref={creator}
            className="mixer-create"
            style={{ left: layout.width + 4 }}
            aria-label={routingWords.create.title}
            aria-haspopup="menu"
            aria-expanded={creating !== null}
            data-help={routingWords.output.help}
            data-help-name={routingWords.create.title}
            onClick={() => setCreating(createMenu())}
          >
            +
          </button>
          {creating && (
            <ContextMenu
              anchor={creator}
              label={routingWords.create.title}
              items={creating}
              onClose={() => setCreating(null)}
            />
          )}
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
