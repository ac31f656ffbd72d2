/** Ties the store to the studio: takes its events in, fetches the whole state at the start and after a gap. */
import { adoptState, setOverlay, takePatches } from './replica.ts';
import { selectNothing } from './selection.ts';
import {
  changeReplica,
  engineChanged,
  infoArrived,
  jobChanged,
  showFailure,
  showNote,
  store,
} from './store.ts';
import { failureFrom, studio } from './studio.ts';
import { loadView } from './view.ts';

let fetching: Promise<void> | undefined;
let again = false;

/** Fetches the whole state; a gap that shows meanwhile makes it fetch once more. */
export function fetchState(): Promise<void> {
  if (fetching) {
    again = true;
    return fetching;
  }
  fetching = (async () => {
    do {
      again = false;
      const state = await studio().invoke('studio.state', {});
      changeReplica((r) => adoptState(r, state, true));
    } while (again);
  })().finally(() => {
    fetching = undefined;
  });
  return fetching;
}

/** Subscribes and loads. Returns the function that ends it. */
export async function connect(): Promise<() => void> {
  const api = studio();
  const ends = [
    api.on('studio.patches', (event) => {
      let gap = false;
      changeReplica((r) => {
        const taken = takePatches(r, event);
        gap = taken.gap;
        return taken.replica;
      });
      if (gap) fetchState().catch((error: unknown) => showFailure(failureFrom(error)));
    }),
    api.on('studio.overlay', ({ gesture, patches, ended }) => {
      changeReplica((r) => setOverlay(r, gesture, ended ? null : patches));
    }),
    api.on('studio.reset', (state) => {
      const before = store.getState().replica.confirmed.session.id;
      changeReplica((r) => adoptState(r, state, false));
      const other = store.getState().replica.confirmed.session.id !== before;
      if (other) {
        selectNothing();
        loadView().catch(() => undefined);
      }
      for (const notice of state.notices) showNote(notice);
    }),
    api.on('studio.onDisk', ({ timeMs }) => changeReplica((r) => ({ ...r, onDiskAtMs: timeMs }))),
    api.on('studio.refused', showFailure),
    api.on('app.notice', showFailure),
    api.on('jobs.changed', (job) => store.dispatch(jobChanged(job))),
    api.on('engine.status', (status) => store.dispatch(engineChanged(status))),
  ];
  const loads = [
    fetchState(),
    loadView(),
    api.invoke('app.info', {}).then((info) => store.dispatch(infoArrived(info))),
    api.invoke('engine.status', {}).then((status) => store.dispatch(engineChanged(status))),
    api.invoke('jobs.list', {}).then(({ jobs }) => {
      for (const job of jobs)
        if (job.state === 'running' || job.state === 'queued') store.dispatch(jobChanged(job));
    }),
  ];
  for (const result of await Promise.allSettled(loads)) {
    if (result.status === 'rejected') showFailure(failureFrom(result.reason));
  }
  for (const notice of store.getState().replica.notices) showNote(notice);
  return () => {
    for (const end of ends) end();
  };
}
