/** Findings of the mix check that were called no problem: remembered by their key, so that the next check asks no more. */
import { z } from 'zod';
import { checkDocumentWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { refuse } from '../find.ts';
import { dismissalSchema, idSchema } from '../schema.ts';

const { names, refused } = checkDocumentWords;

export const adviceCommands = {
  'advice.dismiss': defineCommand({
    id: 'advice.dismiss',
    schema: z.strictObject({ dismissal: dismissalSchema }),
    describe: (_document, { dismissal }) => names.dismiss(dismissal.sentence),
    reduce: (draft, { dismissal }) => {
      draft.dismissed[dismissal.key] = dismissal;
    },
  }),

  'advice.restore': defineCommand({
    id: 'advice.restore',
    schema: z.strictObject({ key: idSchema }),
    describe: (document, { key }) => names.restore(document.dismissed[key]?.sentence ?? key),
    reduce: (draft, { key }) => {
      if (!Object.hasOwn(draft.dismissed, key))
        refuse('unknown-dismissal', refused.notDismissed(key), refused.notDismissedNext);
      delete draft.dismissed[key];
    },
  }),
};
