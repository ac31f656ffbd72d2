/** Reading the document as it is shown: confirmed, plus own commands under way, plus gestures. */
import { shallowEqual, useSelector } from 'react-redux';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import type { Replica } from './replica.ts';
import { type RootState, store } from './store.ts';

/** Re-renders when what the selector gives changes; arrays and records are compared one level deep. */
export function useDocument<T>(selector: (document: SessionDocument) => T): T {
  return useSelector((state: RootState) => selector(state.replica.shown), shallowEqual);
}

/** The document now, for event handlers. */
export function shownDocument(): SessionDocument {
  return store.getState().replica.shown;
}

/** Name of the last step, save time, folder: all that is about the document and not in it. */
export function useReplica<T>(selector: (replica: Replica) => T): T {
  return useSelector((state: RootState) => selector(state.replica), shallowEqual);
}
