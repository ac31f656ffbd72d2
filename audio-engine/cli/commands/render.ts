/** Writes the mix as it leaves the mix room, or its stems, to files. */
import { type ExportedFile, exportAudio } from '../../delivery/index.ts';
import type { ExportOptions } from '../../protocol/index.ts';
import { renderThreads } from '../../render/index.ts';
import { cliWords } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand } from '../command.ts';
import { bitsOf, fileOptions, formatOf, rangeOf } from '../export-options.ts';
import { lookAtSession } from '../session-access.ts';

export function describeFile({ path, measurement }: ExportedFile): string[] {
  const { figure } = cliWords;
  return [
    cliWords.wrote(path),
    cliWords.written(measurement.durationSeconds, measurement.sampleRate),
    measurement.truePeakDbtp === null
      ? cliWords.silent
      : cliWords.loudness(
          figure(measurement.integratedLufs, 1, 'LUFS'),
          figure(measurement.truePeakDbtp, 2, 'dBTP'),
        ),
  ];
}

export const command: CliCommand = {
  name: 'render',
  positionals: ['SESSION'],
  options: {
    ...fileOptions,
    stems: { value: 'DIR', help: cliWords.help.stems },
    from: { value: 'SECONDS', help: cliWords.help.fromSeconds },
    to: { value: 'SECONDS', help: cliWords.help.toSeconds },
  },
  async run(context) {
    const { args, io } = context;
    const [output, stems] = [args.text('output'), args.text('stems')];
    if (output === undefined && stems === undefined) throw new UsageError(cliWords.usageError.outputOrStems);
    const bits = bitsOf(args);
    const format = output === undefined ? 'wav' : formatOf(output);
    const { folder, document } = await lookAtSession(context, args.positionals[0]!);
    const range = rangeOf(args, document.session.sampleRate);
    const wanted: Pick<ExportOptions, 'what' | 'path'>[] = [];
    if (output !== undefined) wanted.push({ what: 'mix', path: context.path(output) });
    if (stems !== undefined) wanted.push({ what: 'stems', path: context.path(stems) });

    const files: ExportedFile[] = [];
    const notices: string[] = [];
    for (const what of wanted) {
      const options: ExportOptions = { ...what, format, bits, sampleRate: null, target: null, range };
      const done = await exportAudio({
        document,
        folder,
        options,
        threads: renderThreads(),
        signal: io.signal,
        onProgress: io.progress,
      });
      files.push(...done.files);
      notices.push(...done.notices);
    }
    for (const notice of new Set(notices)) context.notice(notice);
    context.answer(
      { files: files.map(({ path, name, measurement }) => ({ path, name, ...measurement })), notices },
      () => files.flatMap(describeFile),
    );
  },
};
