/** The face of what stands beside the document: control room, listening, loudness match, and what things cost. */
export { costHelp, useCostsWatch } from './costs.ts';
export { ListenButton } from './listen-button.tsx';
export {
  type ListenReading,
  listenReading,
  listenState,
  onListen,
  setListen,
  useListen,
} from './listen-state.ts';
export { MatchedSwitch } from './matched-switch.tsx';
export { MonitorButton } from './monitor-button.tsx';
export { PerformancePanel } from './performance-panel.tsx';
export { monitorState, setMonitor, useMonitor } from './state.ts';
