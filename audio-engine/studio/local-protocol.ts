/**
 * How another process on this computer (the command line) runs commands through the program that has a session
 * open: one JSON object a line over a local socket or named pipe, answered in order by number.
 */
import { z } from 'zod';
import type { FailureValue } from '../words/index.ts';

/** An import of a large folder is the largest command there is. */
export const MAX_LINE_BYTES = 32 << 20;

const number = z.number().int().min(0);

export const localRequestSchema = z.discriminatedUnion('type', [
  z.object({
    id: number,
    type: z.literal('run'),
    command: z.object({ id: z.string().min(1).max(64), payload: z.unknown() }),
    name: z.string().min(1).max(256).nullable(),
  }),
  z.object({ id: number, type: z.literal('undo') }),
  z.object({ id: number, type: z.literal('redo') }),
  /** Document and revision as they are now. */
  z.object({ id: number, type: z.literal('state') }),
]);
export type LocalRequest = z.input<typeof localRequestSchema>;

const failureSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
  detail: z.string().optional(),
});

export const localAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    id: number,
    ok: z.literal(true),
    revision: z.number().int(),
    name: z.string().nullable(),
    document: z.unknown().optional(),
  }),
  z.object({ id: number.nullable(), ok: z.literal(false), failure: failureSchema }),
]);
export type LocalAnswer = z.output<typeof localAnswerSchema>;

export function refusal(id: number | null, failure: FailureValue): LocalAnswer {
  return { id, ok: false, failure };
}
