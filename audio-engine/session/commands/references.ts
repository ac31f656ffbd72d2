/** References: finished records of other people, brought into the session to listen against. */
import { z } from 'zod';
import { referenceWords, sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { needFree, needMedia, needReference, refuse } from '../find.ts';
import { isMediaUsed } from '../media-use.ts';
import { idSchema, mediaSchema, nameSchema, orderSchema, referenceSchema } from '../schema.ts';

const { names } = referenceWords;
const { refused } = sessionWords;

export const referenceCommands = {
  /** The file stands in `audio/` already; `media` null: the session lists it already. */
  'reference.add': defineCommand({
    id: 'reference.add',
    schema: z.strictObject({ reference: referenceSchema, media: mediaSchema.nullable() }),
    describe: (_document, { reference }) => names.add(reference.name),
    reduce: (draft, { reference, media }) => {
      needFree(draft.references, reference.id, 'reference');
      if (media) {
        needFree(draft.media, media.id, 'media');
        const { sampleRate } = draft.session;
        if (media.sampleRate !== sampleRate)
          refuse(
            'media-sample-rate',
            refused.rateMismatch(media.name, media.sampleRate, sampleRate),
            refused.rateMismatchNext,
          );
        draft.media[media.id] = media;
      }
      needMedia(draft, reference.mediaId);
      draft.references[reference.id] = reference;
    },
  }),

  /** Its file leaves the session's list, unless something else uses it. */
  'reference.remove': defineCommand({
    id: 'reference.remove',
    schema: z.strictObject({ referenceId: idSchema }),
    describe: (document, { referenceId }) => names.remove(needReference(document, referenceId).name),
    reduce: (draft, { referenceId }) => {
      const { mediaId } = needReference(draft, referenceId);
      delete draft.references[referenceId];
      if (!isMediaUsed(draft, mediaId)) delete draft.media[mediaId];
    },
  }),

  'reference.rename': defineCommand({
    id: 'reference.rename',
    schema: z.strictObject({
      referenceId: idSchema,
      name: nameSchema,
      artist: referenceSchema.shape.artist.optional(),
    }),
    describe: (document, { referenceId, name }) =>
      names.rename(needReference(document, referenceId).name, name),
    reduce: (draft, { referenceId, name, artist }) => {
      const reference = needReference(draft, referenceId);
      reference.name = name;
      if (artist !== undefined) reference.artist = artist;
    },
  }),

  'reference.move': defineCommand({
    id: 'reference.move',
    schema: z.strictObject({ referenceId: idSchema, order: orderSchema }),
    describe: (document, { referenceId }) => names.move(needReference(document, referenceId).name),
    reduce: (draft, { referenceId, order }) => {
      needReference(draft, referenceId).order = order;
    },
  }),

  'reference.set': defineCommand({
    id: 'reference.set',
    schema: z.strictObject({
      referenceId: idSchema,
      ...referenceSchema.pick({ markers: true, lufs: true, truePeakDbtp: true }).partial().shape,
    }),
    describe: (document, { referenceId, markers }) => {
      const { name } = needReference(document, referenceId);
      return markers ? names.markers(name) : names.measured(name);
    },
    reduce: (draft, { referenceId, markers, lufs, truePeakDbtp }) => {
      const reference = needReference(draft, referenceId);
      if (markers) reference.markers = [...markers].sort((a, b) => a.sample - b.sample);
      if (lufs !== undefined) reference.lufs = lufs;
      if (truePeakDbtp !== undefined) reference.truePeakDbtp = truePeakDbtp;
    },
  }),
};
