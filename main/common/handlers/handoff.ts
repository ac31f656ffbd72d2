/** Songs between two engineers: a package that goes out, and one that comes in as a session or as what is mastered. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readHandoff } from '../../../audio-engine/delivery/index.ts';
import type { HandoffFacts } from '../../../audio-engine/protocol/index.ts';
import { byOrder, type RawCommand } from '../../../audio-engine/session/index.ts';
import { handoffWords } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';
import { startPeaks } from './media.ts';

const receivedSchema = z.object({
  /** Each is checked against its own schema when it is run. */
  commands: z.array(z.object({ id: z.string(), payload: z.unknown() })).min(1),
  notices: z.array(z.string()),
  message: z.string(),
  stems: z.number(),
});

/** The sheet and which files are there; checksums are for the job, which may take its time. */
function factsOf(folder: string): HandoffFacts {
  const { sheet, notices } = readHandoff(folder, { checksums: false });
  const { session, premaster, markers, notes } = sheet;
  return {
    folder,
    name: session.name,
    createdAt: sheet.createdAt,
    sampleRate: session.sampleRate,
    bpm: sheet.tempo.bpm,
    message: sheet.message,
    target: sheet.target,
    premaster: { path: premaster.path, measurement: premaster.measurement },
    stems: sheet.stems.map(({ name, path }) => name ?? path),
    markers: markers.length,
    notes: notes.length,
    notices,
  };
}

function startReceiving(app: App, from: string, as: 'session' | 'master'): string {
  const { name, sampleRate } = factsOf(from);
  const studio = as === 'session' ? app.open({ name, sampleRate }) : app.studio;
  const job = app.jobs.start('receive', {
    title: handoffWords.opening(name),
    request: () => {
      const { document, folder } = studio;
      return {
        kind: 'receive',
        from,
        as,
        folder,
        sampleRate: document.session.sampleRate,
        documentNames: Object.values(document.media).map(({ file }) => file),
        lastReferenceOrder: Object.values(document.references).sort(byOrder).at(-1)?.order ?? null,
      };
    },
    finish: (result) => {
      const { commands, ...told } = receivedSchema.parse(result);
      const step = { id: 'batch', payload: { commands } } as RawCommand;
      studio.run(step, { name: handoffWords.steps.opened(name) });
      if (app.isOpen(studio)) startPeaks(app);
      return told;
    },
  });
  app.holdFor(studio, job.id);
  return job.id;
}

export function handoffHandlers(app: App): Answers<'handoff.make' | 'handoff.read' | 'handoff.open'> {
  return {
    'handoff.make': ({ folder, message, stems }) => {
      const { studio } = app;
      const to = app.places.check(folder);
      const job = app.jobs.start('handoff', {
        title: handoffWords.making(studio.document.session.name),
        request: () => ({
          kind: 'handoff',
          document: studio.document,
          revision: studio.revision,
          folder: studio.folder,
          to,
          message,
          stems,
        }),
      });
      return { jobId: job.id };
    },
    'handoff.read': ({ folder }) => {
      const place = app.places.check(folder);
      return factsOf(
        existsSync(join(place, 'handoff.json')) ? place : place.replace(/[\\/]handoff\.json$/, ''),
      );
    },
    'handoff.open': ({ folder, as }) => ({ jobId: startReceiving(app, app.places.check(folder), as) }),
  };
}
