/**
 * The renderer's store: the replica, what is selected, how the views stand, jobs, notices. Meters, playhead
 * and peaks never come here; they live in renderer/live and in the timeline's tiles.
 */
import { combineReducers, configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { EngineStatus, Failure, Job } from '../../audio-engine/protocol/index.ts';
import { emptyReplica, type Replica } from './replica.ts';
import { nothingSelected, type Selection } from './selection-model.ts';

export type ViewValue =
  | string
  | number
  | boolean
  | null
  | readonly ViewValue[]
  | { readonly [key: string]: ViewValue };

export interface Toast {
  id: string;
  kind: 'note' | 'failure';
  sentence: string;
  nextStep: string;
  detail: string | null;
  action: { title: string; actionId: string } | null;
  /** Until it is answered or closed. */
  stays: boolean;
}

export interface AppInfo {
  version: string;
  host: 'electron' | 'browser' | 'fake';
  platform: string;
  home: string;
}

const selectionSlice = createSlice({
  name: 'selection',
  initialState: nothingSelected,
  reducers: {
    selected: (_state, action: PayloadAction<Selection>) => action.payload,
  },
});

const viewSlice = createSlice({
  name: 'view',
  initialState: {} as Record<string, ViewValue>,
  reducers: {
    viewLoaded: (_state, action: PayloadAction<Record<string, ViewValue>>) => action.payload,
    viewChanged: (state, action: PayloadAction<Record<string, ViewValue>>) => ({
      ...state,
      ...action.payload,
    }),
  },
});

const statusSlice = createSlice({
  name: 'status',
  initialState: {
    connected: true,
    /** The kept view of the session has arrived. */
    viewReady: false,
    info: null as AppInfo | null,
    engine: null as EngineStatus | null,
    jobs: {} as Record<string, Job>,
    toasts: [] as Toast[],
    /** The dialog that is open, with what it was asked for; one at a time. */
    dialog: null as { kind: string; argument: string | null } | null,
  },
  reducers: {
    connectionChanged: (state, action: PayloadAction<boolean>) => {
      state.connected = action.payload;
    },
    viewIsReady: (state) => {
      state.viewReady = true;
    },
    infoArrived: (state, action: PayloadAction<AppInfo>) => {
      state.info = action.payload;
    },
    engineChanged: (state, action: PayloadAction<EngineStatus>) => ({ ...state, engine: action.payload }),
    jobChanged: (state, action: PayloadAction<Job>) => ({
      ...state,
      jobs: { ...state.jobs, [action.payload.id]: action.payload },
    }),
    jobDismissed: (state, action: PayloadAction<string>) => {
      delete state.jobs[action.payload];
    },
    toastShown: (state, action: PayloadAction<Toast>) => {
      const same = state.toasts.findIndex((t) => t.sentence === action.payload.sentence);
      if (same >= 0) state.toasts.splice(same, 1);
      state.toasts.push(action.payload);
      if (state.toasts.length > 4) state.toasts.shift();
    },
    toastDismissed: (state, action: PayloadAction<string>) => {
      state.toasts = state.toasts.filter((t) => t.id !== action.payload);
    },
    dialogOpened: (state, action: PayloadAction<{ kind: string; argument: string | null } | null>) => {
      state.dialog = action.payload;
    },
  },
});

const REPLICA_CHANGED = 'replica/changed';

/** The replica is replaced whole by the pure functions of replica.ts; Immer already froze the document in it. */
function replicaReducer(
  state: Replica = emptyReplica(),
  action: { type: string; payload?: unknown },
): Replica {
  return action.type === REPLICA_CHANGED ? (action.payload as Replica) : state;
}

const reducer = combineReducers({
  replica: replicaReducer,
  selection: selectionSlice.reducer,
  view: viewSlice.reducer,
  status: statusSlice.reducer,
});

export type RootState = ReturnType<typeof reducer>;

export const store = configureStore({
  reducer,
  // The checks of development walk the whole document at every action.
  middleware: (defaults) => defaults({ immutableCheck: false, serializableCheck: false }),
});

export const { selected } = selectionSlice.actions;
export const { viewLoaded, viewChanged } = viewSlice.actions;
export const {
  connectionChanged,
  viewIsReady,
  infoArrived,
  engineChanged,
  jobChanged,
  jobDismissed,
  toastShown,
  toastDismissed,
  dialogOpened,
} = statusSlice.actions;

export function changeReplica(change: (replica: Replica) => Replica): void {
  const before = store.getState().replica;
  const after = change(before);
  if (after !== before) store.dispatch({ type: REPLICA_CHANGED, payload: after });
}

let toastNumber = 0;

export function showNote(sentence: string, action: Toast['action'] = null, stays = false): string {
  const id = `toast-${++toastNumber}`;
  store.dispatch(toastShown({ id, kind: 'note', sentence, nextStep: '', detail: null, action, stays }));
  return id;
}

export function hideNote(id: string): void {
  store.dispatch(toastDismissed(id));
}

export function showFailure(failure: Failure): void {
  const { sentence, nextStep, detail } = failure;
  const id = `toast-${++toastNumber}`;
  store.dispatch(
    toastShown({
      id,
      kind: 'failure',
      sentence,
      nextStep,
      detail: detail ?? null,
      action: null,
      stays: true,
    }),
  );
}
