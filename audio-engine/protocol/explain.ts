/** A move of the master's equaliser and the tracks that are the reason for it, with the same move made on them. */
import { z } from 'zod';

const id = z.string().min(1).max(128);

export const explainedMoveSchema = z.object({
  /** The band that makes it, from 1. */
  effectId: id,
  band: z.number().int(),
  lowHz: z.number(),
  highHz: z.number(),
  gainDb: z.number(),
  /** A large move that few tracks are the reason for. */
  isWorthSaying: z.boolean(),
  sentence: z.string(),
  /** Of the energy in the band, 0..1; the largest first. */
  tracks: z.array(z.object({ stripId: id, name: z.string(), share: z.number() })),
  /** Make the move on the tracks and take it off the master, as one step; empty where tracks cannot make it. */
  commands: z.array(z.object({ id: z.string().min(1).max(64), payload: z.json() })).max(64),
  stripIds: z.array(id),
  /** The largest difference to the master's own move in a third octave, dB; null where there is none. */
  withinDb: z.number().nullable(),
});
export type ExplainedMove = z.infer<typeof explainedMoveSchema>;
