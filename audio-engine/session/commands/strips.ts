/** Mixer strips: one set command for any of a strip's fields, and levels for many strips in one step. */
import { z } from 'zod';
import { sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { needStrip, stripName } from '../find.ts';
import { faderSchema, idSchema, stripFieldsSchema } from '../schema.ts';

const { names } = sessionWords;
const fieldsSchema = stripFieldsSchema.partial();
type Fields = z.output<typeof fieldsSchema>;

function describeFields(strip: string, fields: Fields): string {
  if (Object.keys(fields).length !== 1) return names.stripEdit(strip);
  if (fields.faderDb !== undefined) return names.fader(strip, fields.faderDb);
  if (fields.inputTrimDb !== undefined) return names.trim(strip, fields.inputTrimDb);
  if (fields.pan !== undefined) return names.pan(strip, fields.pan);
  if (fields.mute !== undefined) return names.mute(strip, fields.mute);
  if (fields.solo !== undefined) return names.solo(strip, fields.solo);
  if (fields.soloSafe !== undefined) return names.soloSafe(strip, fields.soloSafe);
  if (fields.polarityInverted !== undefined) return names.polarity(strip, fields.polarityInverted);
  return names.panLaw(strip);
}

export const stripCommands = {
  'strip.set': defineCommand({
    id: 'strip.set',
    schema: z.strictObject({ stripId: idSchema, ...fieldsSchema.shape }),
    describe: (document, { stripId, ...fields }) => describeFields(stripName(document, stripId), fields),
    reduce: (draft, { stripId, ...fields }) => {
      Object.assign(needStrip(draft, stripId), fields);
    },
  }),

  'strip.level': defineCommand({
    id: 'strip.level',
    schema: z.strictObject({
      levels: z
        .array(z.strictObject({ stripId: idSchema, faderDb: faderSchema }))
        .min(1)
        .max(1000),
    }),
    describe: (document, { levels }) =>
      levels.length === 1
        ? names.fader(stripName(document, levels[0]!.stripId), levels[0]!.faderDb)
        : names.level(levels.length),
    reduce: (draft, { levels }) => {
      for (const { stripId, faderDb } of levels) needStrip(draft, stripId).faderDb = faderDb;
    },
  }),
};
