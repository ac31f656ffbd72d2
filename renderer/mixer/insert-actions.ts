/** What can be done to an insert, from slots, menus, keys and the master's chain alike. */
import {
  EFFECT_KINDS,
  type EffectKind,
  MASTER_STRIP,
  orderedEffects,
} from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../audio-engine/words/index.ts';
import type { MenuEntry } from '../controls/index.ts';
import { newId, run, select, shownDocument } from '../state/index.ts';
import { orderAt } from './insert-order.ts';

export interface InsertRef {
  stripId: string;
  effectId: string;
}

/** A new insert at the end of the strip, opened. */
export async function addInsert(stripId: string, kind: EffectKind): Promise<void> {
  const document = shownDocument();
  const effectId = newId('effect');
  const count = orderedEffects(document, stripId).length;
  const effect = {
    id: effectId,
    kind,
    order: orderAt(document, stripId, count),
    bypassed: false,
    parameters: {},
    presetName: null,
    sideChain: null,
    impulse: null,
  };
  if (await run('effect.insert', { stripId, effect })) openInsert({ stripId, effectId });
}

export function openInsert(ref: InsertRef): void {
  select({ stripIds: [ref.stripId], effect: ref });
}

export function setBypass(ref: InsertRef, bypassed: boolean): void {
  void run('effect.bypass', { ...ref, bypassed });
}

export function removeInsert(ref: InsertRef): void {
  void run('effect.remove', { ...ref });
}

/** Puts an insert at a place of a strip, its own or another. */
export function moveInsert(ref: InsertRef, toStripId: string, index: number): void {
  const document = shownDocument();
  const here = orderedEffects(document, ref.stripId);
  if (toStripId === ref.stripId && here[index]?.id === ref.effectId) return;
  const order = orderAt(document, toStripId, index, ref.effectId);
  void run('effect.move', { ...ref, toStripId, order });
}

export function copyInsert(ref: InsertRef, toStripId: string, index: number): void {
  const order = orderAt(shownDocument(), toStripId, index);
  void run('effect.copy', { ...ref, toStripId, newId: newId('effect'), order });
}

/** One place up or down; false at the ends. */
export function nudgeInsert(ref: InsertRef, by: -1 | 1): boolean {
  const list = orderedEffects(shownDocument(), ref.stripId);
  const at = list.findIndex((effect) => effect.id === ref.effectId);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return false;
  moveInsert(ref, ref.stripId, to);
  return true;
}

/** Kinds that can be added to a strip: the master takes one limiter. */
export function addableKinds(stripId: string): EffectKind[] {
  const kinds = EFFECT_KINDS;
  if (stripId !== MASTER_STRIP) return [...kinds];
  const has = orderedEffects(shownDocument(), stripId).some((effect) => effect.kind === 'limiter');
  return kinds.filter((kind) => kind !== 'limiter' || !has);
}

/** The menu that adds an insert: every kind there is, by what it is for. */
export function addInsertMenu(stripId: string): MenuEntry[] {
  const kinds = addableKinds(stripId);
  const entry = (kind: EffectKind): MenuEntry => ({
    id: kind,
    title: effectWords[kind].title,
    onAction: () => void addInsert(stripId, kind),
  });
  const families = mixingWords.effectFamilies.map(([title, members]) => ({
    kind: 'section' as const,
    id: title,
    title,
    items: kinds.filter((kind) => members.includes(kind)).map(entry),
  }));
  return families.filter((family) => family.items.length > 0);
}
