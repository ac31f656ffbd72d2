/** The face of the command palette. */
export { matchScore } from './match.ts';
export { Palette } from './palette.tsx';
