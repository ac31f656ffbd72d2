/** Gives a song to another engineer, opens what another one gave, or takes a finished master back as a reference. */
import { rmSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { handOff, readHandoff, receiveHandoff, referenceStep } from '../../delivery/index.ts';
import { renderThreads } from '../../render/index.ts';
import { byOrder, type RawCommand, type SessionDocument } from '../../session/index.ts';
import { defaultDataFolder, openStudio } from '../../studio/index.ts';
import { cliWords, handoffWords } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand, Context } from '../command.ts';
import { accessSession, lookAtSession } from '../session-access.ts';

const receiver = (folder: string, document: SessionDocument): Parameters<typeof referenceStep>[0] => ({
  folder,
  sampleRate: document.session.sampleRate,
  documentNames: Object.values(document.media).map(({ file }) => file),
  lastReferenceOrder: Object.values(document.references).sort(byOrder).at(-1)?.order ?? null,
});

async function give(context: Context, session: string, to: string): Promise<void> {
  const { args, io } = context;
  const { folder, document, revision } = await lookAtSession(context, session);
  const { sheet, notices } = await handOff({
    document,
    revision,
    folder,
    to: context.path(to),
    message: args.text('note') ?? '',
    stems: args.has('premaster') ? null : { by: 'groups', chain: 'before', returns: 'own' },
    threads: renderThreads(),
    signal: io.signal,
    onProgress: io.progress,
  });
  for (const notice of notices) context.notice(notice);
  context.answer({ ...sheet, notices }, () => [cliWords.handedOff(to, 1 + sheet.stems.length)]);
}

/** A session of what was given: the premaster feeds the master room, the stems are its tracks. */
async function open(context: Context, from: string, session: string): Promise<void> {
  const given = context.path(from);
  const { sheet } = readHandoff(given, { checksums: false });
  const folder = context.path(session);
  const studio = openStudio(
    { folder, sampleRate: sheet.session.sampleRate },
    { dataFolder: defaultDataFolder(context.io.env) },
  );
  let notices: string[];
  try {
    const received = await receiveHandoff({
      ...receiver(folder, studio.document),
      from: given,
      as: 'session',
      signal: context.io.signal,
      onProgress: context.io.progress,
    });
    ({ notices } = received);
    studio.run({ id: 'batch', payload: { commands: received.commands } } as RawCommand, {
      name: handoffWords.steps.opened(sheet.session.name),
    });
    studio.close();
  } catch (error) {
    studio.close();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  for (const notice of notices) context.notice(notice);
  context.answer({ session: folder, stems: sheet.stems.length, message: sheet.message, notices }, () => [
    cliWords.opened(session),
    ...(sheet.message ? [sheet.message] : []),
  ]);
}

async function takeBack(context: Context, session: string, file: string): Promise<void> {
  const access = await accessSession(context, session);
  try {
    const name = handoffWords.returnedName(basename(file, extname(file)));
    const to = receiver(access.folder, await access.document());
    const { command } = await referenceStep(to, context.path(file), name, context.io.signal);
    const { revision } = await access.run(
      command as { id: string; payload: unknown },
      handoffWords.steps.returned,
    );
    context.answer({ rev: revision, name }, () => [cliWords.returned(name)]);
  } finally {
    access.close();
  }
}

export const command: CliCommand = {
  name: 'handoff',
  positionals: ['SESSION|DIR'],
  options: {
    output: { short: 'o', value: 'DIR', help: cliWords.help.output },
    premaster: { help: cliWords.help.premaster },
    note: { value: 'TEXT', help: cliWords.help.note },
    open: { value: 'SESSION', help: cliWords.help.open },
    return: { value: 'FILE', help: cliWords.help.returnFile },
  },
  async run(context) {
    const { args } = context;
    const what = args.positionals[0]!;
    const [to, session, back] = [args.text('output'), args.text('open'), args.text('return')];
    if (session !== undefined) return open(context, what, session);
    if (back !== undefined) return takeBack(context, what, back);
    if (to === undefined) throw new UsageError(cliWords.usageError.missing('-o DIR'));
    return give(context, what, to);
  },
};
