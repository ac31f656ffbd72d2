/** The mix check, hearing what a fix would do, and the time somebody has been listening. */
import { z } from 'zod';
import { masterMoves } from '../../../audio-engine/advice/index.ts';
import {
  checkReportSchema,
  type ExplainedMove,
  explainedMoveSchema,
  type Job,
  type Listening,
} from '../../../audio-engine/protocol/index.ts';
import { byOrder, mixFingerprint } from '../../../audio-engine/session/index.ts';
import type { Studio } from '../../../audio-engine/studio/index.ts';
import { checkWords, explainWords } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import { type Checked, keepCheck, readCheck } from '../kept-check.ts';
import { trebleAdded } from '../listening-treble.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;

/** What was found in the sessions that are open; null where nothing is kept of an earlier time either. */
const checked = new WeakMap<Studio, Checked | null>();
/** The newest moves that were explained, or are about to be. */
const explained = new WeakMap<Studio, { key: string; moves: ExplainedMove[]; jobId: string | null }>();

function lastChecked(studio: Studio): Checked | null {
  let last = checked.get(studio);
  if (last === undefined) {
    last = readCheck(studio.folder);
    checked.set(studio, last);
  }
  return last;
}

/** The same for the same mix and the same moves; null where nothing large is moved. */
function explainKey(studio: Studio): string | null {
  const moves = masterMoves(studio.document);
  return moves.length === 0
    ? null
    : `${mixFingerprint(studio.document)} ${studio.document.master.source.kind} ${JSON.stringify(moves)}`;
}

/** The document at the start of a stretch of listening, read from the history once. */
let began: { of: string; effects: Parameters<typeof trebleAdded>[0] | null } | null = null;

function beginning(app: App, start: { folder: string; revision: number }) {
  const of = `${start.folder} ${start.revision}`;
  if (began?.of === of) return began.effects;
  let effects: Parameters<typeof trebleAdded>[0] | null = null;
  try {
    effects =
      start.revision === app.studio.revision
        ? app.studio.document
        : app.studio.readMoment(`revision:${start.revision}`).document;
  } catch {
    // A history that no longer reaches back so far says nothing about it.
  }
  began = { of, effects };
  return effects;
}

/** Whatever plays after a break is a record that is known, from its marker and matched: ears are set by it. */
export function startOnReference(app: App): void {
  const [first] = Object.values(app.studio.document.references).sort(byOrder);
  if (first) app.listen.set({ reference: first.id, chosen: first.id, at: 'marker' });
}

/** How long, how loud, and what moved in the session that is open. */
export function listeningNow(app: App, nowMs = Date.now()): Listening {
  const { start, ...count } = app.listening.state(nowMs);
  const here = start && app.hasSession && app.studio.folder === start.folder;
  const before = here ? beginning(app, start) : null;
  return { ...count, treble: before ? trebleAdded(before, app.studio.document) : [] };
}

export function adviceHandlers(
  app: App,
): Answers<
  | 'advice.check'
  | 'advice.last'
  | 'advice.explain'
  | 'advice.hear'
  | 'breaks.get'
  | 'breaks.start'
  | 'breaks.end'
  | 'breaks.later'
> {
  return {
    'advice.check': () => {
      const { studio } = app;
      let fingerprint = '';
      const job = app.jobs.start('check', {
        title: checkWords.checking,
        request: () => {
          fingerprint = mixFingerprint(studio.document);
          const { document, folder, revision } = studio;
          return { kind: 'check', document, folder, revision };
        },
        finish: (result) => {
          const report = checkReportSchema.parse(result);
          checked.set(studio, { report, fingerprint });
          if (studio.readOnly === null) keepCheck(studio.folder, { report, fingerprint });
          return report as unknown as Job['result'];
        },
      });
      return { jobId: job.id };
    },
    'advice.last': () => lastChecked(app.studio) ?? { report: null, fingerprint: null },
    'advice.explain': () => {
      const { studio } = app;
      const key = explainKey(studio);
      if (key === null) return { moves: [], jobId: null };
      const known = explained.get(studio);
      if (known?.key === key) return { moves: known.moves, jobId: known.jobId };
      // One that looks for what is no longer there is in the way.
      if (known?.jobId) app.jobs.cancel(known.jobId);
      const job = app.jobs.start('explain', {
        title: explainWords.looking,
        request: () => ({ kind: 'explain', document: studio.document, folder: studio.folder }),
        finish: (result) => {
          const moves = z.array(explainedMoveSchema).parse(result);
          // Looked for in the document as it was when the job began, which may be a newer one than asked for.
          if (explained.get(studio)?.jobId === job.id) explained.set(studio, { key, moves, jobId: null });
          return moves as unknown as Job['result'];
        },
      });
      explained.set(studio, { key, moves: [], jobId: job.id });
      void app.jobs.whenEnded(job.id).then(({ state }) => {
        if (state !== 'done' && explained.get(studio)?.jobId === job.id) explained.delete(studio);
      });
      return { moves: [], jobId: job.id };
    },
    'advice.hear': ({ gesture, commands }) => {
      app.studio.hearCommand(gesture, { id: 'batch', payload: { commands } });
      return OK;
    },
    'breaks.get': () => listeningNow(app),
    'breaks.start': ({ minutes }) => {
      app.engine.post({ type: 'stop' });
      app.listening.startBreak(minutes, Date.now());
      startOnReference(app);
      return listeningNow(app);
    },
    'breaks.end': () => {
      app.listening.endBreak();
      return listeningNow(app);
    },
    'breaks.later': () => {
      app.listening.later(Date.now());
      return listeningNow(app);
    },
  };
}
