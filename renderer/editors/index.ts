/** The face of the effect editors. */
export { answerBlindTest, type BlindTest, chanceOfGuessing, startBlindTest } from './blind-test.ts';
export { useCompare } from './compare.ts';
export { CompareBar } from './compare-bar.tsx';
export { setImpulseChooser } from './convolution/impulses.ts';
export { paintHistoryStrip } from './dynamics/history-picture.ts';
export { EffectDetail } from './effect-detail.tsx';
export { EffectEditor } from './effect-editor.tsx';
export { parameterOf, valuesOf } from './effect-values.ts';
export { countBands } from './equaliser/bands.ts';
export { drawFrequencyGrid, hzOfX, xOfHz } from './frequency-axis.ts';
export { horizontal, PICTURE_FONT, type Picture, usePicture, vertical } from './picture.ts';
export { bandHz, paintSpectrum, shapeSpectrum, traceSpectrum } from './spectrum.ts';
