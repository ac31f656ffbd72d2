/** What the song is called when it goes out, and the target it is made for. */
import { sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { releaseSchema } from '../schema.ts';

const { names } = sessionWords;

export const releaseCommands = {
  'release.set': defineCommand({
    id: 'release.set',
    schema: releaseSchema.partial(),
    describe: (_document, change) =>
      change.targetName && Object.keys(change).length === 1
        ? names.releaseTarget(change.targetName)
        : names.release,
    reduce: (draft, change) => {
      Object.assign(draft.release, change);
    },
  }),
};
