/** What is heard in place of the master: references brought in and measured, playback systems, previews. */
import { z } from 'zod';
import { measureSystems, referenceCommands } from '../../../audio-engine/listening/index.ts';
import { type MeasuredSystem, songProfileSchema } from '../../../audio-engine/protocol/index.ts';
import type { MediaFile } from '../../../audio-engine/session/index.ts';
import { listeningWords, referenceWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';
import { startPeaks } from './media.ts';

const addedSchema = z.object({
  // The command checks it whole.
  media: z.array(z.custom<MediaFile>((value) => typeof value === 'object')),
  profiles: z.record(z.string(), songProfileSchema),
  notices: z.array(z.string()),
});

function addReferences(app: App, studio: App['studio'], result: unknown) {
  const { media, profiles, notices } = addedSchema.parse(result);
  if (studio.readOnly !== null || media.length === 0) return { references: [], notices };
  for (const { id } of media) {
    const profile = profiles[id];
    if (profile) app.profiles.measuredFile(id, profile);
  }
  const commands = referenceCommands(studio.document, media, profiles);
  const [only] = commands;
  if (commands.length === 1 && only) studio.run(only);
  else
    studio.run(
      { id: 'batch', payload: { commands } },
      { name: referenceWords.names.addMany(commands.length) },
    );
  if (app.isOpen(studio)) {
    startPeaks(app);
    if (app.listen.state.chosen === null && only) app.listen.set({ chosen: only.payload.reference.id });
  }
  return { references: commands.map(({ payload }) => payload.reference.id), notices };
}

let measured: MeasuredSystem[] | undefined;

export function listenHandlers(
  app: App,
): Answers<
  | 'listen.get'
  | 'listen.set'
  | 'listen.systems'
  | 'reference.import'
  | 'reference.measure'
  | 'reference.profiles'
> {
  return {
    'listen.get': () => app.listen.state,
    'listen.set': (change) => app.listen.set(change),
    'listen.systems': () => {
      measured ??= measureSystems(app.systems);
      return { systems: measured };
    },
    'reference.import': ({ paths }) => {
      const { studio } = app;
      const checked = paths.map((path) => app.places.check(path));
      const job = app.jobs.start('reference', {
        title: listeningWords.adding(checked.length),
        request: () => ({
          kind: 'reference',
          paths: checked,
          folder: studio.folder,
          sessionSampleRate: studio.document.session.sampleRate,
          documentNames: Object.values(studio.document.media).map(({ file }) => file),
        }),
        finish: (result) => addReferences(app, studio, result),
      });
      app.holdFor(studio, job.id);
      return { jobId: job.id };
    },
    'reference.measure': ({ mediaId }) => {
      const { studio } = app;
      const { document, folder } = studio;
      const media = mediaId === null ? null : document.media[mediaId];
      if (media === undefined) throw new ThresholdError(listeningWords.noReference);
      const job = app.jobs.start('profile', {
        title: media ? listeningWords.measuring(media.name) : listeningWords.measuringMaster,
        request: () => ({
          kind: 'profile',
          folder,
          media: media && { id: media.id, file: media.file, name: media.name },
          document: media ? null : document,
        }),
        finish: (result) => {
          const profile = songProfileSchema.parse(result);
          if (!app.isOpen(studio)) return null;
          if (media) app.profiles.measuredFile(media.id, profile);
          else app.profiles.measuredMaster(document, profile);
          app.listen.refresh();
          return profile;
        },
      });
      return { jobId: job.id };
    },
    'reference.profiles': () => {
      const { document, folder } = app.studio;
      return {
        references: app.profiles.references(document, folder),
        master: app.profiles.master(document),
      };
    },
  };
}
