/**
 * A blind test: two sides, one of them processed, and how often that was told right. The chance of guessing is the
 * binomial tail: how often somebody who hears no difference would be right at least as often.
 */

export const BLIND_SIDES = ['1', '2'] as const;
export type BlindSide = (typeof BLIND_SIDES)[number];

export interface BlindTest {
  /** Which side is processed: nobody is told before the answer. */
  readonly processed: BlindSide;
  readonly hearing: BlindSide;
  readonly right: number;
  readonly tries: number;
  /** The answer before: what was processed then, and whether it was told. */
  readonly answer: { processed: BlindSide; right: boolean } | null;
}

/** @param random 0..1: chance, given from outside so that tests know it. */
export function startBlindTest(random: number): BlindTest {
  return { processed: random < 0.5 ? '1' : '2', hearing: '1', right: 0, tries: 0, answer: null };
}

/** Takes an answer and hides the sides anew; what is heard stays on its side. */
export function answerBlindTest(test: BlindTest, guess: BlindSide, random: number): BlindTest {
  const right = guess === test.processed;
  return {
    processed: random < 0.5 ? '1' : '2',
    hearing: test.hearing,
    right: test.right + (right ? 1 : 0),
    tries: test.tries + 1,
    answer: { processed: test.processed, right },
  };
}

/** Part of all such tests, 0..1, in which guessing gives at least `right` of `tries`. */
export function chanceOfGuessing(right: number, tries: number): number {
  // Terms of (1/2 + 1/2)^n from the top; each follows from the one before.
  let term = 1;
  let sum = 0;
  let all = 0;
  for (let k = tries; k >= 0; k--) {
    if (k >= right) sum += term;
    all += term;
    term *= k / (tries - k + 1);
  }
  return all > 0 ? sum / all : 1;
}
