/** Writes the report of a session's master or of a finished file: a page for the artist, the client or the label. */
import { findServicesFile, loadServices } from '../../advice/index.ts';
import type { MasterSource } from '../../delivery/index.ts';
import { findTarget, makeReport, programVersion } from '../../delivery/index.ts';
import { defaultDataFolder } from '../../studio/index.ts';
import { cliWords, reportWords } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand } from '../command.ts';
import { isSession, lookAtSession } from '../session-access.ts';

export const command: CliCommand = {
  name: 'report',
  positionals: ['SESSION|FILE'],
  options: {
    output: { value: 'FILE', short: 'o', help: cliWords.help.reportFile },
    'no-check': { help: cliWords.help.noCheck },
  },
  async run(context) {
    const { args, io } = context;
    const output = args.text('output');
    if (output === undefined) throw new UsageError(cliWords.usageError.missing('-o FILE'));
    const path = context.path(args.positionals[0]!);
    const source: MasterSource = isSession(path)
      ? { kind: 'session', ...(await lookAtSession(context, path)) }
      : { kind: 'file', path };
    const targetName = source.kind === 'session' ? source.document.release.targetName : null;
    const done = await makeReport({
      source,
      revision: null,
      path: context.path(output),
      services: loadServices(findServicesFile(defaultDataFolder(io.env))).filter(({ panel }) => panel),
      target: targetName === null ? null : findTarget(targetName),
      programVersion: programVersion(),
      check: !args.has('no-check'),
      signal: io.signal,
      onProgress: io.progress,
    });
    for (const notice of done.notices) context.notice(notice);
    context.answer(done, () => [reportWords.written(done.path)]);
  },
};
