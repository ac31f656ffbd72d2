/** The mix check of a session or a file, as a list worth reading: worst first, each with its figure and its cure. */
import { checkFile, checkSession } from '../../advice/index.ts';
import type { CheckReport } from '../../protocol/index.ts';
import { cliWords } from '../../words/index.ts';
import { checkLines } from '../check-lines.ts';
import type { CliCommand } from '../command.ts';
import { isSession, lookAtSession } from '../session-access.ts';

export const command: CliCommand = {
  name: 'check',
  positionals: ['SESSION|FILE'],
  options: {},
  async run(context) {
    const { io } = context;
    const source = context.path(context.args.positionals[0]!);
    const listening = { signal: io.signal, onProgress: io.progress };
    let report: CheckReport;
    let names: (stripId: string) => string = () => cliWords.checkList.file;
    if (isSession(source)) {
      const { folder, document } = await lookAtSession(context, source);
      report = await checkSession({ document, folder, revision: null, ...listening });
      names = (id) => document.tracks[id]?.name ?? document.buses[id]?.name ?? cliWords.checkList.mix;
    } else report = await checkFile({ path: source, ...listening });
    for (const notice of report.notices) context.notice(notice);
    context.answer(report, () => checkLines(report, names));
  },
};
