/** Buses, returns and cue mixes. What fed a bus that is removed goes to the master. */
import { z } from 'zod';
import { mixDocumentWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { needBus } from '../find.ts';
import { checkFolder } from '../route-rules.ts';
import { busSchema, colorSchema, idSchema, nameSchema, orderSchema, stripFieldsSchema } from '../schema.ts';
import { addBus, removeBus } from '../track-rules.ts';

const { names } = mixDocumentWords;
const nameOf = (d: SessionDocument, busId: string) => needBus(d, busId).name;

export const busCommands = {
  'bus.add': defineCommand({
    id: 'bus.add',
    /** `strip` says what of its strip is not as a new one: a cue's output, for example. */
    schema: z.strictObject({ bus: busSchema, strip: stripFieldsSchema.partial().optional() }),
    describe: (_document, { bus }) => names.addBus(bus.name, bus.kind),
    reduce: (draft, { bus, strip }) => addBus(draft, bus, strip ?? {}),
  }),

  'bus.remove': defineCommand({
    id: 'bus.remove',
    schema: z.strictObject({ busIds: z.array(idSchema).min(1).max(1000) }),
    describe: (document, { busIds }) =>
      busIds.length === 1 ? names.removeBus(nameOf(document, busIds[0]!)) : names.removeBuses(busIds.length),
    reduce: (draft, { busIds }) => {
      for (const busId of busIds) removeBus(draft, busId);
    },
  }),

  'bus.rename': defineCommand({
    id: 'bus.rename',
    schema: z.strictObject({ busId: idSchema, name: nameSchema }),
    describe: (document, { busId, name }) => names.rename(nameOf(document, busId), name),
    reduce: (draft, { busId, name }) => {
      needBus(draft, busId).name = name;
    },
  }),

  'bus.color': defineCommand({
    id: 'bus.color',
    schema: z.strictObject({ busId: idSchema, color: colorSchema }),
    describe: (document, { busId }) => names.color(nameOf(document, busId)),
    reduce: (draft, { busId, color }) => {
      needBus(draft, busId).color = color;
    },
  }),

  'bus.move': defineCommand({
    id: 'bus.move',
    schema: z.strictObject({ busId: idSchema, order: orderSchema }),
    describe: (document, { busId }) => names.move(nameOf(document, busId)),
    reduce: (draft, { busId, order }) => {
      needBus(draft, busId).order = order;
    },
  }),

  'bus.folder': defineCommand({
    id: 'bus.folder',
    schema: z.strictObject({
      busIds: z.array(idSchema).min(1).max(1000),
      folderId: idSchema.nullable(),
    }),
    describe: (document, { busIds, folderId }) =>
      names.folderTracks(
        busIds.map((id) => nameOf(document, id)).join(', '),
        folderId === null ? null : (document.folders[folderId]?.name ?? folderId),
      ),
    reduce: (draft, { busIds, folderId }) => {
      checkFolder(draft, folderId);
      for (const busId of busIds) needBus(draft, busId).folderId = folderId;
    },
  }),
};
