/** What a difference is: where, of which kind, what was and is, and a sentence. */
import type { Id } from './document.ts';

export type ChangeKind =
  | 'strip'
  | 'fader'
  | 'pan'
  | 'trim'
  | 'switch'
  | 'insert'
  | 'parameter'
  | 'send'
  | 'routing'
  | 'clips'
  | 'automation'
  | 'tempo';

export interface Change {
  kind: ChangeKind;
  /** The strip it is about; null for the whole session. */
  stripId: Id | null;
  /** The insert, send or lane it is about, where there is one. */
  id: Id | null;
  sentence: string;
  /** Values before and after, in the thing's own unit, where there are two. */
  before: number | string | boolean | null;
  after: number | string | boolean | null;
}
