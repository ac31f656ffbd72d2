/** Levels the tracks: a balance to begin with, as one step that can be undone. */
import { levelTracks } from '../../delivery/index.ts';
import { stripName } from '../../session/index.ts';
import { cliWords, sessionWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { accessSession } from '../session-access.ts';

export const command: CliCommand = {
  name: 'level',
  positionals: ['SESSION'],
  options: {},
  async run(context) {
    const { args, io } = context;
    const access = await accessSession(context, args.positionals[0]!);
    try {
      const document = await access.document();
      const { folder } = access;
      const found = await levelTracks({ document, folder, signal: io.signal, onProgress: io.progress });
      const levels = found.filter(({ stripId, faderDb }) => document.strips[stripId]?.faderDb !== faderDb);
      const step =
        levels.length > 0 ? await access.run({ id: 'strip.level', payload: { levels } }, null) : null;
      const named = levels.map((level) => ({ ...level, name: stripName(document, level.stripId) }));
      context.answer({ rev: step?.revision ?? null, levels: named }, () => [
        cliWords.levelled(levels.length),
        ...named.map(({ name, faderDb }) => cliWords.fader(name, sessionWords.db(faderDb))),
      ]);
    } finally {
      access.close();
    }
  },
};
