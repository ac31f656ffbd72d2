/** Renders an export again, from its session as it was then, and says whether it is the same file. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { proveFile, readProof } from '../../delivery/index.ts';
import { renderThreads } from '../../render/index.ts';
import { defaultDataFolder, openStudio, sessionFolder } from '../../studio/index.ts';
import { cliWords, deliveryWords, ThresholdError } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';

const words = deliveryWords.proof;

export const command: CliCommand = {
  name: 'prove',
  positionals: ['FILE'],
  options: { session: { value: 'SESSION', help: cliWords.help.proveSession } },
  async run(context) {
    const { args, io } = context;
    const path = context.path(args.positionals[0]!);
    const proof = readProof(path);
    const named = args.text('session');
    const folder = sessionFolder(
      named === undefined ? join(dirname(path), ...proof.session.folder.split('/')) : context.path(named),
    );
    if (!existsSync(folder)) throw new ThresholdError(words.noSession(path));
    const studio = openStudio(folder, {
      dataFolder: defaultDataFolder(io.env),
      readOnly: true,
      serve: false,
    });
    try {
      const { revision } = proof.session;
      const then =
        revision === null || revision > studio.revision ? studio.document : studio.documentAt(revision);
      const report = await proveFile({
        path,
        document: then,
        folder,
        threads: renderThreads(),
        signal: io.signal,
        onProgress: io.progress,
      });
      context.answer(report, () => [
        cliWords.proved(args.positionals[0]!, words.verdict[report.verdict]),
        ...(report.differenceDb !== null && report.firstSeconds !== null
          ? [`  ${words.differs(report.differenceDb, report.firstSeconds)}`]
          : []),
        ...report.differences.map((difference) => `  ${difference}`),
      ]);
    } finally {
      studio.close();
    }
  },
};
