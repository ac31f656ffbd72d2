/** The six insert slots of a strip: lamp, name, what it does now; add, open, bypass, move, copy, remove. */
import { type DragEvent, type KeyboardEvent, memo, useRef, useState } from 'react';
import { type Effect, MASTER_STRIP, orderedEffects } from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../audio-engine/words/index.ts';
import { ContextMenu, type MenuEntry } from '../controls/index.ts';
import { costHelp } from '../monitor/index.ts';
import { shownDocument, useDocument } from '../state/index.ts';
import { FrozenMark } from '../versions/index.ts';
import {
  addInsertMenu,
  copyInsert,
  moveInsert,
  nudgeInsert,
  openInsert,
  removeInsert,
  setBypass,
} from './insert-actions.ts';
import { InsertAmount } from './insert-amount.tsx';
import { carriesInsert, dropInsert, startInsertDrag } from './insert-drag.ts';
import { mixerItems } from './items.ts';

const SLOTS = 6;
/** As many are in sight in a low window. */
const SLOTS_IN_LOW = 3;
const words = mixingWords.inserts;

export interface InsertsProps {
  stripId: string;
  stripName: string;
  wide: boolean;
  tabIndex: number;
  /** The insert of this strip that is open in the detail. */
  openEffectId: string | null;
}

function slotMenu(effect: Effect, stripId: string): MenuEntry[] {
  const ref = { stripId, effectId: effect.id };
  const targets = (title: string, act: (toStripId: string) => void): MenuEntry => ({
    id: title,
    title,
    items: [
      ...mixerItems(shownDocument())
        .filter((item) => item.kind !== 'vca' && item.id !== stripId)
        .map((item) => ({
          id: item.id,
          title: item.name,
          color: item.color,
          onAction: () => act(item.id),
        })),
      ...(stripId === MASTER_STRIP
        ? []
        : [{ id: MASTER_STRIP, title: mixingWords.strip.masterName, onAction: () => act(MASTER_STRIP) }]),
    ],
  });
  const end = (id: string) => orderedEffects(shownDocument(), id).length;
  return [
    { id: 'open', title: words.open, keys: 'Enter', onAction: () => openInsert(ref) },
    {
      id: 'bypass',
      title: words.bypassItem,
      keys: 'Shift+Enter',
      isChecked: effect.bypassed,
      onAction: () => setBypass(ref, !effect.bypassed),
    },
    { kind: 'separator', id: 's1' },
    { id: 'up', title: words.moveUp, keys: 'Alt+↑', onAction: () => nudgeInsert(ref, -1) },
    { id: 'down', title: words.moveDown, keys: 'Alt+↓', onAction: () => nudgeInsert(ref, 1) },
    targets(words.moveTo, (to) => moveInsert(ref, to, end(to))),
    targets(words.copyTo, (to) => copyInsert(ref, to, end(to))),
    { kind: 'separator', id: 's2' },
    { id: 'remove', title: words.remove, keys: 'Delete', onAction: () => removeInsert(ref) },
  ];
}

interface SlotProps extends InsertsProps {
  effect: Effect;
  index: number;
  open: boolean;
}

const Slot = memo(function Slot({ effect, index, stripId, stripName, wide, tabIndex, open }: SlotProps) {
  const ref = { stripId, effectId: effect.id };
  const anchor = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const title = effectWords[effect.kind].title;
  const onKeyDown = (event: KeyboardEvent) => {
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Delete' || event.key === 'Backspace') {
      taken();
      removeInsert(ref);
    } else if (event.key === 'Enter' && event.shiftKey) {
      taken();
      setBypass(ref, !effect.bypassed);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      taken();
      nudgeInsert(ref, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      taken();
      setMenu(slotMenu(effect, stripId));
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the two buttons inside carry the roles; this is the ground they are dragged on
    <div
      ref={anchor}
      className="insert-slot"
      data-bypassed={effect.bypassed || undefined}
      data-open={open || undefined}
      data-insert-index={index}
      draggable
      onDragStart={(event) => startInsertDrag(event.dataTransfer, ref)}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setMenu(slotMenu(effect, stripId));
      }}
      data-help={words.gestures}
      data-help-name={`${title}, ${stripName}`}
      // What it costs is looked up when it is asked for: nothing is drawn again for it.
      onPointerEnter={(event) => {
        event.currentTarget.dataset.helpName = costHelp(effect.id, `${title}, ${stripName}`);
      }}
    >
      <button
        type="button"
        className="insert-lamp"
        tabIndex={-1}
        aria-pressed={effect.bypassed}
        aria-label={words.bypass(`${title}, ${stripName}`)}
        onClick={() => setBypass(ref, !effect.bypassed)}
      />
      <button
        type="button"
        className="insert-name"
        tabIndex={tabIndex}
        data-control={`insert-${index}`}
        aria-label={words.slot(title, stripName, effect.bypassed)}
        onClick={() => openInsert(ref)}
        onKeyDown={onKeyDown}
      >
        {wide ? title : (mixingWords.shortEffects[effect.kind] ?? title)}
      </button>
      {wide && !effect.bypassed && <InsertAmount effect={effect} stripId={stripId} />}
      {menu && (
        <ContextMenu anchor={anchor} label={words.menu(title)} items={menu} onClose={() => setMenu(null)} />
      )}
    </div>
  );
});

export const Inserts = memo(function Inserts(props: InsertsProps) {
  const { stripId, stripName, tabIndex, openEffectId } = props;
  const effects = useDocument((document) => orderedEffects(document, stripId));
  const frozen = useDocument((document) => (document.tracks[stripId]?.frozen ?? null) !== null);
  const adder = useRef<HTMLButtonElement>(null);
  const [adding, setAdding] = useState(false);
  const [over, setOver] = useState<number | null>(null);
  const empties = Math.max(effects.length < SLOTS ? 1 : 0, SLOTS - effects.length);

  const place = (event: DragEvent<HTMLElement>): number => {
    const slot = (event.target as Element).closest<HTMLElement>('[data-insert-index]');
    return slot ? Number(slot.dataset.insertIndex) : effects.length;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own box into a 100 px column
    <div
      className="inserts"
      role="group"
      aria-label={words.slotsOf(stripName)}
      onDragOver={(event) => {
        if (!carriesInsert(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = event.ctrlKey || event.altKey ? 'copy' : 'move';
        setOver(place(event));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
      }}
      onDrop={(event) => {
        setOver(null);
        if (!carriesInsert(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        dropInsert(event.dataTransfer, stripId, place(event), event.ctrlKey || event.altKey);
      }}
      data-drop={over ?? undefined}
      data-scrolls={effects.length > SLOTS ? 'always' : effects.length >= SLOTS_IN_LOW ? 'low' : undefined}
    >
      {effects.map((effect, index) => (
        <Slot key={effect.id} {...props} effect={effect} index={index} open={openEffectId === effect.id} />
      ))}
      {Array.from({ length: empties }, (_, i) =>
        i === 0 ? (
          <button
            key="add"
            type="button"
            ref={adder}
            className="insert-slot insert-empty insert-add"
            aria-label={words.add(stripName)}
            aria-haspopup="menu"
            aria-expanded={adding}
            tabIndex={tabIndex}
            data-control="insert-add"
            data-help={mixingWords.help.addInsert}
            data-help-name={words.addTitle}
            onClick={() => setAdding(true)}
          >
            <span aria-hidden="true">+</span>
          </button>
        ) : (
          <div key={`empty-${i}`} className="insert-slot insert-empty" />
        ),
      )}
      {frozen && <FrozenMark trackId={stripId} name={stripName} tabIndex={tabIndex} />}
      {adding && (
        <ContextMenu
          anchor={adder}
          label={words.addTitle}
          items={addInsertMenu(stripId)}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
});
