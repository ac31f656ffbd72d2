/** Audio files: import, and the pictures the timeline draws with. */
import { readPeaks, readSamples } from '../../../audio-engine/media/index.ts';
import { type MediaFile, orderedTracks } from '../../../audio-engine/session/index.ts';
import { hostWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import { type Imported, importedSchema } from '../imported.ts';
import type { Answers } from './kind.ts';

function mediaFile(app: App, mediaId: string): MediaFile {
  const media = app.studio.document.media[mediaId];
  if (!media)
    throw new ThresholdError({
      code: 'media.none',
      sentence: hostWords.noMedia(mediaId),
      nextStep: hostWords.noMediaNext,
    });
  return media;
}

/** Queues the job that makes the pictures which are missing. */
export function startPeaks(app: App): void {
  const { studio } = app;
  const files = Object.values(studio.document.media).map(({ id, file }) => ({ mediaId: id, file }));
  if (files.length === 0 || studio.readOnly !== null) return;
  app.jobs.start('peaks', {
    title: hostWords.drawing,
    quiet: true,
    request: () => ({ kind: 'peaks', folder: studio.folder, files }),
  });
}

/** Runs what an import brought as one step; its failures and notices belong to the job's summary. */
export function takeImported(app: App, studio: App['studio'], result: unknown): Imported {
  const imported = importedSchema.parse(result);
  const { media, tracks, clips, sampleRate } = imported;
  if (media.length > 0) studio.run({ id: 'session.import', payload: { sampleRate, media, tracks, clips } });
  if (app.isOpen(studio)) startPeaks(app);
  return imported;
}

/** Starts an import into the open session. */
export function startImport(
  app: App,
  paths: readonly string[],
  atSample: number | null,
  finished?: (imported: Imported) => void,
): string {
  const { studio } = app;
  const job = app.jobs.start('import', {
    title: hostWords.importing(paths.length),
    request: () => {
      const { document } = studio;
      const media = Object.values(document.media);
      return {
        kind: 'import',
        paths: [...paths],
        folder: studio.folder,
        sessionSampleRate: media.length === 0 ? null : document.session.sampleRate,
        documentNames: media.map(({ file }) => file),
        lastTrackOrder: orderedTracks(document).at(-1)?.order ?? null,
        atSample: atSample ?? 0,
      };
    },
    sentence: (said) =>
      app.isOpen(studio) ? said : hostWords.importedElsewhere(said, studio.document.session.name),
    finish: (result) => {
      const imported = takeImported(app, studio, result);
      finished?.(imported);
      return {
        files: imported.media.length,
        tracks: imported.tracks.map(({ id }) => id),
        notices: imported.notices,
      };
    },
  });
  app.holdFor(studio, job.id);
  return job.id;
}

export function mediaHandlers(app: App): Answers<'media.import' | 'media.peaks' | 'media.samples'> {
  return {
    'media.import': ({ paths, atSample }) => ({
      jobId: startImport(
        app,
        paths.map((path) => app.places.check(path)),
        atSample,
      ),
    }),
    'media.peaks': ({ mediaId, samplesPerColumn, first, count }) =>
      readPeaks({ folder: app.studio.folder, media: mediaFile(app, mediaId), samplesPerColumn, first, count })
        .buffer,
    'media.samples': ({ mediaId, firstSample, count }) =>
      readSamples({ folder: app.studio.folder, media: mediaFile(app, mediaId), firstSample, count }).buffer,
  };
}
