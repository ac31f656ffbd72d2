/** What a command is: an id, a title, the schema of its payload, its name in the history and a pure reducer. */
import type { z } from 'zod';
import { sessionWords } from '../words/index.ts';
import type { SessionDocument } from './document.ts';

export type CommandTitleId = keyof typeof sessionWords.titles;

export interface CommandDefinition<Key extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly id: Key;
  readonly title: string;
  readonly schema: Schema;
  /** The step's name in the history, in a producer's words; `document` is the one before the step. */
  describe(document: SessionDocument, payload: z.output<Schema>): string;
  /** Mutates the draft; ids, times and random numbers come in the payload. Throws ThresholdError to refuse. */
  reduce(draft: SessionDocument, payload: z.output<Schema>): void;
}

export function defineCommand<const Key extends CommandTitleId, Schema extends z.ZodType>(definition: {
  id: Key;
  schema: Schema;
  describe: (document: SessionDocument, payload: z.output<Schema>) => string;
  reduce: (draft: SessionDocument, payload: z.output<Schema>) => void;
}): CommandDefinition<Key, Schema> {
  return { ...definition, title: sessionWords.titles[definition.id] };
}
