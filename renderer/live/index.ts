/** The face of live data: frames, levels, spectra and histories for whoever draws them, all outside React. */
export { newestFrame, onArrival, subscribeFrame } from './frame-bus.ts';
export { HistoryRing } from './history-ring.ts';
export { resetLevels, stripLevel } from './levels.ts';
export { extrapolate, playheadSample } from './playhead.ts';
export { declareWatch, historyOf, mergeNeeds, onGoniometer, spectrumOf, type WatchNeed } from './watch.ts';
export {
  type CompareReading,
  compareReading,
  onScope,
  readoutsOf,
  spectrumAfterOf,
  spectrumBeforeOf,
} from './watched-effects.ts';
