/** The face of the renderer's state. */
export * from './commands.ts';
export * from './connection.ts';
export * from './document.ts';
export * from './replica.ts';
export * from './selection.ts';
export * from './selection-model.ts';
export * from './status.ts';
export {
  type AppInfo,
  changeReplica,
  connectionChanged,
  hideNote,
  jobChanged,
  jobDismissed,
  type RootState,
  showFailure,
  showNote,
  store,
  type Toast,
  toastDismissed,
  type ViewValue,
} from './store.ts';
export * from './studio.ts';
export * from './view.ts';
