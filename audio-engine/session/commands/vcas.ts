/** VCAs: faders over other strips. */
import { z } from 'zod';
import { mixDocumentWords, sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { type SessionDocument, SILENCE_DB } from '../document.ts';
import { needStrip, needVca } from '../find.ts';
import { needFreeStripId } from '../route-rules.ts';
import { colorSchema, faderSchema, idSchema, nameSchema, orderSchema, vcaSchema } from '../schema.ts';

const { names } = mixDocumentWords;
const nameOf = (d: SessionDocument, vcaId: string) => needVca(d, vcaId).name;
const stripIdsSchema = z.array(idSchema).max(1000);

function assign(draft: SessionDocument, vcaId: string, stripIds: readonly string[], assigned: boolean): void {
  for (const stripId of stripIds) {
    const { vcaIds } = needStrip(draft, stripId);
    const at = vcaIds.indexOf(vcaId);
    if (assigned && at < 0) vcaIds.push(vcaId);
    if (!assigned && at >= 0) vcaIds.splice(at, 1);
  }
}

export const vcaCommands = {
  'vca.add': defineCommand({
    id: 'vca.add',
    schema: z.strictObject({ vca: vcaSchema, stripIds: stripIdsSchema.optional() }),
    describe: (_document, { vca }) => names.addVca(vca.name),
    reduce: (draft, { vca, stripIds }) => {
      needFreeStripId(draft, vca.id, 'vca');
      draft.vcas[vca.id] = vca;
      assign(draft, vca.id, stripIds ?? [], true);
    },
  }),

  'vca.set': defineCommand({
    id: 'vca.set',
    schema: z.strictObject({
      vcaId: idSchema,
      faderDb: faderSchema.optional(),
      mute: z.boolean().optional(),
      solo: z.boolean().optional(),
      color: colorSchema.optional(),
      order: orderSchema.optional(),
    }),
    describe: (document, { vcaId, ...fields }) => {
      const name = nameOf(document, vcaId);
      if (Object.keys(fields).length !== 1) return names.vcaEdit(name);
      if (fields.faderDb !== undefined) return sessionWords.names.fader(name, fields.faderDb);
      if (fields.mute !== undefined) return sessionWords.names.mute(name, fields.mute);
      if (fields.solo !== undefined) return sessionWords.names.solo(name, fields.solo);
      return fields.color !== undefined ? names.color(name) : names.move(name);
    },
    reduce: (draft, { vcaId, ...fields }) => {
      Object.assign(needVca(draft, vcaId), fields);
    },
  }),

  'vca.rename': defineCommand({
    id: 'vca.rename',
    schema: z.strictObject({ vcaId: idSchema, name: nameSchema }),
    describe: (document, { vcaId, name }) => names.rename(nameOf(document, vcaId), name),
    reduce: (draft, { vcaId, name }) => {
      needVca(draft, vcaId).name = name;
    },
  }),

  'vca.remove': defineCommand({
    id: 'vca.remove',
    schema: z.strictObject({
      vcaId: idSchema,
      /** The strips' own faders take over what the VCA did, as far as they reach, so that the mix sounds on. */
      keepLevels: z.boolean().optional(),
    }),
    describe: (document, { vcaId }) => names.removeVca(nameOf(document, vcaId)),
    reduce: (draft, { vcaId, keepLevels }) => {
      const { faderDb } = needVca(draft, vcaId);
      for (const strip of Object.values(draft.strips)) {
        if (!strip.vcaIds.includes(vcaId)) continue;
        if (keepLevels) {
          const sum = faderDb <= SILENCE_DB ? SILENCE_DB : strip.faderDb + faderDb;
          strip.faderDb = Math.max(SILENCE_DB, Math.min(12, sum));
        }
        strip.vcaIds.splice(strip.vcaIds.indexOf(vcaId), 1);
      }
      delete draft.vcas[vcaId];
    },
  }),

  'vca.assign': defineCommand({
    id: 'vca.assign',
    schema: z.strictObject({ vcaId: idSchema, stripIds: stripIdsSchema.min(1), assigned: z.boolean() }),
    describe: (document, { vcaId, stripIds, assigned }) =>
      names.vcaAssign(stripIds.length, nameOf(document, vcaId), assigned),
    reduce: (draft, { vcaId, stripIds, assigned }) => {
      needVca(draft, vcaId);
      assign(draft, vcaId, stripIds, assigned);
    },
  }),
};
