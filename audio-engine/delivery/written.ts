/** Files that were written, before they have their proofs. */
import type { Measurement } from '../measure/index.ts';
import type { ExportedFile } from '../protocol/index.ts';
import type { PlannedFile } from './outputs.ts';

export type LossyResult = NonNullable<ExportedFile['lossy']>;

export interface WrittenFile {
  planned: PlannedFile;
  measurement: Measurement;
  lossy: LossyResult | null;
}
