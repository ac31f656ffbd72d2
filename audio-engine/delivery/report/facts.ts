/** Everything a report says: gathered once, drawn by `page.ts`. */
import type { LoudnessHistory, Measurement } from '../../measure/index.ts';
import type { CheckReport, Service, ServicesReport } from '../../protocol/index.ts';
import type { SongCurves } from './song-curves.ts';

export interface ReportFacts {
  title: string;
  artist: string;
  album: string;
  isrc: string;
  upc: string;
  /** What was reported on: a session's master with its revision, or a file with its fingerprint. */
  subject: string;
  /** ISO 8601, UTC. */
  madeAt: string;
  programVersion: string;
  measurement: Measurement;
  history: LoudnessHistory;
  curves: SongCurves;
  psrDb: Float32Array;
  /** Null where no target was chosen. */
  target: { name: string; lufs: number; ceilingDbtp: number } | null;
  /** Null where the session has none. */
  reference: { name: string; lufs: number | null; bandsDb: (number | null)[] } | null;
  services: readonly Service[];
  played: ServicesReport;
  /** Null where it was left out. */
  check: CheckReport | null;
  /** Keys of findings that were set aside. */
  dismissed: readonly string[];
  /** The chain in words, one module each. */
  chain: readonly string[];
}
