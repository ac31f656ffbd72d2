/** The master room's jobs: printing the mix, and bringing in a file to master. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nextPrintNumber, printMixPayload } from '../../../audio-engine/delivery/index.ts';
import {
  CHAIN_STATES,
  type ChainStateName,
  type MediaFile,
  orderedTracks,
} from '../../../audio-engine/session/index.ts';
import type { Studio } from '../../../audio-engine/studio/index.ts';
import { hostWords, masterRoomWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import { importedSchema } from '../imported.ts';
import { startOwnSession } from '../own-session.ts';
import { rendersPlace } from '../renders-place.ts';
import type { Answers } from './kind.ts';
import { startPeaks } from './media.ts';

const printedSchema = z.object({
  // The command checks it whole.
  media: z.custom<MediaFile>((value) => typeof value === 'object'),
  fingerprint: z.string(),
});

/** A session that was left meanwhile is not written to; the file stays in its folder, unused. */
function needOpen(app: App, studio: Studio, name: string): void {
  if (studio.readOnly !== null || !app.isOpen(studio)) throw new ThresholdError(hostWords.printLeft(name));
}

function startPrint(app: App): string {
  const { studio } = app;
  const name = masterRoomWords.printName(nextPrintNumber(studio.document));
  const job = app.jobs.start('print', {
    title: masterRoomWords.printingTitle,
    request: () => ({ kind: 'print', document: studio.document, folder: studio.folder, how: 'mix' }),
    finish: (result) => {
      const printed = printedSchema.parse(result);
      needOpen(app, studio, name);
      const payload = printMixPayload(studio.document, printed, randomUUID(), new Date().toISOString());
      studio.run({ id: 'master.print', payload });
      startPeaks(app);
      return { printId: payload.print.id, mediaId: printed.media.id };
    },
  });
  return job.id;
}

/** The file is converted to the session's rate where it must be; the first of a session gives it its own. */
function startUseFile(app: App, path: string): string {
  const { studio } = app;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const job = app.jobs.start('import', {
    title: masterRoomWords.usingFile(name),
    request: () => {
      const { document } = studio;
      const media = Object.values(document.media);
      return {
        kind: 'takeFile',
        path,
        folder: studio.folder,
        sessionSampleRate: media.length === 0 ? null : document.session.sampleRate,
        documentNames: media.map(({ file }) => file),
        lastTrackOrder: orderedTracks(document).at(-1)?.order ?? null,
        atSample: 0,
      };
    },
    finish: (result) => {
      const { media, sampleRate, notices } = importedSchema.parse(result);
      const [file] = media;
      // What could not be read is said by the job itself.
      if (!file) return { mediaId: null, notices };
      needOpen(app, studio, name);
      const commands = [
        { id: 'session.import', payload: { sampleRate, media, tracks: [], clips: [] } },
        { id: 'master.source', payload: { kind: 'file', mediaId: file.id } },
      ];
      studio.run(
        { id: 'batch', payload: { commands } },
        { name: masterRoomWords.names.source('file', file.name) },
      );
      startPeaks(app);
      return { mediaId: file.id, notices };
    },
  });
  return job.id;
}

/** The two previews of a session; each comparison takes the place of the one before. */
const PREVIEWS = 'exports/previews/limiting';

function startGentler(app: App, lessDb: number, serviceName: string | null): string {
  const { studio } = app;
  const { document, folder } = studio;
  const place = rendersPlace(studio, app.host.dataFolder, PREVIEWS);
  const request = { kind: 'gentler', document, folder, place, lessDb, serviceName } as const;
  return app.jobs.start('analysis', { title: masterRoomWords.gentlerTitle, request: () => request }).id;
}

const matchedSchema = z.object({
  lufs: z.partialRecord(z.enum(CHAIN_STATES), z.number().nullable()),
  startSample: z.number(),
  endSample: z.number(),
});

async function match(app: App, states: ChainStateName[], atSample: number) {
  const { document, folder } = app.studio;
  let matched: z.output<typeof matchedSchema> | undefined;
  const started = app.jobs.start('analysis', {
    title: masterRoomWords.matching,
    quiet: true,
    request: () => ({ kind: 'match', document, folder, states, atSample }),
    finish: (result) => {
      matched = matchedSchema.parse(result);
      return {};
    },
  });
  const job = await app.jobs.whenEnded(started.id);
  if (!matched)
    throw new ThresholdError(
      job.failures[0] ?? { code: 'job.ended', sentence: job.sentence, nextStep: hostWords.jobDiedNext },
    );
  return matched;
}

export function masterHandlers(
  app: App,
): Answers<'master.print' | 'master.useFile' | 'master.propose' | 'master.matchStates' | 'master.gentler'> {
  return {
    'master.print': () => ({ jobId: startPrint(app) }),
    'master.useFile': ({ path, own = false }) => {
      const checked = app.places.check(path);
      return { jobId: own ? startOwnSession(app, checked) : startUseFile(app, checked) };
    },
    'master.propose': ({ referenceId, targetName, curve = null }) => {
      const { document, folder } = app.studio;
      const job = app.jobs.start('analysis', {
        title: masterRoomWords.proposing,
        request: () => ({ kind: 'propose', document, folder, referenceId, targetName, curve }),
      });
      return { jobId: job.id };
    },
    'master.matchStates': ({ states, atSample }) => match(app, states, atSample),
    'master.gentler': ({ lessDb, serviceName }) => ({ jobId: startGentler(app, lessDb, serviceName) }),
  };
}
