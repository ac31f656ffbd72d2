/** Where tracks stand and when they sound: folders, delay, and freezing their inserts to a file. */
import { z } from 'zod';
import { mixDocumentWords, sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { needFree, needTrack, refuse } from '../find.ts';
import { isMediaUsed } from '../media-use.ts';
import { checkFolder } from '../route-rules.ts';
import { idSchema, mediaSchema, sampleSchema, trackSchema } from '../schema.ts';

const { names, refused } = mixDocumentWords;

export const freezeCommands = {
  'track.folder': defineCommand({
    id: 'track.folder',
    schema: z.strictObject({
      trackIds: z.array(idSchema).min(1).max(1000),
      folderId: idSchema.nullable(),
    }),
    describe: (document, { trackIds, folderId }) =>
      names.folderTracks(
        trackIds.map((id) => needTrack(document, id).name).join(', '),
        folderId === null ? null : (document.folders[folderId]?.name ?? folderId),
      ),
    reduce: (draft, { trackIds, folderId }) => {
      checkFolder(draft, folderId);
      for (const trackId of trackIds) needTrack(draft, trackId).folderId = folderId;
    },
  }),

  'track.delay': defineCommand({
    id: 'track.delay',
    schema: z.strictObject({ trackId: idSchema, delaySamples: trackSchema.shape.delaySamples.unwrap() }),
    describe: (document, { trackId, delaySamples }) =>
      names.trackDelay(needTrack(document, trackId).name, delaySamples),
    reduce: (draft, { trackId, delaySamples }) => {
      needTrack(draft, trackId).delaySamples = delaySamples;
    },
  }),

  /** The file, already in `audio/`, sounds instead of clips and inserts, which stay as they are below it. */
  'track.freeze': defineCommand({
    id: 'track.freeze',
    schema: z.strictObject({ trackId: idSchema, media: mediaSchema, startSample: sampleSchema }),
    describe: (document, { trackId }) => names.freeze(needTrack(document, trackId).name),
    reduce: (draft, { trackId, media, startSample }) => {
      const track = needTrack(draft, trackId);
      if (track.frozen) refuse('frozen', refused.frozenAlready(track.name), refused.frozenAlreadyNext);
      needFree(draft.media, media.id, 'media');
      if (media.sampleRate !== draft.session.sampleRate) {
        const { rateMismatch, rateMismatchNext } = sessionWords.refused;
        const { sampleRate } = draft.session;
        refuse('media-sample-rate', rateMismatch(media.name, media.sampleRate, sampleRate), rateMismatchNext);
      }
      draft.media[media.id] = media;
      track.frozen = { mediaId: media.id, startSample };
    },
  }),

  /** The frozen file leaves the session's list, unless something has come to use it too. */
  'track.thaw': defineCommand({
    id: 'track.thaw',
    schema: z.strictObject({ trackId: idSchema }),
    describe: (document, { trackId }) => names.thaw(needTrack(document, trackId).name),
    reduce: (draft, { trackId }) => {
      const track = needTrack(draft, trackId);
      if (!track.frozen) refuse('not-frozen', refused.notFrozen(track.name), refused.notFrozenNext);
      const { mediaId } = track.frozen;
      track.frozen = null;
      if (!isMediaUsed(draft, mediaId)) delete draft.media[mediaId];
    },
  }),
};
