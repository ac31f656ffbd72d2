/** What an import job answers, checked before it becomes a command: another process wrote it. */
import { z } from 'zod';
import { commands } from '../../audio-engine/session/index.ts';

const importSchema = commands['session.import'].schema;

export const importedSchema = z.object({
  sampleRate: z.number().int().positive(),
  media: importSchema.shape.media,
  tracks: importSchema.shape.tracks,
  clips: importSchema.shape.clips,
  notices: z.array(z.string()),
});
export type Imported = z.output<typeof importedSchema>;
