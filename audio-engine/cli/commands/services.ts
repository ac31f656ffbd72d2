/** What each service does to a master, and what comes out of its codecs: measured on a session's master or a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServicesFile, loadServices, servicesPath } from '../../advice/index.ts';
import { reportServices } from '../../delivery/index.ts';
import { closeBrowser } from '../../media/index.ts';
import type { Service } from '../../protocol/index.ts';
import { defaultDataFolder } from '../../studio/index.ts';
import { cliWords, servicesWords, ThresholdError } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { servicesLines } from '../services-lines.ts';
import { isSession, lookAtSession } from '../session-access.ts';

function chosen(services: readonly Service[], names: readonly string[]): Service[] {
  if (names.length === 0) return [...services];
  return names.map((name) => {
    const wanted = name.trim().toLowerCase();
    const found = services.find((one) => one.name.toLowerCase() === wanted || one.id === wanted);
    if (!found)
      throw new ThresholdError(
        servicesWords.unknownService(
          name,
          services.map((one) => one.name),
        ),
      );
    return found;
  });
}

export const command: CliCommand = {
  name: 'services',
  positionals: ['SESSION|FILE'],
  options: {
    only: { value: 'NAME …', many: true, help: cliWords.help.only },
    'no-ceiling': { help: cliWords.help.noCeiling },
  },
  async run(context) {
    const { io, args } = context;
    const source = context.path(args.positionals[0]!);
    const file = findServicesFile(defaultDataFolder(io.env));
    if (file !== servicesPath()) context.notice(servicesWords.cli.ownFile(file));
    const services = chosen(loadServices(file), args.all('only'));
    const folder = mkdtempSync(join(tmpdir(), 'threshold-services-'));
    try {
      const report = await reportServices({
        source: isSession(source)
          ? { kind: 'session', ...(await lookAtSession(context, source)) }
          : { kind: 'file', path: source },
        services,
        folder,
        key: source,
        previews: false,
        ceiling: !args.has('no-ceiling'),
        signal: io.signal,
        onProgress: io.progress,
      });
      for (const notice of report.notices) context.notice(notice);
      for (const { failure } of report.codecs) if (failure) context.warn(failure);
      // The files were only for measuring.
      const answer = {
        ...report,
        file: null,
        plays: report.plays.map((play) => ({
          ...play,
          name: services.find(({ id }) => id === play.id)!.name,
          file: null,
        })),
        codecs: report.codecs.map((codec) => ({ ...codec, file: null })),
        ceiling: report.ceiling && { ...report.ceiling, file: null },
        services,
      };
      context.answer(answer, () => servicesLines(report, services));
    } finally {
      closeBrowser();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
