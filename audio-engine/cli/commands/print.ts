/** Prints the mix to a 64-bit file of the session, which feeds the master from then on. */
import { randomUUID } from 'node:crypto';
import { printMix, printMixPayload } from '../../delivery/index.ts';
import { renderThreads } from '../../render/index.ts';
import { masterRoomWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { accessSession } from '../session-access.ts';

export const command: CliCommand = {
  name: 'print',
  positionals: ['SESSION'],
  options: {},
  async run(context) {
    const { args, io } = context;
    const access = await accessSession(context, args.positionals[0]!);
    try {
      const printed = await printMix({
        document: await access.document(),
        folder: access.folder,
        threads: renderThreads(),
        signal: io.signal,
        onProgress: io.progress,
      });
      for (const notice of printed.notices) context.notice(notice);
      const now = await access.document();
      const payload = printMixPayload(now, printed, randomUUID(), new Date().toISOString());
      const { revision } = await access.run({ id: 'master.print', payload }, null);
      const { print, media } = payload;
      context.answer({ rev: revision, print, file: media.file }, () => [masterRoomWords.printed(print.name)]);
    } finally {
      access.close();
    }
  },
};
