/** The face of the mixer. */
export {
  addableKinds,
  addInsert,
  copyInsert,
  type InsertRef,
  moveInsert,
  nudgeInsert,
  openInsert,
  removeInsert,
  setBypass,
} from './insert-actions.ts';
export { largestBandGain } from './insert-amount.tsx';
export { carriesInsert, dropInsert, startInsertDrag } from './insert-drag.ts';
export { MixerView } from './mixer-view.tsx';
export { faderBinding, panScale, stripBinding, trimScale } from './strip-values.ts';
