/**
 * Fractional order keys: base-62 fractions compared as plain strings, so that putting one thing between two
 * others changes that one thing only. A key never ends in `0`, which leaves room below every key.
 */

import { sessionWords, ThresholdError } from '../words/index.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Appending and prepending step the number made of this many leading digits, so that keys stay short. */
const STEP_DIGITS = 4;

export const ORDER_PATTERN = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

function digit(key: string, at: number): number {
  return at < key.length ? DIGITS.indexOf(key[at]!) : 0;
}

function trimmed(key: string): string {
  return key.replace(/0+$/, '');
}

/** The head of `key` as a whole number of STEP_DIGITS digits, plus `step`; undefined outside 1 .. BASE^4 - 1. */
function stepped(key: string, step: 1 | -1): string | undefined {
  let value = 0;
  for (let i = 0; i < STEP_DIGITS; i++) value = value * BASE + digit(key, i);
  // Below: a longer key is above its own head, so the head itself is already a smaller key.
  if (step === 1 || key.length <= STEP_DIGITS) value += step;
  if (value < 1 || value >= BASE ** STEP_DIGITS) return undefined;
  let text = '';
  for (let i = 0; i < STEP_DIGITS; i++) {
    text = DIGITS[value % BASE]! + text;
    value = Math.floor(value / BASE);
  }
  return trimmed(text);
}

/** A key strictly between `a` (or the bottom) and `b` (or the top). */
function midpoint(a: string, b: string | null): string {
  let head = '';
  let upper = b;
  for (let at = 0; ; at++) {
    const low = digit(a, at);
    const high = upper === null ? BASE : digit(upper, at);
    if (high - low > 1) return head + DIGITS[Math.floor((low + high) / 2)]!;
    head += DIGITS[low]!;
    // Once the digits differ by one, everything that starts with `head` is below b: only a still binds.
    if (high > low) upper = null;
  }
}

/** An order key between two others; `null` is the open end. Throws when `a` does not sort before `b`. */
export function orderBetween(a: string | null, b: string | null): string {
  if (a !== null && b !== null && a >= trimmed(b)) {
    throw new ThresholdError({
      code: 'order-no-room',
      sentence: sessionWords.refused.orderRoom,
      nextStep: sessionWords.refused.orderRoomNext,
    });
  }
  if (a === null && b === null) return 'V';
  if (b === null) return stepped(a!, 1) ?? midpoint(a!, null);
  if (a === null) return stepped(b, -1) ?? midpoint('', b);
  return midpoint(a, b);
}

/** `count` keys in order after `a`, for a batch such as an import. */
export function ordersAfter(a: string | null, count: number): string[] {
  const keys: string[] = [];
  let last = a;
  for (let i = 0; i < count; i++) {
    last = orderBetween(last, null);
    keys.push(last);
  }
  return keys;
}

/** Compares by order key, and by id where two keys are equal. */
export function byOrder(a: { order: string; id: string }, b: { order: string; id: string }): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
