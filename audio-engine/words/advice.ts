/** What the mix check says: its list, its findings, the answers to what cannot be checked. */
import type { FailureValue } from './failure.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const adviceWords = {
  mix: 'Mix',
  listening: 'Listening to the mix',
  checked: (findings: number): string =>
    findings === 0
      ? 'The mix check found nothing.'
      : `The mix check has ${plural(findings, 'finding', 'findings')}.`,
  emptySession: {
    code: 'advice.empty',
    sentence: 'There is nothing to check: the session has no clips.',
    nextStep: 'Import audio first.',
  } satisfies FailureValue,
  silent: 'There is no sound to check: nothing rises above −90 dBFS.',
  tooShort: 'This is shorter than three seconds: what needs time to judge was left out.',
  folded: (channels: number): string =>
    `The file has ${channels} channels; it was checked as the stereo that is folded from them.`,
} as const;
