/** Writes the mix as it leaves the mix room, what comes before its master strip, or its stems, to files. */
import { exportAudio } from '../../delivery/index.ts';
import { type ExportedFile, type ExportRequest, formatTitle } from '../../protocol/index.ts';
import { renderThreads } from '../../render/index.ts';
import { cliWords } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand } from '../command.ts';
import { exportRequest, fileOptions, rangeOf, songOptions, withTags } from '../export-options.ts';
import { lookAtSession } from '../session-access.ts';

type Described = Pick<ExportedFile, 'path' | 'measurement'> & Partial<Pick<ExportedFile, 'lossy'>>;

export function describeFile({ path, measurement, lossy }: Described): string[] {
  const { figure } = cliWords;
  const lines = [
    cliWords.wrote(path),
    cliWords.written(measurement.durationSeconds, measurement.sampleRate),
    measurement.truePeakDbtp === null
      ? cliWords.silent
      : cliWords.loudness(
          figure(measurement.integratedLufs, 1, 'LUFS'),
          figure(measurement.truePeakDbtp, 2, 'dBTP'),
        ),
  ];
  if (lossy?.decoded) lines.push(cliWords.decodedBy(lossy.encoder, lossy.loweredDb, lossy.lowerByDb));
  return lines;
}

/** A file as `--json` has it: its figures beside what it is. */
export function fileJson({ measurement, ...file }: ExportedFile): Record<string, unknown> {
  return { ...file, format: formatTitle(file.file), ...measurement };
}

export const command: CliCommand = {
  name: 'render',
  positionals: ['SESSION'],
  options: {
    ...fileOptions,
    ...songOptions,
    stems: { value: 'DIR', help: cliWords.help.stems },
    'stems-by': { value: 'tracks|groups', help: cliWords.help.stemsBy },
    returns: { value: 'own|inside|none', help: cliWords.help.returns },
    'through-chain': { help: cliWords.help.throughChain },
    premaster: { help: cliWords.help.premaster },
    from: { value: 'SECONDS', help: cliWords.help.fromSeconds },
    to: { value: 'SECONDS', help: cliWords.help.toSeconds },
  },
  async run(context) {
    const { args, io } = context;
    const [output, stems] = [args.text('output'), args.text('stems')];
    if (output === undefined && stems === undefined) throw new UsageError(cliWords.usageError.outputOrStems);
    const request = exportRequest(args, context);
    const { folder, document, revision } = await lookAtSession(context, args.positionals[0]!);
    const range = rangeOf(args, document.session.sampleRate);
    const common = { ...request, target: null, range };
    const wanted: ExportRequest[] = [];
    if (output !== undefined) wanted.push({ ...common, what: args.has('premaster') ? 'premaster' : 'mix' });
    if (stems !== undefined)
      wanted.push({
        ...common,
        what: 'stems',
        place: {
          folder: context.path(stems),
          pattern: args.text('pattern') ?? '{track}',
          ifThere: request.place.ifThere,
        },
        stems: {
          by: args.oneOf('stems-by', ['tracks', 'groups']) ?? 'tracks',
          chain: args.has('through-chain') ? 'through' : 'before',
          returns: args.oneOf('returns', ['own', 'inside', 'none']) ?? 'own',
        },
      });

    const files: ExportedFile[] = [];
    const notices: string[] = [];
    for (const options of wanted) {
      const done = await exportAudio({
        document: withTags(document, args),
        revision,
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
    context.answer({ files: files.map(fileJson), notices }, () => files.flatMap(describeFile));
  },
};
