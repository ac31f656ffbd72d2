/** Tempo, time signature and the loop range. */
import { sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { refuse } from '../find.ts';
import { loopSchema, tempoSchema } from '../schema.ts';

const { names, refused } = sessionWords;

export const tempoCommands = {
  'tempo.set': defineCommand({
    id: 'tempo.set',
    schema: tempoSchema.partial(),
    describe: ({ tempo }, change) =>
      change.bpm !== undefined
        ? names.tempo(change.bpm)
        : names.signature(change.numerator ?? tempo.numerator, change.denominator ?? tempo.denominator),
    reduce: (draft, change) => {
      Object.assign(draft.tempo, change);
    },
  }),

  'loop.set': defineCommand({
    id: 'loop.set',
    schema: loopSchema.partial(),
    describe: ({ loop }, change) =>
      change.enabled !== undefined && change.enabled !== loop.enabled
        ? change.enabled
          ? names.loopOn
          : names.loopOff
        : names.loopRange,
    reduce: (draft, change) => {
      Object.assign(draft.loop, change);
      if (draft.loop.endSample < draft.loop.startSample) {
        refuse('loop-order', refused.loopOrder, refused.loopOrderNext);
      }
    },
  }),
};
