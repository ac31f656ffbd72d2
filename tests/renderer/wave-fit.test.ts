import { expect, it } from 'vitest';
import { factorText, fitFactor } from '../../renderer/timeline/wave-fit.ts';

it('lets a quiet peak fill the lane and never lowers a loud one', () => {
  expect(fitFactor(1)).toBe(1);
  expect(fitFactor(0.99)).toBe(1);
  expect(fitFactor(0.25)).toBe(3.7);
  expect(fitFactor(0.25) * 0.25).toBeLessThanOrEqual(0.94);
  expect(fitFactor(0.05)).toBe(18);
});

it('keeps what is nearly silent looking quiet, and silence at life size', () => {
  expect(fitFactor(0.001)).toBe(32);
  expect(fitFactor(0)).toBe(1);
  expect(fitFactor(Number.NaN)).toBe(1);
});

it('says how much taller, and nothing at life size', () => {
  expect(factorText(1)).toBe('');
  expect(factorText(3.7)).toBe('×3.7');
  expect(factorText(18)).toBe('×18');
});
