/** Figures of finished audio as jobs hand them over; what was not measurable is null and shown as a dash. */
import { z } from 'zod';

const level = z.number().nullable();

export const measurementSchema = z.object({
  integratedLufs: level,
  loudnessRangeLu: level,
  maxMomentaryLufs: level,
  maxShortTermLufs: level,
  truePeakDbtp: level,
  plrDb: level,
  correlation: level,
  durationSeconds: z.number(),
  sampleRate: z.number(),
  channels: z.number(),
  bitDepth: level.optional(),
});
export type Measured = z.infer<typeof measurementSchema>;

const fileSchema = z.object({
  path: z.string(),
  name: z.string().nullable().optional(),
  measurement: measurementSchema,
});
export type ExportedFile = z.infer<typeof fileSchema>;

const exportedSchema = z.object({
  files: z.array(fileSchema),
  limiter: z.object({ gainDb: z.number(), ceilingDbtp: z.number() }).nullable().optional(),
  notices: z.array(z.string()).optional(),
});
export type Exported = z.infer<typeof exportedSchema>;

/** Undefined where a job's result is not an export's. */
export function readExported(result: unknown): Exported | undefined {
  const read = exportedSchema.safeParse(result);
  return read.success ? read.data : undefined;
}
