/** The detail panel for a strip: its chain as chips, compare and bypass, and the editors of what is open. */
import { useLayoutEffect, useRef, useState } from 'react';
import {
  type Effect,
  finalLimiter,
  MASTER_STRIP,
  orderedEffects,
  stripName,
} from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../audio-engine/words/index.ts';
import { Button, Icon, MenuButton } from '../controls/index.ts';
import { addableKinds, addInsert, openInsert, setBypass } from '../mixer/index.ts';
import { focusedStrip, useDocument, useSelection } from '../state/index.ts';
import { CompareBar } from './compare-bar.tsx';
import { EffectEditor } from './effect-editor.tsx';
import './editors.css';

const words = mixingWords.editor;
/** From this size two editors stand side by side; in a lower panel one has the width for its knobs. */
const TWO_EDITORS_PX = 1400;
const TWO_EDITORS_HEIGHT_PX = 290;

/** The open insert, and beside it, where there is room, the strip's first of the other sort. */
export function openEditors(effects: readonly Effect[], openId: string | null, room: boolean): Effect[] {
  const open = effects.find((effect) => effect.id === openId) ?? effects[0];
  if (!open) return [];
  if (!room) return [open];
  const tonal = (effect: Effect) => effect.kind === 'equaliser';
  const other = effects.find((effect) => tonal(effect) !== tonal(open));
  if (!other) return [open];
  return tonal(open) ? [open, other] : [other, open];
}

export function EffectDetail() {
  const selection = useSelection();
  const stripId = focusedStrip(selection) ?? MASTER_STRIP;
  const effects = useDocument((document) => orderedEffects(document, stripId));
  const name = useDocument((document) =>
    stripId === MASTER_STRIP ? mixingWords.strip.masterName : stripName(document, stripId),
  );
  const color = useDocument((document) => document.tracks[stripId]?.color ?? 'stone');
  const last = useDocument(finalLimiter);
  const host = useRef<HTMLDivElement>(null);
  const chain = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(false);
  useLayoutEffect(() => {
    const node = host.current;
    if (!node) return;
    const observer = new ResizeObserver(() =>
      setRoom(node.clientWidth >= TWO_EDITORS_PX && node.clientHeight >= TWO_EDITORS_HEIGHT_PX),
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  const openId = selection.effect?.stripId === stripId ? selection.effect.effectId : null;
  const shown = openEditors(effects, openId, room);
  // In a long chain the chip of what is open comes into sight.
  useLayoutEffect(() => {
    if (openId !== null)
      chain.current
        ?.querySelector('[aria-current]')
        ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [openId]);
  const target = openId ? { stripId, effectId: openId } : { stripId, effectId: null };
  const active = shown.find((effect) => effect.id === openId) ?? shown[0];
  return (
    <section className="effect-detail" ref={host} data-color={color} aria-label={words.detail(name)}>
      <header className="detail-header">
        <span className="detail-swatch" />
        <h2>{name}</h2>
        <nav className="chain" ref={chain} aria-label={words.chain(name)}>
          {effects.map((effect, index) => (
            <span className="chain-step" key={effect.id}>
              {index > 0 && <Icon name="chevronRight" size={10} />}
              <button
                type="button"
                className="chain-chip"
                aria-pressed={shown.includes(effect)}
                aria-current={effect.id === openId || undefined}
                data-bypassed={effect.bypassed || undefined}
                data-last={(stripId === MASTER_STRIP && effect === last) || undefined}
                onClick={() => openInsert({ stripId, effectId: effect.id })}
              >
                <i />
                {effectWords[effect.kind].title}
              </button>
            </span>
          ))}
          <MenuButton
            label={mixingWords.inserts.addTitle}
            items={addableKinds(stripId).map((kind) => ({
              id: kind,
              title: effectWords[kind].title,
              onAction: () => void addInsert(stripId, kind),
            }))}
          >
            <Button kind="quiet" icon="plus" className="chain-add" label={mixingWords.inserts.add(name)}>
              {effects.length === 0 ? mixingWords.inserts.addTitle : ''}
            </Button>
          </MenuButton>
        </nav>
        <span className="editor-space" />
        {active && (
          <button
            type="button"
            className="detail-switch"
            aria-pressed={active.bypassed}
            data-help={words.bypassHelp}
            data-help-name={words.bypass}
            onClick={() => setBypass({ stripId, effectId: active.id }, !active.bypassed)}
          >
            <Icon name="power" size={12} />
            {active.bypassed ? words.bypassed : words.bypass}
          </button>
        )}
        <CompareBar target={target} isEnabled={effects.length > 0} />
      </header>
      <div className="detail-editors" data-two={shown.length > 1 || undefined}>
        {shown.map((effect) => (
          <EffectEditor key={effect.id} stripId={stripId} effectId={effect.id} />
        ))}
        {shown.length === 0 && (
          <div className="detail-empty">
            <b>{words.noInserts(name)}</b>
            <span>{words.noInsertsNext}</span>
          </div>
        )}
      </div>
    </section>
  );
}
