/** Gives a song to another engineer, opens what another one gave, or takes a finished master back as a reference. */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Handoff, handOff, readHandoff } from '../../delivery/index.ts';
import { measureAudio } from '../../measure/index.ts';
import { importFiles, openAudio } from '../../media/index.ts';
import { renderThreads } from '../../render/index.ts';
import { byOrder, ordersAfter, type RawCommand, type SessionDocument } from '../../session/index.ts';
import { defaultDataFolder, openStudio } from '../../studio/index.ts';
import { cliWords, handoffWords } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand, Context } from '../command.ts';
import { accessSession, lookAtSession } from '../session-access.ts';

/** The file, brought into the session, as the step that lists it among the references. */
async function referenceStep(
  context: Context,
  { document, folder }: { document: SessionDocument; folder: string },
  path: string,
  name: string,
): Promise<Extract<RawCommand, { id: string }>> {
  const { media, failures } = await importFiles({
    paths: [path],
    folder,
    sessionSampleRate: document.session.sampleRate,
    documentNames: Object.values(document.media).map(({ file }) => file),
    signal: context.io.signal,
  });
  const [file] = media;
  if (!file) {
    for (const failure of failures) context.warn(failure);
    throw new UsageError(cliWords.usageError.missing(path));
  }
  const source = await openAudio(join(folder, ...file.file.split('/')));
  const measured = await measureAudio(source).finally(() => source.close());
  const last = Object.values(document.references).sort(byOrder).at(-1);
  const reference = {
    id: randomUUID(),
    name,
    artist: '',
    mediaId: file.id,
    order: ordersAfter(last?.order ?? null, 1)[0]!,
    lufs: measured.integratedLufs,
    truePeakDbtp: measured.truePeakDbtp,
    markers: [],
  };
  return { id: 'reference.add', payload: { reference, media: file } };
}

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
  const { sheet, notices } = readHandoff(given);
  const folder = context.path(session);
  const studio = openStudio(
    { folder, sampleRate: sheet.session.sampleRate },
    { dataFolder: defaultDataFolder(context.io.env) },
  );
  try {
    const stems = sheet.stems
      .map(({ path }) => join(given, ...path.split('/')))
      .filter((path) => existsSync(path));
    if (stems.length > 0) {
      const { sampleRate, media, tracks, clips } = await importFiles({
        paths: stems,
        folder,
        sessionSampleRate: sheet.session.sampleRate,
        signal: context.io.signal,
      });
      studio.run({ id: 'session.import', payload: { sampleRate, media, tracks, clips } });
    }
    const step = await referenceStep(
      context,
      { document: studio.document, folder },
      join(given, ...sheet.premaster.path.split('/')),
      handoffWords.premasterName,
    );
    const { media } = step.payload as { media: { id: string } };
    const commands = [
      step,
      { id: 'master.source', payload: { kind: 'file', mediaId: media.id } },
      ...describing(sheet),
    ];
    studio.run(
      { id: 'batch', payload: { commands } },
      { name: handoffWords.steps.opened(sheet.session.name) },
    );
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

function describing({ tempo, markers, notes, release, createdAt }: Handoff): RawCommand[] {
  return [
    { id: 'tempo.set', payload: tempo },
    ...markers.map((marker) => ({ id: 'marker.add', payload: { marker: { id: randomUUID(), ...marker } } })),
    ...notes.map((note) => ({
      id: 'note.add',
      payload: { note: { id: randomUUID(), ...note, createdAt, done: false } },
    })),
    { id: 'release.set', payload: release },
  ];
}

async function takeBack(context: Context, session: string, file: string): Promise<void> {
  const access = await accessSession(context, session);
  try {
    const name = handoffWords.returnedName(basename(file, extname(file)));
    const step = await referenceStep(
      context,
      { document: await access.document(), folder: access.folder },
      context.path(file),
      name,
    );
    const { revision } = await access.run(step, handoffWords.steps.returned);
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
