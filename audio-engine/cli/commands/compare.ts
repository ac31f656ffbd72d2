/** What was changed between two moments of a session: the moves in words, and what they did to the sound. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareMoments } from '../../delivery/index.ts';
import { compareDocuments } from '../../session/index.ts';
import { defaultDataFolder, momentCalled, openStudio, sessionFolder } from '../../studio/index.ts';
import { cliWords, versionWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { comparisonLines } from '../compare-rows.ts';

export const command: CliCommand = {
  name: 'compare',
  positionals: ['SESSION'],
  options: {
    from: { value: 'VERSION', help: cliWords.help.fromVersion },
    to: { value: 'VERSION', help: cliWords.help.toVersion },
    moves: { help: cliWords.help.movesOnly },
  },
  async run(context) {
    const { args, io } = context;
    const folder = sessionFolder(context.path(args.positionals[0]!));
    // To look at only: also where another program has it open.
    const studio = openStudio(folder, {
      dataFolder: defaultDataFolder(io.env),
      readOnly: true,
      serve: false,
    });
    try {
      for (const notice of studio.notices) context.notice(notice);
      const read = (written: string) => studio.readMoment(momentCalled(studio, written));
      const from = read(args.text('from') ?? 'saved');
      const to = read(args.text('to') ?? 'now');
      const changes = compareDocuments(from.document, to.document);
      const moves = changes.length > 0 ? changes.map(({ sentence }) => sentence) : [cliWords.noMoves];
      const title = cliWords.comparing(from.name, to.name);
      if (args.has('moves')) {
        context.answer({ from: from.name, to: to.name, changes }, () => [title, ...moves]);
        return;
      }
      const root = mkdtempSync(join(tmpdir(), 'threshold-compare-'));
      try {
        const { files, ...measured } = await compareMoments({
          documents: { a: from.document, b: to.document },
          folder,
          root,
          place: '.',
          signal: io.signal,
          onProgress: io.progress,
        });
        for (const notice of measured.notices) context.notice(notice);
        context.answer({ from: from.name, to: to.name, changes, ...measured }, () => [
          title,
          ...moves,
          versionWords.heard,
          ...comparisonLines({ ...measured, files }),
        ]);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    } finally {
      studio.close();
    }
  },
};
