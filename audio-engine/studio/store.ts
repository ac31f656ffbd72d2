/** The store: one Redux Toolkit slice for each domain of the document, all moved by the one action `stepTaken`. */
import {
  combineReducers,
  configureStore,
  createAction,
  type Reducer,
  type UnknownAction,
} from '@reduxjs/toolkit';
import type { SessionDocument } from '../session/index.ts';

export const stepTaken = createAction<{ document: SessionDocument; revision: number }>('document/stepTaken');

type Domain = keyof SessionDocument;

function domainReducer<D extends Domain>(
  domain: D,
  initial: SessionDocument[D],
): Reducer<SessionDocument[D]> {
  return (state = initial, action) => (stepTaken.match(action) ? action.payload.document[domain] : state);
}

export function createStore(document: SessionDocument, revision: number) {
  return configureStore({
    reducer: combineReducers({
      document: combineReducers(
        Object.fromEntries(
          (Object.keys(document) as Domain[]).map((domain) => [
            domain,
            domainReducer(domain, document[domain]),
          ]),
        ) as unknown as { [D in Domain]: Reducer<SessionDocument[D]> },
      ),
      revision: (state: number = revision, action: UnknownAction) =>
        stepTaken.match(action) ? action.payload.revision : state,
    }),
    // The checks of development walk the whole state at every step; patches and freezing already keep it honest.
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, actionCreatorCheck: false }),
    devTools: false,
  });
}

export type StudioStore = ReturnType<typeof createStore>;
