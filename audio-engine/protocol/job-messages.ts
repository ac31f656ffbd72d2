/** Main process <-> a job process: one job a process, gone when it ends. Plain structured-clone objects. */
import type { Failure } from './channels.ts';
import type { ExportOptions, StemOptions } from './delivery.ts';
import type { Service } from './services.ts';
import type { SystemSpec } from './systems.ts';

export type JobRequest =
  | {
      kind: 'import';
      paths: string[];
      folder: string;
      /** Null: the rate of most of the files. */
      sessionSampleRate: number | null;
      documentNames: string[];
      lastTrackOrder: string | null;
      atSample: number;
    }
  /** A finished mix to master: looked at before it is brought in. */
  | {
      kind: 'takeFile';
      path: string;
      folder: string;
      sessionSampleRate: number | null;
      documentNames: string[];
      lastTrackOrder: string | null;
      atSample: number;
    }
  /** Computes the peaks that are missing, in this order. */
  | { kind: 'peaks'; folder: string; files: { mediaId: string; file: string }[] }
  /** `revision`: the document's, for the proofs. */
  | { kind: 'export'; document: unknown; revision: number | null; folder: string; options: ExportOptions }
  /** Renders an export again; `document` is that of the proof's revision, null where it cannot be had. */
  | { kind: 'prove'; document: unknown; folder: string; path: string }
  | { kind: 'level'; document: unknown; folder: string }
  | { kind: 'print'; document: unknown; folder: string; trackId: string; how: 'freeze' | 'bounce' }
  /** The mix before the master strip, to a file that feeds the chain. */
  | { kind: 'print'; document: unknown; folder: string; how: 'mix' }
  /** A starting chain for the master; the result is a `Proposal`. */
  | {
      kind: 'propose';
      document: unknown;
      folder: string;
      referenceId: string | null;
      targetName: string | null;
      curve: string | null;
    }
  /** How loud chain states make the ten seconds before a place. */
  | { kind: 'match'; document: unknown; folder: string; states: ('A' | 'B' | 'C' | 'D')[]; atSample: number }
  /** This master beside a gentler one, as a service plays them; the result is a `LimitingCost`. */
  | {
      kind: 'gentler';
      document: unknown;
      folder: string;
      /** Inside the session folder, with forward slashes: where the two previews go. */
      place: string;
      lessDb: number;
      serviceName: string | null;
    }
  | {
      kind: 'compare';
      /** Two moments of one session. */
      documents: { a: unknown; b: unknown };
      folder: string;
      /** Inside the session folder, with forward slashes: where the two renders go. */
      place: string;
    }
  /** An album of files and sessions; the result is an `AlbumMade`. */
  | {
      kind: 'album';
      /** As it is written; paths in it start at `place`. */
      album: unknown;
      place: string;
      /** Where everything goes. */
      folder: string;
      replace: boolean;
      /** Documents of the sessions in it, by their folders. */
      sessions: Record<string, unknown>;
    }
  /** A package for another engineer. */
  | {
      kind: 'handoff';
      document: unknown;
      revision: number;
      folder: string;
      to: string;
      message: string;
      stems: StemOptions | null;
    }
  /** A package from another engineer: files into the session's folder, and the commands that take them in. */
  | {
      kind: 'receive';
      from: string;
      as: 'session' | 'master';
      folder: string;
      sampleRate: number;
      documentNames: string[];
      lastReferenceOrder: string | null;
    }
  /** A report of the master as an .html or .pdf file. */
  | {
      kind: 'report';
      document: unknown;
      folder: string;
      revision: number;
      path: string;
      services: Service[];
      target: { name: string; lufs: number; ceilingDbtp: number } | null;
      programVersion: string;
      check: boolean;
    }
  /** The mix check; the result is a `CheckReport`. */
  | { kind: 'check'; document: unknown; folder: string; revision: number }
  /** Which tracks large moves of the master's equalisers come from; the result is a list of `ExplainedMove`. */
  | { kind: 'explain'; document: unknown; folder: string }
  /** Files brought in to listen against. */
  | {
      kind: 'reference';
      paths: string[];
      folder: string;
      sessionSampleRate: number;
      documentNames: string[];
    }
  /** What a song is made of: a file of the session, or (`media` null) the document's master. */
  | {
      kind: 'profile';
      folder: string;
      media: { id: string; file: string; name: string } | null;
      document: unknown;
    }
  /** What services and codecs do to the master; with `matrix` also every playback system. A `ServicesReport`. */
  | {
      kind: 'translate';
      document: unknown;
      folder: string;
      /** Inside the session folder, with forward slashes: where the previews go. What lies beside it is removed. */
      place: string;
      key: string;
      servicesFile: string;
      systems: SystemSpec[];
      matrix: boolean;
    }
  | { kind: 'analysis'; document: unknown; folder: string; what: 'mix' | 'master' };

export type ToJob =
  /** `hostPages`: the host opens pages for decoding when asked. */
  | { type: 'start'; request: JobRequest; hostPages: boolean }
  | { type: 'cancel' }
  /** A page that was opened for this job has ended by itself. */
  | { type: 'pageGone'; page: number };

export type FromJob =
  | { type: 'ready' }
  | { type: 'progress'; fraction: number; sentence: string }
  /** Peaks of this file can be read now, wholly or further than before. */
  | { type: 'peaks'; mediaId: string }
  /** Asks for a page that nobody sees, on an address of this job's own on loopback; it decodes what Node cannot. */
  | { type: 'openPage'; page: number; address: string }
  | { type: 'closePage'; page: number }
  | { type: 'done'; result: unknown; failures: Failure[]; sentence: string }
  | { type: 'cancelled' }
  | { type: 'failed'; failure: Failure };

export interface JobContext {
  post(message: Extract<FromJob, { type: 'progress' | 'peaks' }>): void;
  /** Once it is aborted the job throws; whatever it throws then is a cancel. */
  signal: AbortSignal;
}

export interface JobEnd {
  result: unknown;
  failures: Failure[];
  sentence: string;
}

/** How a job process runs one kind of request. */
export type JobRunner<Kind extends JobRequest['kind']> = (
  request: Extract<JobRequest, { kind: Kind }>,
  context: JobContext,
) => Promise<JobEnd>;
