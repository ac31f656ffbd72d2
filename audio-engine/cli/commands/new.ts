/** Makes a session and imports files and folders into it: faders at 0 dB, at the rate of most of the files. */
import { rmSync } from 'node:fs';
import { importFiles } from '../../media/index.ts';
import { orderedTracks } from '../../session/index.ts';
import { defaultDataFolder, openStudio, type Studio } from '../../studio/index.ts';
import { cliWords, mediaWords, ThresholdError } from '../../words/index.ts';
import type { CliCommand, Context } from '../command.ts';

/** The rate of an empty session; the first import replaces it by its own. */
const USUAL_RATE = 48_000;

async function importInto(context: Context, studio: Studio): Promise<void> {
  const result = await importFiles({
    paths: context.args.all('from').map((path) => context.path(path)),
    folder: studio.folder,
    sessionSampleRate: null,
    atRecordedTime: context.args.has('recorded-time'),
    signal: context.io.signal,
    onProgress: ({ fraction, fileName, done, total }) =>
      context.io.progress(fraction, mediaWords.importing(fileName, done + 1, total)),
  });
  for (const failure of result.failures) context.warn(failure);
  for (const notice of result.notices) context.notice(notice);
  const { sampleRate, media, tracks, clips } = result;
  if (media.length === 0) throw new ThresholdError(cliWords.nothingImported(studio.folder));
  studio.run({ id: 'session.import', payload: { sampleRate, media, tracks, clips } });
  const { document } = studio;
  context.answer(
    {
      session: studio.folder,
      sampleRate,
      tracks: orderedTracks(document).map(({ id, name, channels }) => ({ id, name, channels })),
      notices: result.notices,
      failures: result.failures,
    },
    () => [
      cliWords.made(studio.folder, tracks.length, sampleRate),
      ...orderedTracks(document).map(({ name }) => `  ${name}`),
    ],
  );
}

export const command: CliCommand = {
  name: 'new',
  positionals: ['SESSION'],
  options: {
    from: { value: 'FILES|DIR', many: true, help: cliWords.help.from },
    'recorded-time': { help: cliWords.help.recordedTime },
  },
  async run(context) {
    const folder = context.path(context.args.positionals[0]!);
    const studio = openStudio(
      { folder, sampleRate: USUAL_RATE },
      { dataFolder: defaultDataFolder(context.io.env) },
    );
    try {
      if (context.args.has('from')) await importInto(context, studio);
      else {
        const answer = { session: folder, sampleRate: USUAL_RATE, tracks: [], notices: [], failures: [] };
        context.answer(answer, () => [cliWords.made(folder, 0, USUAL_RATE)]);
      }
    } catch (error) {
      studio.close();
      // The folder was empty or not there: everything in it is of this attempt.
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    studio.close();
  },
};
