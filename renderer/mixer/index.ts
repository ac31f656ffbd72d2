/** The face of the mixer. */
export {
  addableKinds,
  addInsert,
  type InsertRef,
  moveInsert,
  openInsert,
  removeInsert,
  setBypass,
} from './insert-actions.ts';
export { MixerView } from './mixer-view.tsx';
export { faderBinding, panScale, stripBinding, trimScale } from './strip-values.ts';
