/** The face of the effect editors. */
export { compare, toggleCompare, useCompare } from './compare.ts';
export { EffectDetail } from './effect-detail.tsx';
export { EffectEditor } from './effect-editor.tsx';
export { valuesOf } from './effect-values.ts';
export { drawFrequencyGrid, xOfHz } from './frequency-axis.ts';
export { horizontal, PICTURE_FONT, type Picture, usePicture, vertical } from './picture.ts';
export { bandHz, paintSpectrum, shapeSpectrum, traceSpectrum } from './spectrum.ts';
