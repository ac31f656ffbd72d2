/** The face of hand-offs: the package that goes to another engineer, and the one that came. */
export { GiveDialog } from './give-dialog.tsx';
export { TakeDialog } from './take-dialog.tsx';
