/** Mixer strips: one set command for any of a strip's fields, and levels for many strips in one step. */
import { z } from 'zod';
import { mixDocumentWords, sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { needStrip, stripName } from '../find.ts';
import { checkStripFields, outputName } from '../route-rules.ts';
import { faderSchema, idSchema, stripFieldsSchema } from '../schema.ts';
import { loadStripPreset, stripPresetSchema } from '../strip-preset.ts';

const { names } = sessionWords;
const { names: routes } = mixDocumentWords;
const fieldsSchema = stripFieldsSchema.partial();
type Fields = z.output<typeof fieldsSchema>;

function describeFields(d: SessionDocument, strip: string, fields: Fields): string {
  if (Object.keys(fields).length !== 1) return names.stripEdit(strip);
  if (fields.faderDb !== undefined) return names.fader(strip, fields.faderDb);
  if (fields.inputTrimDb !== undefined) return names.trim(strip, fields.inputTrimDb);
  if (fields.pan !== undefined) return names.pan(strip, fields.pan);
  if (fields.mute !== undefined) return names.mute(strip, fields.mute);
  if (fields.solo !== undefined) return names.solo(strip, fields.solo);
  if (fields.soloSafe !== undefined) return names.soloSafe(strip, fields.soloSafe);
  if (fields.polarityInverted !== undefined) return names.polarity(strip, fields.polarityInverted);
  if (fields.output !== undefined) return routes.output(strip, outputName(d, fields.output));
  if (fields.width !== undefined) return routes.width(strip, fields.width);
  if (fields.panMode !== undefined) return routes.panMode(strip, fields.panMode);
  if (fields.vcaIds !== undefined) return routes.vcasOf(strip);
  return names.panLaw(strip);
}

export const stripCommands = {
  'strip.set': defineCommand({
    id: 'strip.set',
    schema: z.strictObject({ stripId: idSchema, ...fieldsSchema.shape }),
    describe: (document, { stripId, ...fields }) =>
      describeFields(document, stripName(document, stripId), fields),
    reduce: (draft, { stripId, ...fields }) => {
      const strip = needStrip(draft, stripId);
      checkStripFields(draft, stripId, fields);
      Object.assign(strip, fields);
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

  /** Every insert of the strip gives way to those of the preset, under new ids; fader, pan and sends stay. */
  'strip.preset': defineCommand({
    id: 'strip.preset',
    schema: z.strictObject({
      stripId: idSchema,
      preset: stripPresetSchema,
      effectIds: z.array(idSchema).max(64),
    }),
    describe: (document, { stripId, preset }) =>
      routes.stripPreset(stripName(document, stripId), preset.name),
    reduce: (draft, { stripId, preset, effectIds }) => loadStripPreset(draft, stripId, preset, effectIds),
  }),
};
