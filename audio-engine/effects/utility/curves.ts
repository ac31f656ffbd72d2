/** What the utility makes of both sides, for drawing: a matrix and two delays. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { utilityParameters } from './parameters.ts';

export interface SideMatrix {
  /** What a 1 on the left becomes, left and right; the same for the right. */
  left: readonly [number, number];
  right: readonly [number, number];
}

/** Polarity, exchange, mono, width, balance and gain in one. */
export function matrixOf(values: ParameterValues): SideMatrix {
  const all = { ...defaultsOf(utilityParameters), ...values };
  const gain = 10 ** (all.gainDb! / 20);
  const width = all.mono! >= 0.5 ? 0 : all.widthPercent! / 100;
  const balance = all.balancePercent! / 100;
  const [own, other] = [(1 + width) / 2, (1 - width) / 2];
  const toLeft = gain * Math.min(1, 1 - balance);
  const toRight = gain * Math.min(1, 1 + balance);
  const isSwapped = all.swap! >= 0.5;
  const [near, far] = isSwapped ? [other, own] : [own, other];
  const left = all.invertLeft! >= 0.5 ? -1 : 1;
  const right = all.invertRight! >= 0.5 ? -1 : 1;
  return {
    left: [toLeft * left * near, toRight * left * far],
    right: [toLeft * right * far, toRight * right * near],
  };
}

/** How late both sides are, ms. */
export function delaysMs(values: ParameterValues, sampleRate: number): [number, number] {
  const all = { ...defaultsOf(utilityParameters), ...values };
  const ms = (time: number, samples: number) =>
    (Math.round((time * sampleRate) / 1000 + samples) * 1000) / sampleRate;
  return [ms(all.delayLeftMs!, all.delayLeftSamples!), ms(all.delayRightMs!, all.delayRightSamples!)];
}
