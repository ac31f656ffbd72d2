/** Mixes that are kept: scenes over the mix, two moments side by side, chains of inserts. */
import { comparisonSchema } from '../../../audio-engine/protocol/index.ts';
import { compareDocuments, stripColor, stripName } from '../../../audio-engine/session/index.ts';
import { versionWords } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import { rendersPlace } from '../renders-place.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;
/** Made anew by each comparison, never part of a copy, gone when the session is left. */
export const COMPARES = 'compares';

export function memoryHandlers(
  app: App,
): Answers<
  | 'scene.hear'
  | 'versions.changes'
  | 'versions.compare'
  | 'versions.audition'
  | 'stripPresets.list'
  | 'stripPresets.save'
  | 'stripPresets.remove'
> {
  return {
    'scene.hear': ({ gesture, sceneId }) => {
      app.studio.hearScene(gesture, sceneId);
      return OK;
    },
    'versions.changes': ({ from, to }) => {
      const a = app.studio.readMoment(from);
      const b = app.studio.readMoment(to);
      const changes = compareDocuments(a.document, b.document);
      const ids = [...new Set(changes.flatMap(({ stripId }) => (stripId === null ? [] : [stripId])))];
      return {
        from: { name: a.name, timeMs: a.timeMs },
        to: { name: b.name, timeMs: b.timeMs },
        strips: ids.map((id) => {
          const { document } = [b, a].find((side) => side.document.strips[id] ?? side.document.vcas[id]) ?? b;
          return { id, name: stripName(document, id), color: stripColor(document, id) ?? 'stone' };
        }),
        changes: changes.map(({ kind, stripId, id, sentence }) => ({ kind, stripId, id, sentence })),
      };
    },
    'versions.compare': ({ from, to }) => {
      const { studio } = app;
      const a = studio.readMoment(from);
      const b = studio.readMoment(to);
      // The files that are heard now are about to be written anew.
      app.offerAudition(studio, undefined);
      const job = app.jobs.start('compare', {
        title: versionWords.jobTitle(a.name, b.name),
        request: () => ({
          kind: 'compare',
          documents: { a: a.document, b: b.document },
          folder: studio.folder,
          place: rendersPlace(studio, app.host.dataFolder, COMPARES),
        }),
        finish: (result) => {
          const comparison = comparisonSchema.parse(result);
          if (app.isOpen(studio)) app.offerAudition(studio, comparison);
          return comparison;
        },
      });
      return { jobId: job.id };
    },
    'versions.audition': ({ side, matched }, client) => {
      app.hearAudition(side, matched, client);
      return OK;
    },
    'stripPresets.list': () => ({
      presets: app.stripPresets.list().map((preset) => structuredClone(preset) as never),
    }),
    'stripPresets.save': ({ preset }) => {
      app.stripPresets.save(preset);
      return OK;
    },
    'stripPresets.remove': ({ name }) => {
      app.stripPresets.remove(name);
      return OK;
    },
  };
}
