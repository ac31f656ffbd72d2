/**
 * Writes the master of a session, or of a finished mix in a file, at a loudness and below a ceiling. A session's
 * limiter gets the settings that were found, as one step, so that the room hears what the file holds.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import {
  DEFAULT_TARGET,
  exportAudio,
  type FileTags,
  fileNameFrom,
  findTarget,
  masterFile,
  PATTERN_FIELDS,
} from '../../delivery/index.ts';
import { NameRegister } from '../../media/index.ts';
import { EXTENSIONS, type ExportedFile, fileRate, formatTitle } from '../../protocol/index.ts';
import { renderThreads } from '../../render/index.ts';
import { limitMaster } from '../../session/index.ts';
import { cliWords } from '../../words/index.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import type { CliCommand, Context } from '../command.ts';
import { exportRequest, fileOptions, songOptions, tagsOf, withTags } from '../export-options.ts';
import { accessSession, isSession } from '../session-access.ts';
import { describeFile, fileJson } from './render.ts';

interface Target {
  name: string | null;
  lufs: number;
  ceilingDbtp: number;
}

interface Mastered {
  /** As `--json` has them, and as a person reads them. */
  files: { json: Record<string, unknown>; lines: string[] }[];
  measurement: ExportedFile['measurement'];
  /** Null where the session's limiter had these settings already. */
  limiter: { gainDb: number; ceilingDbtp: number } | null;
  notices: string[];
  /** Revision of the step that set the session's limiter. */
  rev: number | null;
}

function targetOf(args: Arguments): Target {
  const name = args.text('target');
  const [lufs, ceiling] = [args.number('lufs'), args.number('ceiling')];
  if (name !== undefined) {
    if (lufs !== undefined || ceiling !== undefined) throw new UsageError(cliWords.usageError.targetOrLufs);
    const target = findTarget(name);
    return { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp };
  }
  return {
    name: null,
    lufs: lufs ?? DEFAULT_TARGET.lufs,
    ceilingDbtp: ceiling ?? DEFAULT_TARGET.ceilingDbtp,
  };
}

async function masterSession(context: Context, session: string, target: Target): Promise<Mastered> {
  const { args, io } = context;
  const access = await accessSession(context, session);
  try {
    const { document, revision } = await access.state();
    const done = await exportAudio({
      document: withTags(document, args),
      revision,
      folder: access.folder,
      options: { ...exportRequest(args, context), what: 'master', target, range: null },
      threads: renderThreads(),
      signal: io.signal,
      onProgress: io.progress,
    });
    let rev: number | null = null;
    if (done.limiter) {
      // The document may have gone on meanwhile: the step is made for the one that is there now.
      const step = limitMaster(await access.document(), done.limiter, randomUUID());
      rev = (await access.run(step, cliWords.masterStep(target.name, target.lufs))).revision;
    }
    return {
      files: done.files.map((file) => ({ json: fileJson(file), lines: describeFile(file) })),
      measurement: done.files[0]!.measurement,
      limiter: done.limiter,
      notices: done.notices,
      rev,
    };
  } finally {
    access.close();
  }
}

/** A finished mix in a file has no session: its names come from its own and from `--tags`. */
async function masterPlain(context: Context, source: string, target: Target): Promise<Mastered> {
  const { args, io } = context;
  const request = exportRequest(args, context);
  const tags = tagsOf(args) as FileTags;
  const named = String(tags.title ?? basename(source, extname(source)));
  const names = new NameRegister(
    request.place.ifThere === 'number' && existsSync(request.place.folder)
      ? readdirSync(request.place.folder)
      : [],
  );
  const outputs = request.files.map((wanted) => {
    const base = fileNameFrom(request.place.pattern, {
      ...Object.fromEntries(PATTERN_FIELDS.map((field) => [field, ''])),
      title: named,
      artist: String(tags.artist ?? ''),
      album: String(tags.album ?? ''),
      format: formatTitle(wanted.file),
      rate: wanted.sampleRate === null ? '' : `${fileRate(wanted.file, wanted.sampleRate) / 1000} kHz`,
      target: target.name ?? '',
    });
    const name = names.claim(base, `.${EXTENSIONS[wanted.file.format]}`);
    return { path: join(request.place.folder, name), wanted: { ...wanted, dither: wanted.dither ?? 'tpdf' } };
  });
  if (outputs.length === 0) throw new UsageError(cliWords.usageError.missing('--format LIST'));
  mkdirSync(request.place.folder, { recursive: true });
  const done = await masterFile({
    inputPath: source,
    outputs,
    target,
    overshoot: request.overshoot ?? 'say',
    ...(Object.keys(tags).length > 0 && { tags }),
    signal: io.signal,
    onProgress: io.progress,
  });
  return {
    ...done,
    files: done.files.map(({ planned, measurement, lossy }) => ({
      json: { path: planned.path, format: formatTitle(planned.file), lossy, ...measurement },
      lines: describeFile({ path: planned.path, measurement, lossy }),
    })),
    rev: null,
  };
}

export const command: CliCommand = {
  name: 'master',
  positionals: ['SESSION|FILE'],
  options: {
    ...fileOptions,
    ...songOptions,
    target: { value: 'NAME', help: cliWords.help.target },
    lufs: { value: 'N', help: cliWords.help.lufs },
    ceiling: { value: 'N', help: cliWords.help.ceiling },
  },
  async run(context) {
    const { args } = context;
    if (args.text('output') === undefined) throw new UsageError(cliWords.usageError.missing('-o FILE'));
    const target = targetOf(args);
    const source = context.path(args.positionals[0]!);
    const done = isSession(source)
      ? await masterSession(context, source, target)
      : await masterPlain(context, source, target);
    for (const notice of done.notices) context.notice(notice);
    const { measurement, limiter, notices, rev, files } = done;
    context.answer(
      {
        path: files[0]!.json.path,
        target,
        limiter,
        rev,
        notices,
        ...measurement,
        files: files.map(({ json }) => json),
      },
      () => files.flatMap(({ lines }) => lines),
    );
  },
};
