/** What a check is: a pure function of what was heard, that answers findings and one figure for the list. */
import type { Finding } from '../../protocol/index.ts';
import type { SongFeatures } from '../features/types.ts';

export interface CheckOutcome {
  findings: Finding[];
  /** The figure of the check's line, also where nothing was found: `1.8 dB`, `none`. */
  text: string;
}

export interface Check {
  /** Of its line: `level.clipping`. Its findings' codes may be finer. */
  readonly code: string;
  readonly title: string;
  /** What the figure is, in a sentence. */
  readonly help: string;
  /** Null where there is nothing to check: no document, no vocal, one channel. The line is left out. */
  run(song: SongFeatures): CheckOutcome | null;
}
