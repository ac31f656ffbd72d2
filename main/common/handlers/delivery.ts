/** Exports, proofs, targets, whole-song measurements and "Level these tracks": jobs whose results may become one step. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import {
  checkArtwork,
  findSets,
  loadSets,
  loadTargets,
  planFiles,
  readProof,
  stemSources,
  USUAL_STEMS,
  versionDocument,
} from '../../../audio-engine/delivery/index.ts';
import { NameRegister, safeFileName } from '../../../audio-engine/media/index.ts';
import {
  type ExportOptions,
  exportedFileSchema,
  exportOptionsSchema,
} from '../../../audio-engine/protocol/index.ts';
import { limitMaster, type SessionDocument } from '../../../audio-engine/session/index.ts';
import type { Studio } from '../../../audio-engine/studio/index.ts';
import { deliveryWords, hostWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

const exportedSchema = z.object({
  /** What the search found for the master's limiter; null where none was asked for. */
  limiter: z.object({ gainDb: z.number(), ceilingDbtp: z.number() }).nullable(),
  files: z.array(exportedFileSchema),
  notices: z.array(z.string()),
});
const levelledSchema = z.object({ levels: z.array(z.object({ stripId: z.string(), faderDb: z.number() })) });

/** Writes the gain that was found into the master's limiter, so that the room hears what the file holds. */
export function setLimiter(
  studio: Studio,
  found: { gainDb: number; ceilingDbtp: number },
  target: string,
): void {
  studio.run(limitMaster(studio.document, found, randomUUID()), { name: hostWords.exportFinished(target) });
}

/** Names of the files that an export would write now. */
function namesOf(document: SessionDocument, options: ExportOptions): { names: string[]; notices: string[] } {
  const notices = new Set<string>();
  const stems = options.what === 'stems' ? stemSources(document, options.stems ?? USUAL_STEMS) : null;
  const versions = options.versions.filter((version) => versionDocument(document, version) !== null);
  const planned = planFiles({
    document,
    options,
    sets: findSets(options.sets),
    versions: stems ? ['full'] : versions,
    stems,
    onSameName: (name) => notices.add(deliveryWords.notice.sameName(name)),
  });
  return { names: planned.map(({ path }) => path), notices: [...notices] };
}

type Channels =
  | 'delivery.export'
  | 'delivery.targets'
  | 'delivery.sets'
  | 'delivery.names'
  | 'delivery.artwork'
  | 'delivery.prove'
  | 'analysis.song'
  | 'mix.level';

export function deliveryHandlers(app: App): Answers<Channels> {
  return {
    'delivery.export': (request) => {
      const { studio } = app;
      const folder = app.places.check(request.place.folder);
      const options = exportOptionsSchema.parse({ ...request, place: { ...request.place, folder } });
      // The session's own exports folder is made with its first export; any other folder must be there.
      if (folder === join(studio.folder, 'exports')) mkdirSync(folder, { recursive: true });
      else if (options.what !== 'stems' && !existsSync(folder))
        throw new ThresholdError(deliveryWords.noFolder(folder));
      const name = basename(namesOf(studio.document, options).names[0] ?? folder);
      const job = app.jobs.start('export', {
        title: hostWords.exporting(name),
        request: () => ({
          kind: 'export',
          document: studio.document,
          revision: studio.revision,
          folder: studio.folder,
          options,
        }),
        finish: (result) => {
          const exported = exportedSchema.loose().parse(result);
          // The files are there either way; a session that was left meanwhile is not written to.
          if (exported.limiter && studio.readOnly === null && app.isOpen(studio))
            setLimiter(studio, exported.limiter, options.target?.name ?? name);
          return z.json().parse(exported);
        },
      });
      return { jobId: job.id };
    },
    'delivery.targets': () => ({ targets: loadTargets() }),
    'delivery.sets': () => ({ sets: loadSets() }),
    'delivery.names': (options) =>
      namesOf(
        app.studio.document,
        exportOptionsSchema.parse({
          ...options,
          place: { ...options.place, folder: app.places.check(options.place.folder) },
        }),
      ),
    'delivery.artwork': ({ path }) => {
      const from = app.places.check(path);
      const report = checkArtwork(from);
      if (report.kind === null) throw new ThresholdError(deliveryWords.artwork.notArtwork(from));
      const folder = join(app.studio.folder, 'artwork');
      mkdirSync(folder, { recursive: true });
      const ending = report.kind === 'png' ? '.png' : '.jpg';
      const name = new NameRegister(readdirSync(folder)).claim(
        safeFileName(basename(from, extname(from))),
        ending,
      );
      copyFileSync(from, join(folder, name));
      return { artwork: `artwork/${name}`, report };
    },
    'delivery.prove': ({ path }) => {
      const { studio } = app;
      const file = app.places.check(path);
      const { revision } = readProof(file).session;
      const job = app.jobs.start('prove', {
        title: deliveryWords.proof.proving(file),
        request: () => ({
          kind: 'prove',
          document:
            revision === null || revision > studio.revision ? studio.document : studio.documentAt(revision),
          folder: studio.folder,
          path: file,
        }),
      });
      return { jobId: job.id };
    },
    'analysis.song': ({ what }) => {
      const { studio } = app;
      const job = app.jobs.start('analysis', {
        title: hostWords.analysing,
        request: () => ({ kind: 'analysis', document: studio.document, folder: studio.folder, what }),
      });
      return { jobId: job.id };
    },
    'mix.level': async () => {
      const { studio } = app;
      let changed = 0;
      const started = app.jobs.start('analysis', {
        title: hostWords.levelling,
        request: () => ({ kind: 'level', document: studio.document, folder: studio.folder }),
        finish: (result) => {
          const { levels } = levelledSchema.parse(result);
          if (levels.length > 0) studio.run({ id: 'strip.level', payload: { levels } });
          changed = levels.length;
          return { changed };
        },
      });
      const job = await app.jobs.whenEnded(started.id);
      if (job.state !== 'done')
        throw new ThresholdError(
          job.failures[0] ?? { code: 'job.ended', sentence: job.sentence, nextStep: hostWords.jobDiedNext },
        );
      return { revision: studio.revision, changed };
    },
  };
}
