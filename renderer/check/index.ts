/** The face of the mix check: its view, its badge, what of it comes along into the Master room. */
export { CheckBadge } from './badge.tsx';
export { useCheckActions } from './check-actions.ts';
export { CheckView } from './check-view.tsx';
export { ExplainLine } from './explain-line.tsx';
export { FindingsPanel } from './findings-panel.tsx';
export { isListeningThrough } from './listen-store.ts';
export { ListenThrough } from './listen-through.tsx';
export {
  isMastered,
  isTagged,
  type ReleaseAdvice,
  releaseAdvice,
  releaseAdviceOnce,
} from './release-advice.ts';
