/** Engine, jobs, host: what the frame shows about the program itself. */
import { shallowEqual, useSelector } from 'react-redux';
import { dialogOpened, type RootState, store } from './store.ts';

export function useStatus<T>(selector: (status: RootState['status']) => T): T {
  return useSelector((state: RootState) => selector(state.status), shallowEqual);
}

/** Opens one of the program's dialogs; null closes. */
export function openDialog(kind: string | null, argument: string | null = null): void {
  store.dispatch(dialogOpened(kind === null ? null : { kind, argument }));
}
