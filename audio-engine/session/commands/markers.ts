/** Markers on the ruler. */
import { z } from 'zod';
import { sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { needFree, needMarker } from '../find.ts';
import { idSchema, markerSchema, nameSchema, sampleSchema } from '../schema.ts';

const { names } = sessionWords;

export const markerCommands = {
  'marker.add': defineCommand({
    id: 'marker.add',
    schema: z.strictObject({ marker: markerSchema }),
    describe: (_document, { marker }) => names.addMarker(marker.name),
    reduce: (draft, { marker }) => {
      needFree(draft.markers, marker.id, 'marker');
      draft.markers[marker.id] = marker;
    },
  }),

  'marker.move': defineCommand({
    id: 'marker.move',
    schema: z.strictObject({ markerId: idSchema, sample: sampleSchema }),
    describe: (document, { markerId }) => names.moveMarker(needMarker(document, markerId).name),
    reduce: (draft, { markerId, sample }) => {
      needMarker(draft, markerId).sample = sample;
    },
  }),

  'marker.rename': defineCommand({
    id: 'marker.rename',
    schema: z.strictObject({ markerId: idSchema, name: nameSchema }),
    describe: (document, { markerId, name }) => names.renameMarker(needMarker(document, markerId).name, name),
    reduce: (draft, { markerId, name }) => {
      needMarker(draft, markerId).name = name;
    },
  }),

  'marker.remove': defineCommand({
    id: 'marker.remove',
    schema: z.strictObject({ markerId: idSchema }),
    describe: (document, { markerId }) => names.removeMarker(needMarker(document, markerId).name),
    reduce: (draft, { markerId }) => {
      needMarker(draft, markerId);
      delete draft.markers[markerId];
    },
  }),
};
