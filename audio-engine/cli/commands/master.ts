/**
 * Writes the master of a session, or of a finished mix in a file, at a loudness and below a ceiling. A session's
 * limiter gets the settings that were found, as one step, so that the room hears what the file holds.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { DEFAULT_TARGET, exportAudio, findTarget, masterFile } from '../../delivery/index.ts';
import type { Measurement } from '../../measure/index.ts';
import { renderThreads } from '../../render/index.ts';
import { limitMaster } from '../../session/index.ts';
import { sessionFolder } from '../../studio/index.ts';
import { cliWords } from '../../words/index.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import type { CliCommand, Context } from '../command.ts';
import { bitsOf, fileOptions, formatOf } from '../export-options.ts';
import { accessSession } from '../session-access.ts';
import { describeFile } from './render.ts';

interface Target {
  name: string | null;
  lufs: number;
  ceilingDbtp: number;
}

interface Mastered {
  measurement: Measurement;
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

/** What of the files both kinds of source share. */
interface FileWanted {
  path: string;
  format: 'wav' | 'flac';
  bits: '16' | '24' | '32f';
  sampleRate: number | null;
}

async function masterSession(
  context: Context,
  session: string,
  file: FileWanted,
  target: Target,
): Promise<Mastered> {
  const access = await accessSession(context, session);
  try {
    const { io } = context;
    const done = await exportAudio({
      document: await access.document(),
      folder: access.folder,
      options: { what: 'master', ...file, target, range: null },
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
    return { measurement: done.files[0]!.measurement, limiter: done.limiter, notices: done.notices, rev };
  } finally {
    access.close();
  }
}

export const command: CliCommand = {
  name: 'master',
  positionals: ['SESSION|FILE'],
  options: {
    ...fileOptions,
    target: { value: 'NAME', help: cliWords.help.target },
    lufs: { value: 'N', help: cliWords.help.lufs },
    ceiling: { value: 'N', help: cliWords.help.ceiling },
    rate: { value: 'HZ', help: cliWords.help.rate },
  },
  async run(context) {
    const { args, io } = context;
    const written = args.text('output');
    if (written === undefined) throw new UsageError(cliWords.usageError.missing('-o FILE'));
    const path = context.path(written);
    const file: FileWanted = {
      path,
      format: formatOf(path),
      bits: bitsOf(args),
      sampleRate: args.number('rate') ?? null,
    };
    const target = targetOf(args);
    const source = context.path(args.positionals[0]!);
    const isSession =
      sessionFolder(source) !== source || (existsSync(source) && statSync(source).isDirectory());
    const done: Mastered = isSession
      ? await masterSession(context, source, file, target)
      : {
          ...(await masterFile({
            inputPath: source,
            ...file,
            target,
            signal: io.signal,
            onProgress: io.progress,
          })),
          rev: null,
        };
    for (const notice of done.notices) context.notice(notice);
    const { measurement, limiter, notices, rev } = done;
    context.answer({ path, target, limiter, rev, notices, ...measurement }, () =>
      describeFile({ path, name: null, measurement }),
    );
  },
};
