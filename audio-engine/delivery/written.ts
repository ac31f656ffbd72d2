/** Files that were written, before they have their proofs. */
import type { Measurement } from '../measure/index.ts';
import type { ExportedFile } from '../protocol/index.ts';
import type { PlannedFile } from './outputs.ts';

export type LossyResult = NonNullable<ExportedFile['lossy']>;

export interface LimiterSettings {
  gainDb: number;
  ceilingDbtp: number;
}

export interface WrittenFile {
  planned: PlannedFile;
  measurement: Measurement;
  lossy: LossyResult | null;
  /** The final limiter as it ran for this file; null without one. */
  limiter: LimiterSettings | null;
}
