/** Finished audio as jobs hand it over; what was not measurable is null and shown as a dash. */
import { z } from 'zod';
import { type ExportedFile, exportedFileSchema, measuredSchema } from '../../audio-engine/protocol/index.ts';

export const measurementSchema = measuredSchema;
export type Measured = z.infer<typeof measuredSchema>;
export type { ExportedFile };

const exportedSchema = z.object({
  files: z.array(exportedFileSchema),
  limiter: z.object({ gainDb: z.number(), ceilingDbtp: z.number() }).nullable().optional(),
  notices: z.array(z.string()).optional(),
});
export type Exported = z.infer<typeof exportedSchema>;

/** Undefined where a job's result is not an export's. */
export function readExported(result: unknown): Exported | undefined {
  const read = exportedSchema.safeParse(result);
  return read.success ? read.data : undefined;
}
