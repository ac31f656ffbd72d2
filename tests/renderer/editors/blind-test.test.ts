import { describe, expect, it } from 'vitest';
import { answerBlindTest, chanceOfGuessing, startBlindTest } from '../../../renderer/editors/blind-test.ts';

describe('a blind test', () => {
  it('gives the binomial tail as the chance of guessing', () => {
    expect(chanceOfGuessing(0, 0)).toBe(1);
    expect(chanceOfGuessing(1, 1)).toBe(0.5);
    expect(chanceOfGuessing(5, 5)).toBe(1 / 32);
    expect(chanceOfGuessing(0, 7)).toBe(1);
    // 9 of 12: 220 + 66 + 12 + 1 of 4096.
    expect(chanceOfGuessing(9, 12)).toBeCloseTo(299 / 4096, 12);
    // 12 of 16, the usual bar of an ABX test: 0.0384.
    expect(chanceOfGuessing(12, 16)).toBeCloseTo(0.0384, 4);
  });

  it('counts what was told right, tells the answer, and hides the sides anew', () => {
    let test = startBlindTest(0.2);
    expect(test).toMatchObject({ processed: '1', hearing: '1', right: 0, tries: 0, answer: null });
    test = answerBlindTest(test, '1', 0.9);
    expect(test).toMatchObject({
      processed: '2',
      right: 1,
      tries: 1,
      answer: { processed: '1', right: true },
    });
    test = answerBlindTest({ ...test, hearing: '2' }, '1', 0.1);
    expect(test).toMatchObject({
      processed: '1',
      hearing: '2',
      right: 1,
      tries: 2,
      answer: { processed: '2', right: false },
    });
  });
});
