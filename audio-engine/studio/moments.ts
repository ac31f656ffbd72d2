/**
 * Moments of a session, written as text so that windows, jobs and the command line name them alike: `now`, `saved`
 * (the newest named version), `version:<id>`, or `revision:<n>`, right after that step of the history (0: before the
 * first).
 */
import type { HistoryEntry } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError, versionWords } from '../words/index.ts';
import type { VersionInfo } from './versions.ts';

export type Moment = string;

export interface MomentDocument {
  name: string;
  /** Null for now. */
  timeMs: number | null;
  document: SessionDocument;
}

/** What is asked of the studio. */
export interface Remembering {
  readonly document: SessionDocument;
  versions(): VersionInfo[];
  history(): HistoryEntry[];
  readVersion(id: string): SessionDocument;
  documentAt(revision: number): SessionDocument;
}

export function readMoment(studio: Remembering, moment: Moment): MomentDocument {
  if (moment === 'now') return { name: versionWords.now, timeMs: null, document: studio.document };
  const versions = studio.versions();
  const [kind, rest = ''] = moment.split(':');
  if (kind === 'saved' || kind === 'version') {
    const version = kind === 'saved' ? versions[0] : versions.find(({ id }) => id === rest);
    if (!version)
      throw new ThresholdError(
        versionWords.unknownMoment(
          moment,
          versions.map(({ name }) => name),
        ),
      );
    return { name: version.name, timeMs: version.timeMs, document: studio.readVersion(version.id) };
  }
  const revision = Number(rest);
  if (kind !== 'revision' || !Number.isSafeInteger(revision))
    throw new ThresholdError(studioWords.noSuchStep(revision));
  const entry = studio.history().find((step) => step.revision === revision);
  return {
    name: entry?.name ?? versionWords.beginning,
    timeMs: entry?.timeMs ?? null,
    document: studio.documentAt(revision),
  };
}

/** What a person typed as a moment: a version by name or id, the number of a step, `now` or `saved`. */
export function momentCalled(studio: Remembering, written: string): Moment {
  if (written === 'now' || written === 'saved') return written;
  const versions = studio.versions();
  const version = versions.find(({ name }) => name === written) ?? versions.find(({ id }) => id === written);
  if (version) return `version:${version.id}`;
  if (/^\d+$/.test(written)) return `revision:${written}`;
  throw new ThresholdError(
    versionWords.unknownMoment(
      written,
      versions.map(({ name }) => name),
    ),
  );
}
