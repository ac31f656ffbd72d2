/** Reading and changing the one selection. */
import { useSelector } from 'react-redux';
import { nothingSelected, type Selection } from './selection-model.ts';
import { type RootState, selected, store } from './store.ts';

export function useSelection(): Selection {
  return useSelector((state: RootState) => state.selection);
}

/** Renders again only when this strip's own choice changes. */
export function useIsStripSelected(stripId: string): boolean {
  return useSelector((state: RootState) => state.selection.stripIds.includes(stripId));
}

export function selection(): Selection {
  return store.getState().selection;
}

/** Changes the named parts and leaves the others as they are. */
export function select(change: Partial<Selection>): void {
  store.dispatch(selected({ ...store.getState().selection, ...change }));
}

/** Chooses one strip; with `extend` adds it, or takes it away when it was chosen. */
export function selectStrip(stripId: string, extend = false): void {
  const before = store.getState().selection;
  const has = before.stripIds.includes(stripId);
  const stripIds = !extend
    ? [stripId]
    : has
      ? before.stripIds.filter((id) => id !== stripId)
      : [...before.stripIds, stripId];
  const effect = before.effect && stripIds.at(-1) === before.effect.stripId ? before.effect : null;
  store.dispatch(selected({ ...before, stripIds, effect }));
}

export function selectNothing(): void {
  store.dispatch(selected(nothingSelected));
}
