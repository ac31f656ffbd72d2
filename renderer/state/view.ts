/**
 * How the views stand: zoom, scroll, open panels, theme. Flat keys such as `timeline.samplesPerPixel`. Kept in
 * the session's view.json, outside the journal, written shortly after the last change.
 */
import { useSelector } from 'react-redux';
import { type RootState, store, type ViewValue, viewChanged, viewIsReady, viewLoaded } from './store.ts';
import { studio } from './studio.ts';

const WRITE_DELAY_MS = 600;
let timer: ReturnType<typeof setTimeout> | undefined;

function scheduleWrite(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const view = store.getState().view as Record<string, never>;
    studio()
      .invoke('view.set', { view })
      .catch(() => undefined);
  }, WRITE_DELAY_MS);
}

export function viewValue<T extends ViewValue>(key: string, initial: T): T {
  const value = store.getState().view[key];
  return value === undefined ? initial : (value as T);
}

/** What was changed while the kept view was on its way: a key pressed early is not taken back. */
let sinceAsked: Record<string, ViewValue> = {};

export function setView(change: Record<string, ViewValue>): void {
  store.dispatch(viewChanged(change));
  Object.assign(sinceAsked, change);
  scheduleWrite();
}

/** A value of the view and its setter; `initial` holds until it was changed. Use constants for object initials. */
export function useViewState<T extends ViewValue>(key: string, initial: T): [T, (value: T) => void] {
  const value = useSelector((state: RootState) => state.view[key]);
  return [value === undefined ? initial : (value as T), (next: T) => setView({ [key]: next })];
}

/** True once the session's kept view is here: before, every value is its initial. */
export function useViewReady(): boolean {
  return useSelector((state: RootState) => state.status.viewReady);
}

export async function loadView(): Promise<void> {
  sinceAsked = {};
  const { view } = await studio().invoke('view.get', {});
  store.dispatch(viewLoaded({ ...(view as Record<string, ViewValue>), ...sinceAsked }));
  store.dispatch(viewIsReady());
}
