/** Hand-off of a song between two engineers, as a window asks for it and is told of it. */
import { z } from 'zod';
import { measuredSchema, stemsSchema } from './delivery.ts';

const folder = z.string().min(1).max(4096);
const job = z.object({ jobId: z.string() });

/** What a package says of itself, before anything of it is brought in. */
export const handoffFactsSchema = z.object({
  folder: z.string(),
  name: z.string(),
  createdAt: z.string(),
  sampleRate: z.number(),
  bpm: z.number(),
  message: z.string(),
  target: z.string().nullable(),
  premaster: z.object({ path: z.string(), measurement: measuredSchema }),
  stems: z.array(z.string()),
  markers: z.number(),
  notes: z.number(),
  /** Files that are not there. */
  notices: z.array(z.string()),
});
export type HandoffFacts = z.infer<typeof handoffFactsSchema>;

export const handoffInvokes = {
  /** Writes a package into a new or empty folder; null stems gives the premaster alone. */
  'handoff.make': [z.object({ folder, message: z.string().max(8000), stems: stemsSchema.nullable() }), job],
  /** Reads the sheet of a package. */
  'handoff.read': [z.object({ folder }), handoffFactsSchema],
  /** `session`: all of it as a new session, which is opened; `master`: the premaster feeds this master room. */
  'handoff.open': [z.object({ folder, as: z.enum(['session', 'master']) }), job],
} as const satisfies Record<string, readonly [z.ZodType, z.ZodType]>;
